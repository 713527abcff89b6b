"""Recording what was done, by whom and in which capacity, in the same transaction as the deed."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from openocop.core.domain.chain import Actor, Deed, actor_digest, link_hash
from openocop.core.models import JournalActor, JournalEntry, JournalHead

SYSTEM = Actor(login="system", name="OpenOCOP", role="system", office="")
# Nobody else appends to these chains from here on until the deed is committed.
_ENDS = """
SELECT head.province, head.sequence, head.hash, actor.login, actor.name, actor.digest
FROM core_journalhead head, core_journalactor actor
WHERE head.province IN ({provinces}) AND actor.login IN ({people}) AND actor.name IN ({people})
ORDER BY head.province {lock}
"""
_APPEND = "INSERT INTO core_journalentry ({columns}) VALUES {rows} RETURNING province, sequence, id"
_COLUMNS = (*Deed.__slots__, "sequence", "actor_digest", "previous_hash", "hash")


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
    if not acts:
        return []
    ends, digests = _ends_and_digests(acts)
    if any(act.deed.province not in ends or _person(act) not in digests for act in acts):
        for act in acts:
            JournalHead.objects.get_or_create(province=act.deed.province)
            JournalActor.objects.get_or_create(login=act.actor.login, name=act.actor.name, defaults=_digest(act.actor))
        ends, digests = _ends_and_digests(acts)
    entries = []
    for act in acts:
        sequence, previous = ends[act.deed.province]
        entries.append(_entry(act.deed, sequence + 1, previous, digests[_person(act)]))
        ends[act.deed.province] = sequence + 1, entries[-1].hash
    _append(entries)
    return entries


def _ends_and_digests(acts: Sequence[Act]) -> tuple[dict[str, tuple[int, str]], dict[tuple[str, str], str]]:
    """Return sequence and hash of the last entry by province, and the digest of each person, as far as known.

    The ends are locked. A chain or a person that is not there may leave the others out too.
    """
    provinces, people = {act.deed.province for act in acts}, {_person(act) for act in acts}
    ends: dict[str, tuple[int, str]] = {}
    digests: dict[tuple[str, str], str] = {}
    with connection.cursor() as cursor:
        values = [*provinces, *(login for login, _name in people), *(name for _login, name in people)]
        cursor.execute(_ends_words(connection.vendor, len(provinces), len(people)), values)
        for province, sequence, last, login, name, digest in cursor.fetchall():
            ends[province] = sequence, last
            digests[login, name] = digest
    return ends, digests


def _entry(deed: Deed, sequence: int, previous: str, digest: str) -> JournalEntry:
    said = {name: getattr(deed, name) for name in Deed.__slots__}
    link = link_hash(deed, previous_hash=previous, sequence=sequence, actor_digest=digest)
    return JournalEntry(**said, sequence=sequence, actor_digest=digest, previous_hash=previous, hash=link)


def _append(entries: Sequence[JournalEntry]) -> None:
    """Insert the entries; a trigger moves the ends of their chains on."""
    values = [
        field.get_db_prep_save(getattr(entry, field.attname), connection) for entry in entries for field in _fields()
    ]
    with connection.cursor() as cursor:
        cursor.execute(_append_words(len(entries)), values)
        keys = {(province, sequence): key for province, sequence, key in cursor.fetchall()}
    for entry in entries:
        entry.pk = keys[entry.province, entry.sequence]
        entry._state.adding, entry._state.db = False, connection.alias


def _person(act: Act) -> tuple[str, str]:
    return act.actor.login, act.actor.name


@cache
def _fields() -> list[models.Field[Any, Any]]:
    return [JournalEntry._meta.get_field(name) for name in _COLUMNS]  # type: ignore[misc]  # columns, no relations


@lru_cache(64)
def _ends_words(vendor: str, provinces: int, people: int) -> str:
    lock = "FOR UPDATE OF head" if vendor == "postgresql" else ""  # SQLite has one writer at a time
    return _ENDS.format(provinces=_gaps(provinces), people=_gaps(people), lock=lock)


@lru_cache(64)
def _append_words(count: int) -> str:
    row = f"({_gaps(len(_COLUMNS))})"
    return _APPEND.format(columns=", ".join(_COLUMNS), rows=", ".join([row] * count))


def _gaps(count: int) -> str:
    return ", ".join(["%s"] * count)


def _digest(actor: Actor) -> dict[str, str]:
    salt = secrets.token_hex(16)
    return {"salt": salt, "digest": actor_digest(salt=salt, login=actor.login, name=actor.name)}
