"""What was done about a decision or a recognition, for people."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model

from openocop.core.selectors.journal import HistoryRow, history_of

# Papers are printed with every step and listed by themselves.
_NOT_TOLD = frozenset({"paper.printed"})


def told_of(*subjects: Model | None) -> list[HistoryRow]:
    """Return the journal of these rows together, oldest first; two queries for each that is there."""
    rows = [row for subject in subjects if subject is not None for row in history_of(subject)]
    return sorted(_told(rows), key=lambda row: row.entry.sequence)


def _told(rows: Iterable[HistoryRow]) -> Iterable[HistoryRow]:
    return (row for row in rows if row.entry.verb not in _NOT_TOLD)
