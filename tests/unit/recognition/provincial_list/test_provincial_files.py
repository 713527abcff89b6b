"""Files as they arrive: encodings, separators, damage, and what is refused in one line."""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile

import pytest
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from openocop.recognition.domain.provincial_list.errors import ListUnreadable
from openocop.recognition.domain.provincial_list.reader import read_list
from tests.unit.recognition.provincial_list.layouts import plain
from tests.unit.recognition.provincial_list.records import records
from tests.unit.recognition.provincial_list.writers import Paper, as_text, as_xls, as_xlsx


def _in_windows_1258(text: str) -> bytes:
    """Windows-1258 keeps the letter and its tone apart."""
    encoded = b""
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tone = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tone))
        encoded += (base + tone).encode("cp1258")
    return encoded


ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "windows-1258": _in_windows_1258,
}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encoding_and_separator_are_found(encoding: str, separator: str) -> None:
    case = plain(records("2022-1"))
    data = ENCODINGS[encoding](as_text(case.paper, separator))

    found = read_list(data, filename="danh-sach.csv")

    assert [(row.row, row.product, row.producer, row.district, row.star) for row in found.rows] == case.read
    assert found.problems == ()


def test_a_line_that_declares_the_separator_is_no_row() -> None:
    data = "sep=;\r\nTên sản phẩm;Chủ thể\r\nTôm khô;HTX Minh Đức\r\n".encode()

    found = read_list(data, filename="a.csv")

    assert [(row.row, row.product) for row in found.rows] == [(3, "Tôm khô")]


def test_a_broken_byte_in_utf8_damages_one_cell_only() -> None:
    text = as_text(plain(records("2022-1")).paper).encode()
    place = text.index("HTX Trúc Phương".encode()) + 4

    found = read_list(text[:place] + b"\xff" + text[place:], filename="a.csv")

    assert [(problem.cell, problem.code) for problem in found.problems] == [("C12", "text_damaged")]
    assert len(found.rows) == 24


def _refusal(data: bytes, filename: str = "a.xlsx") -> ListUnreadable:
    with pytest.raises(ListUnreadable) as refused:
        read_list(data, filename=filename)
    assert "\n" not in str(refused.value)
    assert filename in str(refused.value) or "Trang “" in str(refused.value)
    return refused.value


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zip_of(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b" \r\n\t", "empty"), (b"\xff\xfe", "empty"), (bytes(range(256)) * 8, "not_a_spreadsheet"),
     (b"%PDF-1.7\n1 0 obj", "not_a_spreadsheet"), (b"PK\x03\x04 cut off", "not_a_spreadsheet"),
     (_OLE + b"\0" * 600, "not_a_spreadsheet"), (b"<html><table></table></html>", "not_a_spreadsheet"),
     (_zip_of("word/document.xml"), "not_a_spreadsheet"),
     (_OLE + "EncryptedPackage".encode("utf-16-le"), "password_protected"),
     ('"Tên sản phẩm\nTôm khô\n'.encode(), "not_a_spreadsheet"), (b"1,2,3\n4,5,6\n", "no_product_column"),
     ("Kính gửi các đơn vị.\nXin báo cáo.".encode(), "no_product_column")],
)  # fmt: skip
def test_what_is_no_list_is_refused_in_one_line(data: bytes, code: str) -> None:
    assert _refusal(data).code == code


def test_a_blank_workbook_and_one_with_headings_only_are_told_apart() -> None:
    paper = Paper()
    assert _refusal(as_xlsx(paper)).code == "empty"

    paper.add("TT", "Tên sản phẩm", "Chủ thể", "Hạng sao")
    paper.add("I", "Huyện U Minh")
    assert _refusal(as_xlsx(paper)).code == "no_rows"


def test_without_a_product_column_the_columns_seen_are_named() -> None:
    paper = Paper("Bảng 1")
    paper.add("TT", "Huyện", "Số sản phẩm")
    paper.add(1, "Đầm Dơi", 10)

    message = str(_refusal(as_xlsx(paper)))

    assert "B “Huyện”, C “Số sản phẩm”" in message
    assert "product=C" in message


def test_two_hundred_thousand_rows_are_refused_with_the_limit() -> None:
    row = "1,Tôm khô,HTX Minh Đức,3 sao\n"

    refused = _refusal(("TT,Tên sản phẩm,Chủ thể,Hạng sao\n" + row * 200_000).encode(), "a.csv")

    assert refused.code == "too_many_rows"
    assert "200.001" in str(refused)
    assert "100.000" in str(refused)


def test_two_words_at_opposite_corners_do_not_ask_for_the_memory_between() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Trang")
    sheet.write("A1", "x")
    sheet.write("XFD99999", "y")
    book.close()

    assert _refusal(buffer.getvalue()).code == "too_large"


def test_repeated_cells_of_ods_do_not_either() -> None:
    book = OpenDocumentSpreadsheet()
    table = Table(name="Trang")
    row = TableRow(numberrowsrepeated=1_000_000)
    cell = TableCell(valuetype="string", numbercolumnsrepeated=10_000)
    cell.addElement(P(text="x"))
    row.addElement(cell)
    table.addElement(row)
    book.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    book.write(buffer)

    assert _refusal(buffer.getvalue(), "a.ods").code == "too_many_rows"


def test_a_forged_cell_of_xls_does_not_either() -> None:
    paper = Paper("Trang")
    for number in range(200):
        paper.add(f"Sản phẩm {number}")
    data = as_xls(paper)
    last = data.index(struct.pack("<HHHH", 0x00FD, 10, 199, 0)) + 4

    forged = data[:last] + struct.pack("<HH", 65_535, 65_535) + data[last + 4 :]

    assert _refusal(forged, "a.xls").code == "too_large"
