"""Tables of a Word document (DOCX): the annex of a decision as it was typed."""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from openocop.recognition.domain.provincial_list.grid import Cell, Grid
from openocop.recognition.domain.provincial_list.sheet import Sheet

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"


def read_word_document(data: bytes, name: str) -> list[Sheet]:
    """Return the one sheet of a document: tables one below the other, paragraphs between them as rows of one cell.

    Raises:
        Exception: whatever a damaged archive or broken XML makes its parsers say.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml")
    reader = _Body(name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.EntityDeclHandler = _no_entities
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.Parse(body, True)
    return [reader.finished()]


def _no_entities(*_declaration: object) -> None:
    raise ValueError("entity declarations have no place in a document")


class _Table:
    """The open row of one table, and the cells of the rows before that may reach further down."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.row: list[Cell] = []
        self.column = 0
        self.across = 1
        self.goes_on = False
        self.open: dict[int, tuple[int, int]] = {}  # by column: row and place of the cell that goes on

    def cell(self, text: str) -> None:
        if self.goes_on and self.column in self.open:
            row, place = self.open[self.column]
            above = self.rows[row][place]
            self.rows[row][place] = Cell(above.text, above.across, len(self.rows) - row + 1, above.at)
        else:
            self.open[self.column] = (len(self.rows), len(self.row))
            self.row.append(Cell(text, self.across, 1, self.column))
        self.column += self.across
        self.across, self.goes_on = 1, False

    def end_row(self) -> None:
        self.rows.append(self.row)
        self.row, self.column = [], 0


class _Body:
    """Follows the elements of the document; text is kept in the innermost open cell or paragraph."""

    def __init__(self, name: str) -> None:
        self._grid = Grid(name)
        self._tables: list[_Table] = []
        self._texts: list[str] = [""]
        self._printing = False
        self._hidden = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _FALLBACK:
            self._hidden += 1
        if not tag.startswith(_W):
            return
        tag = tag.removeprefix(_W)
        value = attributes.get(_W + "val", "")
        if tag == "tbl":
            self._tables.append(_Table())
        elif tag == "tc":
            self._texts.append("")
        elif tag == "t":
            self._printing = not self._hidden
        elif tag in ("br", "tab", "cr"):
            self._texts[-1] += " "
        elif self._tables and tag == "gridSpan" and value.isdigit():
            self._tables[-1].across = int(value)
        elif self._tables and tag == "gridBefore" and value.isdigit():
            self._tables[-1].column += int(value)
        elif self._tables and tag == "vMerge":
            self._tables[-1].goes_on = value != "restart"

    def end(self, tag: str) -> None:
        if tag == _FALLBACK:
            self._hidden -= 1
        tag = tag.removeprefix(_W)
        if tag == "t":
            self._printing = False
        elif tag == "p":
            self._end_paragraph()
        elif tag == "tc" and self._tables:
            self._tables[-1].cell(self._texts.pop().strip())
        elif tag == "tr" and self._tables:
            self._tables[-1].end_row()
        elif tag == "tbl" and self._tables:
            for row in self._tables.pop().rows:
                self._grid.row(row)
            self._grid.end_of_table()

    def text(self, data: str) -> None:
        if self._printing:
            self._texts[-1] += data

    def finished(self) -> Sheet:
        return self._grid.sheet()

    def _end_paragraph(self) -> None:
        if len(self._texts) > 1:
            self._texts[-1] += "\n"
        else:
            self._grid.paragraph(self._texts[0])
            self._texts[0] = ""
