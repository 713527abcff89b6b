"""Recording what was done, by whom and in which capacity, in the same transaction as the deed."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from openocop.core.domain.chain import Actor, Deed, actor_digest, deed_hash
from openocop.core.models import JournalActor, JournalEntry, JournalHead
from openocop.core.statements import Answer, Words, answers

SYSTEM = Actor(login="system", name="OpenOCOP", role="system", office="")
_LINKED = ("id", "sequence", "actor_digest", "previous_hash", "hash")
# `link_hash`, worked out by the database: nobody else can append from the lock on the end of the chain until the deed
# is committed, so nothing is asked in between. A trigger moves the end on.
_APPEND = """
INSERT INTO core_journalentry ({deed}, sequence, actor_digest, previous_hash, hash)
SELECT {gaps}, head.sequence + 1, actor.digest, head.hash,
       {sha256}(head.hash || ' ' || CAST(head.sequence + 1 AS text) || ' ' || actor.digest || ' ' || %s{bytes})
FROM core_journalhead head, core_journalactor actor
WHERE head.province = %s AND actor.login = %s AND actor.name = %s {lock}
RETURNING {linked}
"""
_DIALECTS = {
    # Django gives SQLite its SHA256; there is one writer at a time.
    "sqlite": {"sha256": "SHA256", "bytes": "", "lock": ""},
    "postgresql": {"sha256": "encode(sha256(convert_to", "bytes": ", 'UTF8')), 'hex'", "lock": "FOR UPDATE OF head"},
}


@dataclass(frozen=True, slots=True)
class Act:
    """A deed and who did it."""

    deed: Deed
    actor: Actor


def record(
    *, province: str, actor: Actor, verb: str, subject: models.Model, facts: dict[str, Any] | None = None
) -> JournalEntry:
    """Append one entry to the province's chain and return it.

    Args:
        subject: the row the deed was done to; it is named by its `public_id`.
        facts: what changed, JSON without floats and without data of persons.
    """
    act = act_of(province=province, actor=actor, verb=verb, subject=subject, facts=facts)
    return record_all([act])[0]


def act_of(
    *, province: str, actor: Actor, verb: str, subject: models.Model, facts: dict[str, Any] | None = None
) -> Act:
    """Return what `record` appends, to be appended with others."""
    deed = Deed(
        province=province,
        recorded_at=timezone.now(),
        actor_role=actor.role,
        actor_office=actor.office,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(getattr(subject, "public_id")),  # noqa: B009  # any tenant model has one
        facts=facts or {},
    )
    return Act(deed, actor)


@transaction.atomic(savepoint=False)
def record_all(acts: Sequence[Act]) -> list[JournalEntry]:
    """Append an entry for each, in this order, to the chains of their provinces."""
    linked = answers(_statement(act) for act in acts)
    if None in linked:
        new = [act for act, links in zip(acts, linked, strict=True) if links is None]
        for act in new:
            JournalHead.objects.get_or_create(province=act.deed.province)
            JournalActor.objects.get_or_create(login=act.actor.login, name=act.actor.name, defaults=_digest(act.actor))
        late = iter(answers(_statement(act) for act in new))
        linked = [links or next(late) for links in linked]
    return [_entry(act.deed, links) for act, links in zip(acts, linked, strict=True)]


def _entry(deed: Deed, links: Answer) -> JournalEntry:
    said = {name: getattr(deed, name) for name in Deed.__slots__}
    return JournalEntry(**said, **dict(zip(_LINKED, links or (), strict=True)))


def _statement(act: Act) -> tuple[Words, list[Any]]:
    """Return what appends an entry; it answers with nothing while the chain or the actor is not there yet."""
    fields: list[Any] = [JournalEntry._meta.get_field(name) for name in Deed.__slots__]
    said = [field.get_db_prep_save(getattr(act.deed, field.attname), connection) for field in fields]
    who = [act.deed.province, act.actor.login, act.actor.name]
    return _words(connection.vendor), [*said, deed_hash(act.deed), *who]


@cache
def _words(vendor: str) -> str:
    gaps = ", ".join(["%s"] * len(Deed.__slots__))
    return _APPEND.format(deed=", ".join(Deed.__slots__), gaps=gaps, linked=", ".join(_LINKED), **_DIALECTS[vendor])


def _digest(actor: Actor) -> dict[str, str]:
    salt = secrets.token_hex(16)
    return {"salt": salt, "digest": actor_digest(salt=salt, login=actor.login, name=actor.name)}
