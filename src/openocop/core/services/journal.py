"""Recording what was done, by whom and in which capacity, in the same transaction as the deed."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models, transaction
from django.db.models import CharField, QuerySet, Subquery
from django.utils import timezone

from openocop.core.domain.chain import Actor, Link, actor_digest, link_hash
from openocop.core.models import JournalActor, JournalEntry, JournalHead
from openocop.core.prepared import Given, Prepared
from openocop.core.rows import insert

SYSTEM = Actor(login="system", name="OpenOCOP", role="system", office="")


@transaction.atomic(savepoint=False)
def record(
    *, province: str, actor: Actor, verb: str, subject: models.Model, facts: dict[str, Any] | None = None
) -> JournalEntry:
    """Append one entry to the province's chain and return it.

    Args:
        subject: the row the deed was done to; it is named by its `public_id`.
        facts: what changed, JSON without floats and without data of persons.
    """
    head, known_digest = _locked_head(province, actor)
    link = Link(
        province=province,
        sequence=head.sequence + 1,
        recorded_at=timezone.now(),
        actor_digest=known_digest or _new_digest(actor),
        actor_role=actor.role,
        actor_office=actor.office,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(getattr(subject, "public_id")),  # noqa: B009  # any tenant model has one
        facts=facts or {},
        previous_hash=head.hash,
    )
    # A trigger moves the head on to it.
    return insert(JournalEntry(**{name: getattr(link, name) for name in Link.__slots__}, hash=link_hash(link)))


def _locked_head(province: str, actor: Actor) -> tuple[JournalHead, str | None]:
    """Return the end of the chain, locked, with the actor's digest where there is one: the lock is held briefly."""
    head: Any = _HEAD.first(province=province, login=actor.login, name=actor.name)
    if head is None:
        JournalHead.objects.get_or_create(province=province)
        head = _HEAD.first(province=province, login=actor.login, name=actor.name)
    return head, head.digest


def _head_with_lock() -> QuerySet[JournalHead]:
    person = {name: Given(name, CharField()) for name in ("login", "name")}
    known = JournalActor.objects.filter(**person).order_by("pk").values("digest")[:1]
    heads = JournalHead.objects.select_for_update(of=("self",)).annotate(digest=Subquery(known))
    return heads.filter(province=Given("province", CharField()))


_HEAD = Prepared(_head_with_lock)


def _new_digest(actor: Actor) -> str:
    salt = secrets.token_hex(16)
    digest = actor_digest(salt=salt, login=actor.login, name=actor.name)
    JournalActor.objects.create(digest=digest, salt=salt, login=actor.login, name=actor.name)
    return digest
