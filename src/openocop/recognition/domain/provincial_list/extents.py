"""How far the filled cells of a workbook reach, known before any sheet is laid out in memory.

calamine lays a sheet out as one rectangle: two words in A1 and XFD1048576 would ask for half a terabyte and end the
process. So the parts are looked through first; on the way come the merged ranges of ODS (which calamine does not
report) and the cells of XLSX that hold an error or a formula nobody calculated (which it reports as blank).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from python_calamine import PasswordError

from openocop.recognition.domain.provincial_list.compound_file import stream
from openocop.recognition.domain.provincial_list.sheet import Merge, column_number


@dataclass(frozen=True, slots=True)
class Extent:
    """Bounds of the filled cells of one sheet, counted from A1 (0 = surely within the limits), and what is seen."""

    rows: int = 0
    columns: int = 0
    merges: tuple[Merge, ...] = ()
    broken: frozenset[tuple[int, int]] = field(default_factory=frozenset)


_ADDRESS = rb"""r=["']([A-Za-z]{1,3})(\d{1,7})["']"""
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\b" + _ADDRESS + rb"[^>]*(?<!/)>")
# Beyond column Z or row 99,999; a sheet without such a cell is small enough whatever it says.
_FAR_CELL = re.compile(rb"""r=["'](?:[A-Za-z]{2,3}\d|[A-Za-z]\d{6})""")
_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?\bt="e"')
# A formula of text that came to nothing (t="str") was calculated; one without any value was not.
_UNCALCULATED = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*t="str")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?>\s*<(?:\w+:)?f\b[^<]*(?:</(?:\w+:)?f>)?\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_SHEET_TAG = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION_TAG = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')


def xlsx_extents(data: bytes) -> dict[str, Extent]:
    """Return the extent of each worksheet of an XLSX file, by sheet name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        targets = _xlsx_targets(archive)
        return {name: _xlsx_extent(archive.read(part)) for name, part in targets.items() if part in names}


def _xlsx_targets(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = {}
    for tag in _RELATION_TAG.findall(archive.read("xl/_rels/workbook.xml.rels")):
        attributes = dict(_ATTRIBUTE.findall(tag))
        target = attributes.get(b"Target", b"").decode()
        relations[attributes.get(b"Id")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    targets = {}
    for tag in _SHEET_TAG.findall(archive.read("xl/workbook.xml")):
        attributes = dict(_ATTRIBUTE.findall(tag))
        part = relations.get(next((value for name, value in attributes.items() if name.endswith(b":id")), b""))
        if part:
            targets[_unescaped(attributes.get(b"name", b"").decode())] = part
    return targets


def _unescaped(text: str) -> str:
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, char)
    return text


def _xlsx_extent(xml: bytes) -> Extent:
    rows = columns = 0
    if _FAR_CELL.search(xml):
        cells = _CELL.findall(xml)
        rows = max((int(row) for _, row in cells), default=0)
        columns = max((column_number(letters.decode()) for letters, _ in cells), default=-1) + 1
    broken = set(_ERROR_CELL.findall(xml)) if b't="e"' in xml else set()
    if b"<f" in xml or b":f" in xml:
        broken.update(_UNCALCULATED.findall(xml))
    return Extent(rows, columns, (), frozenset((int(row) - 1, column_number(name.decode())) for name, row in broken))


class _OdsTables:
    """Collects extents and spans while the parser walks `content.xml`."""

    def __init__(self) -> None:
        self.extents: dict[str, Extent] = {}
        self._name = ""
        self._merges: list[Merge] = []
        self._row = self._column = self._repeat_row = self._repeat = 0
        self._rows = self._columns = 0
        self._filled = self._row_filled = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._name = attributes.get("table:name", "")
            self._merges = []
            self._row = self._rows = self._columns = 0
        elif tag == "table:table-row":
            self._column = 0
            self._row_filled = False
            self._repeat_row = _count(attributes, "table:number-rows-repeated")
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._repeat = _count(attributes, "table:number-columns-repeated")
            self._filled = "office:value-type" in attributes or "calcext:value-type" in attributes
            down = _count(attributes, "table:number-rows-spanned")
            across = _count(attributes, "table:number-columns-spanned")
            if down > 1 or across > 1:
                right, bottom = self._column + across - 1, self._row + down - 1
                self._merges.append(Merge(self._row, self._column, bottom, right))
        elif tag == "text:p":
            self._filled = True

    def end(self, tag: str) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self._column += self._repeat
            if self._filled:
                self._row_filled = True
                self._columns = max(self._columns, self._column)
        elif tag == "table:table-row":
            self._row += self._repeat_row
            if self._row_filled:
                self._rows = self._row
        elif tag == "table:table":
            self.extents[self._name] = Extent(self._rows, self._columns, tuple(self._merges))


def _count(attributes: dict[str, str], name: str) -> int:
    return int(attributes.get(name, "1"))


def ods_extents(data: bytes) -> dict[str, Extent]:
    """Return the extent and the merged ranges of each table of an ODS file, by table name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml")
    tables = _OdsTables()
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _no_entities
    parser.StartElementHandler = tables.start
    parser.EndElementHandler = tables.end
    parser.Parse(content, True)
    return tables.extents


def _no_entities(*_declaration: object) -> None:
    raise ValueError("entity declarations have no place in a spreadsheet")


# Records of BIFF5 and BIFF8 whose data begin with the row and the column of a cell that holds a value.
_XLS_CELLS = frozenset({0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
_XLS_MANY_CELLS = 0x00BD
_XLS_START, _XLS_SHEET, _XLS_DIMENSIONS, _XLS_PASSWORD = 0x0809, 0x0085, 0x0200, 0x002F
_XLS_ROWS, _XLS_COLUMNS = 65_536, 256


def xls_extents(data: bytes) -> dict[str, Extent]:
    """Return the extent of each sheet of an XLS file, by sheet name.

    Raises:
        ValueError: the container holds no workbook.
        PasswordError: the workbook is encrypted; calamine itself only says that it knows no such format.
    """
    book = stream(data, "Workbook") or stream(data, "Book")
    if not book:
        raise ValueError("no workbook in the compound file")
    names: dict[int, str] = {}
    bounds: dict[int, tuple[int, int]] = {}
    substream = position = 0
    while position + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, position)
        record = book[position + 4 : position + 4 + size]
        if kind == _XLS_PASSWORD:
            raise PasswordError("encrypted")
        if kind == _XLS_START:
            substream = position
        elif kind == _XLS_SHEET and len(record) >= 8:
            names[struct.unpack_from("<I", record)[0]] = _xls_name(record[6:])
        elif (reach := _xls_reach(kind, record)) is not None:
            rows, columns = bounds.get(substream, (0, 0))
            bounds[substream] = (max(rows, reach[0]), max(columns, reach[1]))
        position += 4 + size
    return {names.get(start, str(start)): Extent(*bound) for start, bound in bounds.items()}


def _xls_reach(kind: int, record: bytes) -> tuple[int, int] | None:
    """Return how many rows and columns a record reaches, None when it is no cell.

    The record of dimensions counts too, where it says more than an XLS file can hold: the reader reserves memory by it.
    """
    if kind == _XLS_DIMENSIONS and len(record) >= 12:
        rows, columns = struct.unpack_from("<4xIxxH", record)
        return (rows, columns) if rows > _XLS_ROWS or columns > _XLS_COLUMNS else None
    if len(record) < 6 or (kind not in _XLS_CELLS and kind != _XLS_MANY_CELLS):
        return None
    row, column = struct.unpack_from("<HH", record)
    if kind == _XLS_MANY_CELLS:
        column = struct.unpack_from("<H", record, len(record) - 2)[0]
    return row + 1, column + 1


def _xls_name(raw: bytes) -> str:
    wide = raw[1:2] == b"\x01"
    return raw[2 : 2 + raw[0] * 2].decode("utf-16-le") if wide else raw[2 : 2 + raw[0]].decode("latin-1")
