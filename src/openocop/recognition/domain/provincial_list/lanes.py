"""Tables that stand side by side, as a list printed in two columns."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from openocop.recognition.domain.provincial_list.headers import Header
from openocop.recognition.domain.provincial_list.sheet import Sheet, key
from openocop.recognition.domain.provincial_list.vocabulary import INDEX

_ENOUGH_ALIKE = 0.75


def lanes(sheet: Sheet, header: Header | None) -> list[Sheet]:
    """Return the sheet once for each table that stands on it side by side, the columns of the others left blank."""
    spans = (_spans(header) or _numbered_anew(header)) if header else []
    return [_only(sheet, left, right) for left, right in spans] or [sheet]


def _spans(header: Header) -> list[tuple[int, int]]:
    """Return the first column of each table and the first beyond it, nothing when there is one table."""
    texts = [key(text) for text in header.lowest]  # above may stand what tells the tables apart: "4 sao", "3 sao"
    named = [c for c, claims in enumerate(header.claims) if claims and claims[0][0] == "product"]
    named = [c for c in named if texts[c] == texts[named[0]]]
    if len(named) < 2:
        return []
    step = named[1] - named[0]
    if step < 2 or any(later - earlier != step for earlier, later in pairwise(named)):
        return []
    first = min(c for c in range(named[0] + 1) if texts[c] and texts[c] == texts[c + step])
    own = [c for c in range(first, first + step) if texts[c]]
    alike = [c for c in own if c + step < len(texts) and texts[c] == texts[c + step]]
    if len(alike) < 2 or len(alike) < len(own) * _ENOUGH_ALIKE:
        return []
    starts = [first + step * n for n in range(len(named))]
    return list(zip([0, *starts[1:]], [*starts[1:], len(texts)], strict=True))


def _numbered_anew(header: Header) -> list[tuple[int, int]]:
    """Return the columns of tables that are each numbered and name products and producers, whatever their words."""
    fields = [claims[0][0] if claims else "" for claims in header.claims]
    starts = [c for c, field in enumerate(fields) if field == INDEX]
    spans = list(zip([0, *starts[1:]], [*starts[1:], len(fields)], strict=True))
    whole = all({"product", "producer"} <= set(fields[left:right]) for left, right in spans)
    return spans if len(starts) > 1 and whole else []


def _only(sheet: Sheet, left: int, right: int) -> Sheet:
    rows = [[""] * left + row[left:right] + [""] * (len(row) - right) for row in sheet.rows]
    merges = tuple(merge for merge in sheet.merges if left <= merge.left < right)
    return replace(sheet, rows=rows, merges=merges)
