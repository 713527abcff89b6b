"""Writes the same sheet as XLSX, XLS, ODS or delimited text, so that every layout is tried in every format."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

Value = str | int | float | date | None


@dataclass
class Paper:
    """A sheet to be written: cells by row and merged ranges (top, left, bottom, right), 0-based and inclusive."""

    name: str = "Sheet1"
    rows: list[list[Value]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def add(self, *cells: Value) -> int:
        """Append a row and return its 1-based number."""
        self.rows.append(list(cells))
        return len(self.rows)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a range given by 1-based rows and 0-based columns."""
        self.merges.append((top - 1, left, bottom - 1, right))


def as_xlsx(*papers: Paper) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    plain = book.add_format()
    for paper in papers:
        sheet = book.add_worksheet(paper.name)
        for top, left, bottom, right in paper.merges:
            sheet.merge_range(top, left, bottom, right, "", plain)
        for number, row in enumerate(paper.rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif isinstance(value, str) and value:
                    sheet.write_string(number, column, value)
                elif value is not None and value != "":
                    sheet.write(number, column, value)
    book.close()
    return buffer.getvalue()


def as_xls(*papers: Paper) -> bytes:
    book = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for paper in papers:
        sheet = book.add_sheet(paper.name, cell_overwrite_ok=True)
        for top, left, bottom, right in paper.merges:
            sheet.merge(top, bottom, left, right)
        for number, row in enumerate(paper.rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write(number, column, value, day)
                elif value is not None and value != "":
                    sheet.write(number, column, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_ods(*papers: Paper) -> bytes:
    book = OpenDocumentSpreadsheet()
    for paper in papers:
        table = Table(name=paper.name)
        width = max((len(row) for row in paper.rows), default=0)
        width = max([width, *(right + 1 for _, _, _, right in paper.merges)])
        for number, row in enumerate(paper.rows):
            line = TableRow()
            for column, value in enumerate([*row, *[None] * (width - len(row))]):
                line.addElement(_ods_cell(paper, number, column, value))
            table.addElement(line)
        # Real files end with a million repeated blank rows.
        rest = TableRow(numberrowsrepeated=1_048_576 - len(paper.rows))
        rest.addElement(TableCell(numbercolumnsrepeated=16_384))
        table.addElement(rest)
        book.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    book.write(buffer)
    return buffer.getvalue()


def _ods_cell(paper: Paper, number: int, column: int, value: Value) -> object:
    spans = {}
    for top, left, bottom, right in paper.merges:
        if (number, column) == (top, left):
            spans = {"numberrowsspanned": bottom - top + 1, "numbercolumnsspanned": right - left + 1}
        elif top <= number <= bottom and left <= column <= right:
            return CoveredTableCell()
    if value is None or value == "":
        return TableCell(**spans)
    if isinstance(value, date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat(), **spans)
    elif isinstance(value, str):
        cell = TableCell(valuetype="string", **spans)
    else:
        cell = TableCell(valuetype="float", value=str(value), **spans)
    for line in str(value).split("\n"):
        cell.addElement(P(text=line))
    return cell


def as_text(paper: Paper, separator: str = ",") -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator)
    width = max((len(row) for row in paper.rows), default=0)
    for row in paper.rows:
        cells = [value.strftime("%d/%m/%Y") if isinstance(value, date) else value for value in row]
        writer.writerow([*cells, *[""] * (width - len(row))])
    return buffer.getvalue()


def as_csv(*papers: Paper) -> bytes:
    return as_text(papers[0]).encode()


def as_csv_semicolon_bom(*papers: Paper) -> bytes:
    return as_text(papers[0], ";").encode("utf-8-sig")


def as_utf16_tabs(*papers: Paper) -> bytes:
    return as_text(papers[0], "\t").encode("utf-16")


WORKBOOKS: dict[str, Callable[..., bytes]] = {"xlsx": as_xlsx, "xls": as_xls, "ods": as_ods}
TEXTS: dict[str, Callable[..., bytes]] = {"csv": as_csv, "bom.csv": as_csv_semicolon_bom, "utf16.txt": as_utf16_tabs}
