"""Reading the journal and walking its chains."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from openocop.core.domain.chain import Deed, link_hash
from openocop.core.models import JournalActor, JournalEntry, JournalHead


@dataclass(frozen=True, slots=True)
class ChainReport:
    """`first_bad` names the first entry that does not follow from the one before it, as province/sequence."""

    entries: int
    valid: bool
    first_bad: str | None


def verify_chains() -> ChainReport:
    """Recompute every hash of every province's chain, and hold its end against the head."""
    entries = 0
    expected: dict[str, tuple[int, str]] = {}
    for entry in JournalEntry.objects.order_by("province", "sequence").iterator(chunk_size=2000):
        entries += 1
        sequence, previous = expected.get(entry.province, (0, ""))
        follows = entry.sequence == sequence + 1 and entry.previous_hash == previous
        if not follows or _hash_of(entry) != entry.hash:
            return ChainReport(entries, False, f"{entry.province}/{entry.sequence}")
        expected[entry.province] = (entry.sequence, entry.hash)
    for head in JournalHead.objects.order_by("province"):
        if expected.get(head.province, (0, "")) != (head.sequence, head.hash):
            return ChainReport(entries, False, f"{head.province}/{head.sequence}")
    return ChainReport(entries, True, None)


def _hash_of(entry: JournalEntry) -> str:
    deed = Deed(**{name: getattr(entry, name) for name in Deed.__slots__})
    return link_hash(deed, previous_hash=entry.previous_hash, sequence=entry.sequence, actor_digest=entry.actor_digest)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line of a subject's history, for people; `actor` is empty when the person was erased."""

    entry: JournalEntry
    actor: str


def history_of(subject: models.Model) -> list[HistoryRow]:
    """Return the journal of one row, oldest first, in two queries."""
    entries = list(
        JournalEntry.objects.filter(
            subject_type=subject._meta.label_lower,
            subject_id=str(getattr(subject, "public_id")),  # noqa: B009  # any tenant model has one
        ).order_by("sequence")
    )
    digests = {entry.actor_digest for entry in entries}
    names = dict(JournalActor.objects.filter(digest__in=digests).values_list("digest", "name"))
    return [HistoryRow(entry, names.get(entry.actor_digest, "")) for entry in entries]
