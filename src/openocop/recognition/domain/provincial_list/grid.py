"""A sheet put together from the tables and paragraphs of a document: every paragraph and every table row is a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openocop.recognition.domain.provincial_list.limits import MAX_CELLS, MAX_ROWS, too_many_rows, too_wide
from openocop.recognition.domain.provincial_list.sheet import Merge, Raw, Sheet, sheet_of

MAX_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, how many columns and rows it covers; `at` fixes its column (0-based)."""

    text: Raw
    across: int = 1
    down: int = 1
    at: int | None = None


class Grid:
    """Rows in the order of the document; `row` and `paragraph` add one each.

    Raises:
        ListUnreadable: more rows or cells than a list may have.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._rows: list[list[Raw]] = []
        self._merges: list[Merge] = []
        self._covered: dict[int, int] = {}  # columns into which cells from above still reach, with the rows left
        self._cells = 0

    def paragraph(self, text: str) -> None:
        """Add a line of text that stands outside any table."""
        if text.strip():
            self._append([text])

    def row(self, cells: Sequence[Cell]) -> None:
        """Add a row of a table; cells from above keep their columns."""
        line: list[Raw] = []
        below: dict[int, int] = {}
        column = 0
        for cell in cells:
            column = cell.at if cell.at is not None else column
            while self._covered.get(column):
                column += 1
            right = min(column + max(cell.across, 1), MAX_COLUMNS)
            if column >= right:
                break
            line += [""] * (right - len(line))
            line[column] = cell.text
            down = max(1, min(cell.down, MAX_ROWS - len(self._rows)))
            if right - column > 1 or down > 1:
                self._merges.append(Merge(len(self._rows), column, len(self._rows) + down - 1, right - 1))
            below |= dict.fromkeys(range(column, right), down - 1)
            column = right
        self._covered = {at: left - 1 for at, left in self._covered.items() if left > 1} | {
            at: left for at, left in below.items() if left
        }
        self._append(line)

    def skip_to(self, row: int) -> None:
        """Add blank rows so that the next one has this number (0-based)."""
        while len(self._rows) < min(row, MAX_ROWS + 1):
            self._append([])

    def end_of_table(self) -> None:
        """Let no cell reach into what follows."""
        self._covered = {}

    def sheet(self) -> Sheet:
        """Return what was gathered."""
        return sheet_of(self._name, self._rows, tuple(self._merges))

    def _append(self, line: list[Raw]) -> None:
        self._rows.append(line)
        self._cells += len(line)
        if len(self._rows) > MAX_ROWS:
            raise too_many_rows(len(self._rows), self._name)
        if self._cells > MAX_CELLS:
            raise too_wide(len(self._rows), len(line), self._name)
