"""The text of every field on every row with a product, with what the layout prints once for several rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openocop.recognition.domain.provincial_list.blocks import (
    Carried,
    as_above,
    carries,
    carry_down,
    carry_within,
    follows_blocks,
    lies_elsewhere,
    spans_blocks,
)
from openocop.recognition.domain.provincial_list.layout import Layout
from openocop.recognition.domain.provincial_list.sheet import blank
from openocop.recognition.domain.provincial_list.spans import Spread
from openocop.recognition.domain.provincial_list.vocabulary import INDEX

# Fields that a block of one producer may print once, and those that may stand once over several producers.
_OVER_PRODUCERS = frozenset(
    {"district", "commune", "group", "producer_kind", "decision_no", "recognised_on", "council_on", "year"}
)
_PLACES = frozenset({"district", "commune", "group"})
_UNITS = ("district", "commune")
_SHARED = _OVER_PRODUCERS | {"address", "star"}
_BESIDE_PRODUCER = (INDEX, "address", "district", "commune", "producer_kind")


@dataclass(frozen=True, slots=True)
class Filled:
    """The columns by field, one text for each row; `doubtful` are (place, field) carried down on little evidence."""

    columns: dict[str, list[str]]
    doubtful: frozenset[tuple[int, str]]


def fill_columns(spread: Spread, layout: Layout, numbers: Sequence[int], breaks: Sequence[bool]) -> Filled:
    """Return the columns of the rows `numbers` (0-based) with blanks filled where the layout carries values down.

    `breaks` says which of the rows stand right under a heading: nothing is carried across.
    """
    cells = {
        field: as_above([spread.rows[number][column] for number in numbers]) for field, column in layout.columns.items()
    }
    merged = {
        field: [(number, column) in spread.inherited for number in numbers] for field, column in layout.columns.items()
    }
    continued, doubtful = _producer_blocks(cells, merged, breaks)
    for field in cells.keys() & _SHARED:
        if any(merged[field]):
            continue
        column = cells[field]
        spans = spans_blocks(column, continued, breaks) if field in _OVER_PRODUCERS else Carried.NO
        if spans is Carried.SURELY or (spans is Carried.LIKELY and field in _PLACES):
            cells[field] = carry_down(column, breaks)
            doubtful |= _blanks_filled(column, cells[field], field) if spans is Carried.LIKELY else set()
        if follows_blocks(column, continued, 0.9 if field == "star" else 0.3):
            cells[field] = carry_within(cells[field], continued)
    if "star" in cells and not any(merged["star"]) and _heads_stars(layout, cells["star"]):
        column, cells["star"] = cells["star"], carry_down(cells["star"], breaks)
        doubtful |= _blanks_filled(column, cells["star"], "star")
    cells.pop(INDEX, None)
    # Inside a producer's block only the producer itself is in doubt.
    told = {(place, field) for place, field in doubtful if field in ("producer", "star") or not continued[place]}
    return Filled(cells, frozenset(told))


def _heads_stars(layout: Layout, cells: Sequence[str]) -> bool:
    """Tell whether stars stand before the products, each printed once: at the head of the block that has it."""
    printed = [text for text in cells if not blank(text)]
    once = len(set(printed)) == len(printed) > 1
    return once and not blank(cells[0]) and layout.columns["star"] < layout.columns["product"]


def _blanks_filled(before: Sequence[str], after: Sequence[str], field: str) -> set[tuple[int, str]]:
    return {
        (place, field)
        for place, (old, new) in enumerate(zip(before, after, strict=True))
        if blank(old) and not blank(new)
    }


def _producer_blocks(
    cells: dict[str, list[str]], merged: dict[str, list[bool]], breaks: Sequence[bool]
) -> tuple[list[bool], set[tuple[int, str]]]:
    """Carry producers down in place where the layout says so.

    Return which rows continue the producer above, and those of them for which that is only likely.
    """
    nobody = [False] * len(breaks)
    if "producer" not in cells:
        return nobody, set()
    if any(merged["producer"]):
        return merged["producer"], set()
    printed = cells["producer"]
    carried = carries(printed, breaks, [cells[field] for field in _BESIDE_PRODUCER if field in cells])
    if carried is Carried.NO or any(lies_elsewhere(printed, cells[field]) for field in _UNITS if field in cells):
        return nobody, set()
    cells["producer"] = carry_down(printed, breaks)
    continued = [blank(text) and not blank(full) for text, full in zip(printed, cells["producer"], strict=True)]
    likely = carried is Carried.LIKELY
    return continued, _blanks_filled(printed, cells["producer"], "producer") if likely else set()
