"""XML Spreadsheet 2003, which older programs save as .xls or .xml."""

from __future__ import annotations

from xml.parsers import expat

from openocop.recognition.domain.provincial_list.grid import Cell, Grid
from openocop.recognition.domain.provincial_list.sheet import Raw, Sheet

SIGN = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{SIGN} "


def read_spreadsheet_xml(text: str) -> list[Sheet]:
    """Return the worksheets of the workbook.

    Raises:
        expat.ExpatError, ValueError: broken XML.
    """
    reader = _Workbook()
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.EntityDeclHandler = _no_entities
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.Parse(text.encode(), True)
    return reader.sheets


def _no_entities(*_declaration: object) -> None:
    raise ValueError("entity declarations have no place in a spreadsheet")


class _Workbook:
    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._grid = Grid("")
        self._row: list[Cell] = []
        self._next = 0
        self._cell: dict[str, str] = {}
        self._kind = ""
        self._text = ""
        self._reading = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.removeprefix(_SS)
        if tag == "Worksheet":
            self._grid = Grid(attributes.get(_SS + "Name", ""))
        elif tag == "Row":
            self._row = []
            self._grid.skip_to(_number(attributes, "Index") - 1)
        elif tag == "Cell":
            self._cell, self._text, self._kind = attributes, "", "String"
        elif tag == "Data":
            self._kind = attributes.get(_SS + "Type", "String")
            self._reading = True

    def end(self, tag: str) -> None:
        tag = tag.removeprefix(_SS)
        if tag == "Data":
            self._reading = False
        elif tag == "Cell":
            at = _number(self._cell, "Index") - 1
            across, down = _number(self._cell, "MergeAcross") + 1, _number(self._cell, "MergeDown") + 1
            self._row.append(Cell(self._value(), across, down, at if at >= 0 else None))
        elif tag == "Row":
            self._grid.row(self._row)
        elif tag == "Worksheet":
            self.sheets.append(self._grid.sheet())

    def text(self, data: str) -> None:
        if self._reading:
            self._text += data

    def _value(self) -> Raw:
        try:
            return float(self._text) if self._kind == "Number" else self._text
        except ValueError:
            return self._text


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(_SS + name, "")
    return min(int(text), 1_000_000) if text.isdigit() else 0
