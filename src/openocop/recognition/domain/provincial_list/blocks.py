"""Values printed once for several rows without merged cells: a producer named at the head of its block.

Whether a blank repeats the cell above is told by the column as a whole, never by the one cell: where names are printed
again on every row, a blank is a missing name.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise

from openocop.recognition.domain.provincial_list.sheet import DITTO, blank

_ALIGNED_BLANK, _ALIGNED_FILLED = 0.9, 0.8
_MANY_BLANKS = 0.15
_ELSEWHERE = 0.5
_ENOUGH_FILLED, _ENOUGH_SPANNING = 0.2, 0.03


class Carried(Enum):
    """How surely the layout carries a column's values down."""

    NO = auto()
    LIKELY = auto()  # too few rows show it: a person should look
    SURELY = auto()


def carries(
    cells: Sequence[str], breaks: Sequence[bool], companions: Sequence[Sequence[str]], filled: float = _ENOUGH_FILLED
) -> Carried:
    """Tell whether blanks of a column repeat the value above.

    They do when hardly any value is printed twice running, every block begins with one, and either blanks are many, or
    the columns beside it (`companions`: numbering, address, district) are blank on the very same rows. Where no value
    is ever repeated and blanks are few, that is likely, and no more. `breaks` are the rows at which blocks must begin;
    `filled` is the least share (0 to 1) of cells that must hold a value.
    """
    blanks = sum(map(blank, cells))
    repeats = _repeats(cells, breaks)
    if not blanks or blanks == len(cells) or repeats * 4 > blanks:
        return Carried.NO
    begins = [not blank(cell) for cell, broken in zip(cells, breaks, strict=True) if broken]
    if _share(begins) < 0.75 or blanks > len(cells) * (1 - filled):
        return Carried.NO
    if any(_aligned(cells, companion) for companion in companions):
        return Carried.SURELY
    if 2 <= blanks >= len(cells) * _MANY_BLANKS and blanks < len(cells) - 1:
        return Carried.SURELY
    return Carried.LIKELY if repeats == 0 else Carried.NO


def _repeats(cells: Sequence[str], breaks: Sequence[bool]) -> int:
    """Count the values printed again under the same value, blocks apart."""
    count = 0
    last = ""
    for cell, broken in zip(cells, breaks, strict=True):
        if broken:
            last = ""
        if not blank(cell):
            count += cell == last
            last = cell
    return count


def _aligned(cells: Sequence[str], companion: Sequence[str]) -> bool:
    """Tell whether `companion` is blank where `cells` are blank and filled where they are filled."""
    at_blank = [blank(other) for cell, other in zip(cells, companion, strict=True) if blank(cell)]
    at_filled = [not blank(other) for cell, other in zip(cells, companion, strict=True) if not blank(cell)]
    return _share(at_blank) >= _ALIGNED_BLANK and _share(at_filled) >= _ALIGNED_FILLED


def lies_elsewhere(cells: Sequence[str], places: Sequence[str]) -> bool:
    """Tell whether blanks of a column stand beside another place than the row above has: then nobody is repeated."""
    beside = [place for cell, place in zip(cells, pairwise(["", *places]), strict=True) if blank(cell)]
    return _share([not blank(own) and own != above for above, own in beside]) > _ELSEWHERE


def follows_blocks(cells: Sequence[str], continued: Sequence[bool], heads: float) -> bool:
    """Tell whether a column is printed once for each block: blank on all rows that continue one, filled at the heads.

    `heads` is the share (0 to 1) of heads that must be filled.
    """
    at_continued = [blank(cell) for cell, on in zip(cells, continued, strict=True) if on]
    at_heads = [not blank(cell) for cell, on in zip(cells, continued, strict=True) if not on]
    return bool(at_continued) and all(at_continued) and _share(at_heads) >= heads


def spans_blocks(cells: Sequence[str], continued: Sequence[bool], breaks: Sequence[bool]) -> Carried:
    """Tell whether a column is printed once for several blocks, as a district over its producers.

    Only the heads of blocks are asked, and no value may stand twice running: where it does, it belongs to each head.
    Below a heading (`breaks`) the last value begins anew.
    """
    heads = [cell for cell, on in zip(cells, continued, strict=True) if not on]
    anew = [broken for broken, on in zip(breaks, continued, strict=True) if not on]
    if not heads or _repeats(heads, anew):
        return Carried.NO
    begins = [number == 0 for number in range(len(heads))]
    found = carries(heads, begins, (), _ENOUGH_SPANNING)
    return found if found is Carried.SURELY else carries(heads, anew, (), _ENOUGH_SPANNING)


def _share(facts: Sequence[bool]) -> float:
    return sum(facts) / len(facts) if facts else 0.0


def as_above(cells: list[str]) -> list[str]:
    """Return the column with every ditto mark replaced by what it repeats."""
    if DITTO.isdisjoint(cells):
        return cells
    for number, cell in enumerate(cells):
        if number and cell in DITTO:
            cells[number] = cells[number - 1]
    return cells


def carry_down(cells: Sequence[str], breaks: Sequence[bool]) -> list[str]:
    """Return the column with blanks filled from above, never across a row where `breaks` is true."""
    result: list[str] = []
    last = ""
    for cell, broken in zip(cells, breaks, strict=True):
        if broken or not blank(cell):
            last = cell
        result.append(last if blank(cell) else cell)
    return result


def carry_within(cells: Sequence[str], continued: Sequence[bool]) -> list[str]:
    """Return the column with the value of each block's head on the rows that continue the block."""
    result: list[str] = []
    for cell, on in zip(cells, continued, strict=True):
        result.append(result[-1] if on and result else cell)
    return result
