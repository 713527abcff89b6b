"""The months in which a product is to be had."""

from __future__ import annotations

from collections.abc import Sequence

MONTHS = range(1, 13)


def runs(months: Sequence[int]) -> list[tuple[int, int]]:
    """Return the months as runs of first and last, across the turn of the year: 11, 12, 1 and 5 give (5, 5), (11, 1).

    All twelve, like none (nothing said), give no run: the product has no season.
    """
    there = sorted(set(months))
    if len(there) in {0, 12}:
        return []
    starts = [month for month in there if _before(month) not in there]
    return [(start, _end(start, there)) for start in starts]


def _before(month: int) -> int:
    return 12 if month == 1 else month - 1


def _end(start: int, there: Sequence[int]) -> int:
    end = start
    while (following := end % 12 + 1) in there:
        end = following
    return end
