"""Merged cells of the body: what is printed once over several rows stands in each of them."""

from __future__ import annotations

from dataclasses import dataclass

from openocop.recognition.domain.provincial_list.limits import MAX_CELLS
from openocop.recognition.domain.provincial_list.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Spread:
    """Rows of a sheet with merged values written into every row they cover.

    `inherited` are the cells (row, column) that got their value from above; `across` says of the first cell of a range
    how many columns it is wide.
    """

    rows: list[list[str]]
    inherited: frozenset[tuple[int, int]]
    across: dict[tuple[int, int], int]


def spread_merges(sheet: Sheet, start: int) -> Spread:
    """Return the rows with merged values carried down, from row `start` on; ranges that begin above are left alone."""
    rows = sheet.rows
    inherited: set[tuple[int, int]] = set()
    across: dict[tuple[int, int], int] = {}
    for merge in sheet.merges:
        if merge.top < start or merge.top >= len(rows) or len(inherited) > MAX_CELLS:
            continue
        across[merge.top, merge.left] = merge.right - merge.left + 1
        if merge.bottom > merge.top:
            if rows is sheet.rows:
                rows = list(sheet.rows)
            for number in range(merge.top + 1, min(merge.bottom + 1, len(rows))):
                row = list(rows[number])
                row[merge.left] = rows[merge.top][merge.left] or row[merge.left]  # what lies under it is hidden
                rows[number] = row
                inherited.add((number, merge.left))
    return Spread(rows, frozenset(inherited), across)
