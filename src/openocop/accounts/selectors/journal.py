"""The journal of a province as a page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openocop.accounts.domain.roles import Post
from openocop.accounts.permissions import entries_visible_to
from openocop.accounts.selectors.deeds import deed
from openocop.core.models import JournalActor, JournalEntry

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One entry; `who` is "" when the person was erased."""

    entry: JournalEntry
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class JournalPage:
    """`older` is the number to go on from, None at the beginning of the journal."""

    lines: Sequence[Line]
    older: int | None


def journal_page(post: Post, *, before: int | None = None) -> JournalPage:
    """Return entries below the number `before`, the latest first, in two queries."""
    entries = entries_visible_to(post)
    if before is not None:
        entries = entries.filter(sequence__lt=before)
    found = list(entries.order_by("-sequence")[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return JournalPage(lines_of(shown), shown[-1].sequence if len(found) > PAGE_SIZE else None)


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
    return lines_of(list(entries.order_by("-sequence")[:PAGE_SIZE]))
