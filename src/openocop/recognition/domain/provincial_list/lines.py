"""One product on several rows, and several products on one: what is done before rows are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from openocop.recognition.domain.provincial_list.asides import is_closing, is_note, is_total
from openocop.recognition.domain.provincial_list.headings import heading
from openocop.recognition.domain.provincial_list.layout import Layout
from openocop.recognition.domain.provincial_list.numbering import style_of
from openocop.recognition.domain.provincial_list.sheet import blank
from openocop.recognition.domain.provincial_list.spans import Spread
from openocop.recognition.domain.provincial_list.vocabulary import INDEX

_RESULTS = ("star", "score", "recognised_on", "decision_no", "year")
_ENOUGH_BROKEN = 0.5
_MAY_BE_SMALL = 0.2


def named_once(spread: Spread, layout: Layout) -> Spread:
    """Return the rows with a name in the column of products wherever a name stands under any star."""
    if not layout.names:
        return spread
    product = layout.columns["product"]
    rows = list(spread.rows)
    for number in range(layout.start, len(rows)):
        name = next((rows[number][column] for column in layout.names.values() if not blank(rows[number][column])), "")
        if name != rows[number][product]:
            rows[number] = [*rows[number][:product], name, *rows[number][product + 1 :]]
    return replace(spread, rows=rows)


def one_row_each(spread: Spread, layout: Layout) -> tuple[Spread, dict[int, int]]:
    """Return the rows with lines that only go on joined to the row above, and from how many lines such a row was made.

    A PDF turned into a sheet has a row for every printed line: the number and the result stand on one of them. It is
    taken for that only when most of the rows without a number show it: no product, or words that go on in lower case.
    """
    blocks = _blocks(spread, layout)
    product = layout.columns["product"]
    small = [head for head, _ in blocks if spread.rows[head][product][:1].islower()]
    if len(small) > len(blocks) * _MAY_BE_SMALL:  # names that begin small prove nothing by it
        return spread, {}
    tails = [(above, row) for head, block in blocks for above, row in _pairs(spread.rows, head, block)]
    broken = sum(_goes_on(above, row, product) for above, row in tails)
    if len(tails) < 2 or broken < len(tails) * _ENOUGH_BROKEN:
        return spread, {}
    rows = list(spread.rows)
    for head, block in blocks:
        lines = [rows[head], *(rows[number] for number in block)]
        rows[head] = [" ".join(filter(None, texts)) for texts in zip(*lines, strict=True)]
        for number in block:
            rows[number] = [""] * len(rows[number])
    return replace(spread, rows=rows), {head: len(block) + 1 for head, block in blocks}


def _blocks(spread: Spread, layout: Layout) -> list[tuple[int, list[int]]]:
    """Return each numbered row that is followed by rows that may only go on, with those; 0-based numbers."""
    index = layout.columns.get(INDEX)
    results = [column for field, column in layout.columns.items() if field.startswith(_RESULTS)]
    if index is None or not results or spread.inherited:
        return []
    found: list[tuple[int, list[int]]] = []
    head: int | None = None
    for number in range(layout.start, len(spread.rows)):
        row = spread.rows[number]
        if row[index].isdigit() or style_of(row[index]) == "number":
            head = number
        elif head is not None and _may_go_on(row, spread.rows[head], results, layout):
            if found and found[-1][0] == head:
                found[-1][1].append(number)
            else:
                found.append((head, [number]))
        else:
            head = None
    return found


def _may_go_on(row: Sequence[str], head: Sequence[str], results: Sequence[int], layout: Layout) -> bool:
    texts = [(column, text) for column, text in enumerate(row) if text]
    if not texts or row[layout.columns[INDEX]] or any(row[column] for column in results):
        return False
    ours = any(column in layout.columns.values() for column, _ in texts)
    if not ours or not all(head[column] for column, _ in texts):  # there is nothing above to go on from
        return False
    first = texts[0][1]
    if is_total(first) or is_note(first) or all(is_closing(text) for _, text in texts):
        return False
    alone = len(texts) == 1 and texts[0][0] == layout.columns["product"]
    return not (alone and heading(first).kind != "other")


def _pairs(rows: Sequence[Sequence[str]], head: int, block: Sequence[int]) -> list[tuple[Sequence[str], Sequence[str]]]:
    numbers = [head, *block]
    return [(rows[above], rows[below]) for above, below in pairwise(numbers)]


def _goes_on(above: Sequence[str], row: Sequence[str], product: int) -> bool:
    name = row[product]
    return not name or name[0].islower() or above[product].endswith((",", "-", "–", "(", "&", "+"))
