"""A sheet as it is printed, for a person who looks at it: its columns and its cells, nothing interpreted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openocop.recognition.domain.provincial_list.errors import ListUnreadable
from openocop.recognition.domain.provincial_list.sheet import Sheet, column_number, letter
from openocop.recognition.domain.provincial_list.source import read_sheets

_MOST_COLUMNS = 60
_FIRST_ROWS = 15


@dataclass(frozen=True, slots=True)
class Glance:
    """`letters` are the columns of `sheet` that hold anything; `cells` the printed texts of every sheet from A1 on."""

    sheet: str
    sheets: tuple[str, ...]
    letters: tuple[str, ...]
    cells: Mapping[str, Sequence[Sequence[str]]]

    def printed(self, sheet: str, row: int, column: str) -> str:
        """Return what stands in a cell; `row` is 1-based, `column` a letter."""
        rows, at = self.cells.get(sheet, ()), column_number(column)
        return rows[row - 1][at] if 0 < row <= len(rows) and at < len(rows[row - 1]) else ""

    def first_rows(self) -> list[tuple[int, list[str]]]:
        """Return the first rows that hold anything: their 1-based number and a text for each of `letters`."""
        rows = [(number, row) for number, row in enumerate(self.cells[self.sheet], start=1) if any(row)]
        at = [column_number(name) for name in self.letters]
        return [(number, [row[column] for column in at]) for number, row in rows[:_FIRST_ROWS]]


def glance(data: bytes, *, filename: str, sheet: str | None = None) -> Glance:
    """Return what a file shows of `sheet`, otherwise of the fullest one.

    Raises:
        ListUnreadable: the file is no spreadsheet, or holds nothing.
    """
    sheets = read_sheets(data, filename)
    named = [one for one in sheets if one.name == sheet]
    shown = named[0] if named else max(sheets, key=_filled, default=None)
    if shown is None or not _filled(shown):
        raise ListUnreadable("empty", f"Tệp “{filename}” không có ô nào ghi dữ liệu.")
    used = [column for column in range(shown.width) if any(row[column] for row in shown.rows)]
    return Glance(
        sheet=shown.name,
        sheets=tuple(one.name for one in sheets),
        letters=tuple(letter(column) for column in used[:_MOST_COLUMNS]),
        cells={one.name: one.rows for one in sheets},
    )


def _filled(sheet: Sheet) -> int:
    return sum(map(any, sheet.rows))
