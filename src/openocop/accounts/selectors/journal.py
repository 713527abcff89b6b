"""The journal of a province as a page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openocop.accounts.domain.roles import Post
from openocop.accounts.permissions import entries_visible_to
from openocop.accounts.selectors.deeds import deed
from openocop.core.models import JournalActor, JournalEntry

SHOWN = 50  # of what was done to one person


@dataclass(frozen=True, slots=True)
class Line:
    """One entry; `who` is "" when the person was erased."""

    entry: JournalEntry
    who: str
    what: str


def lines_of(entries: Sequence[JournalEntry]) -> list[Line]:
    """Return entries with the names of who acted, in one query."""
    digests = {entry.actor_digest for entry in entries}
    names = dict(JournalActor.objects.filter(digest__in=digests).values_list("digest", "name"))
    return [Line(entry, names.get(entry.actor_digest, ""), deed(entry.verb)) for entry in entries]


def history_of_person(post: Post, public_ids: Sequence[str]) -> list[Line]:
    """Return what was done to the account and the posts with these identifiers, the latest first."""
    entries = entries_visible_to(post).filter(
        subject_type__in=["accounts.user", "accounts.appointment"], subject_id__in=public_ids
    )
    return lines_of(list(entries.order_by("-sequence")[:SHOWN]))
