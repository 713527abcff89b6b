"""One sheet read from top to bottom: its rows sorted, blocks carried down, values read, problems named by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from openocop.recognition.domain.provincial_list.carrying import fill_columns
from openocop.recognition.domain.provincial_list.headings import Heading, heading
from openocop.recognition.domain.provincial_list.later_rounds import as_it_stands, says_first
from openocop.recognition.domain.provincial_list.layout import Fixed, Layout, headings_above, layout_from
from openocop.recognition.domain.provincial_list.lines import named_once, one_row_each
from openocop.recognition.domain.provincial_list.model import ListRow, Problem
from openocop.recognition.domain.provincial_list.numbering import follows
from openocop.recognition.domain.provincial_list.reading import CellReader, Printed, duplicates
from openocop.recognition.domain.provincial_list.sheet import Sheet, blank
from openocop.recognition.domain.provincial_list.sorting import Kind, RowSorter
from openocop.recognition.domain.provincial_list.spans import Spread, spread_merges
from openocop.recognition.domain.provincial_list.ticks import kind_named


@dataclass(frozen=True, slots=True)
class Table:
    """What one sheet holds."""

    rows: tuple[ListRow, ...]
    problems: tuple[Problem, ...]
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A row with a product: where it stands, what heads it, and whether a heading row stands right above."""

    number: int
    context: dict[str, Heading]
    first_of_block: bool


def read_table(sheet: Sheet, fixed: Fixed, layout: Layout, sheets_read: int, part: int = 1) -> Table:
    """Return the rows of a sheet's list; `sheets_read` more than one puts the sheet's name into cell addresses.

    `part` numbers the table among those that stand side by side.
    """
    rows: list[ListRow] = []
    problems: list[Problem] = []
    used: set[str] = set()
    alone = [Printed(part)]
    context = _Context([heading(text) for text in headings_above(sheet, layout)])
    current: Layout | None = layout
    while current is not None:
        spread = named_once(spread_merges(sheet, current.start), current)
        spread, lines = one_row_each(kind_named(spread, current.kinds, current.start), current)
        found, after = _sorted_rows(spread, current, context, sheet)
        filled = fill_columns(spread, current, [row.number for row in found], [row.first_of_block for row in found])
        reader = CellReader(sheet, current, filled.columns, sheets_read > 1)
        doubtful: dict[int, list[str]] = {}
        for place, field in sorted(filled.doubtful):
            doubtful.setdefault(place, []).append(field)
        for place, row in enumerate(found):
            texts = {field: cells[place] for field, cells in filled.columns.items()}
            printings = _printed(sheet.rows[row.number], current, part) if current.names else alone
            if current.rounds:
                texts, at = as_it_stands(texts, spread.rows[row.number], current.rounds, _has_current_star(current))
                printings = [replace(printed, at=at) for printed in printings]
            for printed in printings:
                name = {} if printed.column is None else {"product": sheet.rows[row.number][printed.column]}
                rows.append(
                    reader.row(row.number, texts | name, row.context, doubtful=doubtful.get(place, ()), printed=printed)
                )
            reader.joined(row.number, lines.get(row.number, 1))
            used.update(row.context)
        if sheet.converted:
            reader.converted([row.number for row in found])
        problems += reader.problems
        current = layout_from(sheet, layout, fixed.left_out, after) if after is not None else None
    problems += duplicates(rows, layout, sheets_read > 1)
    problems.sort(key=lambda problem: problem.row)
    return Table(tuple(rows), tuple(problems), tuple(sorted(used - {"other"})))


def _has_current_star(layout: Layout) -> bool:
    """Tell whether the column of stars is no round's own: "Hạng sao hiện tại" beside "Lần 1: Hạng sao"."""
    column = layout.columns.get("star")
    if any(column == columns.get("star") for columns in layout.rounds):
        return False
    return column is not None and layout.header is not None and not says_first(layout.header.texts[column])


def _printed(cells: Sequence[str], layout: Layout, part: int) -> list[Printed]:
    """Return which products a line prints: one, or one under each star."""
    named = [(star, column) for star, column in layout.names.items() if not blank(cells[column])]
    return [Printed(part + n, column, star) for n, (star, column) in enumerate(named)] or [Printed(part)]


def joined(tables: Sequence[Table]) -> Table:
    """Return the rows and problems of tables that stand side by side, line by line."""
    return Table(
        tuple(sorted((row for table in tables for row in table.rows), key=lambda row: (row.row, row.part))),
        tuple(sorted((told for table in tables for told in table.problems), key=lambda told: (told.row, told.part))),
        tuple(sorted({field for table in tables for field in table.headings})),
    )


class _Context:
    """The headings that stand over a row. A heading of a kind seen before closes those that came inside it.

    So does the next number in the same style: after "A … I …" comes "B", and what "I" said is over.
    """

    def __init__(self, first: Sequence[Heading]) -> None:
        self._stack: list[Heading] = []
        for known in first:
            if known.kind in ("district", "commune", "group"):
                self.open(known)

    def open(self, known: Heading) -> None:
        known = self._tenth(known)
        after = [place for place, other in enumerate(self._stack) if _comes_after(known, other)]
        del self._stack[after[-1] if after else len(self._stack) :]
        kinds = [other.kind for other in self._stack]
        if known.kind == "other":
            self._stack += [known] if known.number else []
        elif known.kind in kinds:
            del self._stack[kinds.index(known.kind) :]
        elif known.kind == "district":
            self._stack = [other for other in self._stack if other.kind not in ("commune", "producer")]
        else:
            self._stack = [other for other in self._stack if other.kind != "producer"]
        if known.kind != "other":
            self._stack.append(known)

    def _tenth(self, known: Heading) -> Heading:
        """Return "X. Ngọc Hiển" after "IX. Năm Căn" as the tenth of its level, no commune."""
        ninth = next((other for other in self._stack if other.number.strip("().") == "IX"), None)
        if ninth is None or known.kind != "commune" or not known.text.startswith("X."):
            return known
        return replace(known, kind=ninth.kind, text=known.text[2:].strip())

    def now(self) -> dict[str, Heading]:
        return {known.kind: known for known in self._stack}


def _comes_after(known: Heading, other: Heading) -> bool:
    """Tell whether a heading is the next of its level; an I below H heads something else inside it."""
    same = known.kind == other.kind or known.number.strip("().").upper() != "I"
    return same and follows(other.number, known.number)


def _sorted_rows(spread: Spread, layout: Layout, context: _Context, sheet: Sheet) -> tuple[list[_Found], int | None]:
    """Return the rows with products up to the next other heading of columns, and the row of that heading."""
    sorter = RowSorter(spread, layout.columns, layout.header, layout.start)
    found: list[_Found] = []
    above = context.now()
    first = True
    for number in range(layout.start, len(spread.rows)):
        row = sorter.sort(number)
        if row.kind is Kind.DATA:
            found.append(_Found(number, above, first))
            first = False
        elif row.kind is Kind.HEADING and row.heading is not None:
            context.open(row.heading)
            above = context.now()
            first = True
        elif row.kind is Kind.NEW_HEADER and layout.header is not None:
            return found, number
    return found, None
