"""Tables of a web page: what many programs save under the name of a spreadsheet."""

from __future__ import annotations

from html.parser import HTMLParser

from openocop.recognition.domain.provincial_list.grid import Cell, Grid
from openocop.recognition.domain.provincial_list.sheet import Sheet

_UNSEEN = frozenset({"script", "style", "head", "title"})
_BREAKS = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4"})


def read_web_page(text: str, name: str) -> list[Sheet]:
    """Return the one sheet of a page: its tables one below the other, the lines between them as rows of one cell."""
    reader = _Tables(name)
    reader.feed(text)
    reader.close()
    return [reader.finished()]


class _Tables(HTMLParser):
    """Gathers rows as they end; a table inside a cell comes before the row it stands in."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self._grid = Grid(name)
        self._rows: list[list[Cell]] = []  # the open row of every open table
        self._frames: set[int] = set()  # depths at which the open row holds another table, and so is only a frame
        self._cells: list[tuple[int, int]] = []
        self._texts: list[str] = [""]
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._lines_before()
            self._frames.add(len(self._rows))
            self._rows.append([])
        elif tag == "tr":
            self._end_row()
        elif tag in ("td", "th") and self._rows:
            self._end_cell()
            named = dict(attrs)
            self._cells.append((_count(named.get("colspan")), _count(named.get("rowspan"))))
            self._texts.append("")
        elif tag in _BREAKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "table" and self._rows:
            self._end_row()
            self._rows.pop()
            if not self._rows:
                self._grid.end_of_table()
        elif tag in _BREAKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._texts[-1] += data

    def finished(self) -> Sheet:
        while self._rows:
            self._end_row()
            self._rows.pop()
        self._break()
        return self._grid.sheet()

    def _break(self) -> None:
        self._texts[-1] += "\n"
        if len(self._texts) == 1:
            self._lines_before()

    def _lines_before(self) -> None:
        """Put what stands before a table, be it in a cell of another, on rows of its own."""
        for line in self._texts[-1].split("\n"):
            self._grid.paragraph(line)
        self._texts[-1] = ""

    def _end_cell(self) -> None:
        if len(self._cells) == len(self._rows) and self._cells:
            across, down = self._cells.pop()
            self._rows[-1].append(Cell(self._texts.pop().strip(), across, down))

    def _end_row(self) -> None:
        self._end_cell()
        row = self._rows[-1] if self._rows else []
        if row and len(self._rows) in self._frames:
            for cell in row:
                self._grid.paragraph(str(cell.text))
        elif row:
            self._grid.row(row)
        if self._rows:
            self._rows[-1] = []
            self._frames.discard(len(self._rows))


def _count(text: str | None) -> int:
    return min(int(text), 100_000) if text and text.strip().isdigit() else 1
