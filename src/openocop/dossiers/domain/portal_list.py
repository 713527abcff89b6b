"""A list of the public-service portal: which dossier bears which number of the one-stop counter.

One line of headings, then a dossier a line. A dossier is named by its registration slip, or by product and producer.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from python_calamine import CalamineWorkbook

from openocop.core.domain.text import nfc, search_key

MAX_BYTES = 2 * 1024 * 1024
MAX_UNPACKED_BYTES = 40 * 1024 * 1024
MAX_ROWS = 2000
_HEAD_WITHIN = 10  # rows above the headings may hold the name of the portal
# Column → the words of a heading, as search keys; the first heading that begins with one of them is the column.
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": ("so ho so", "ma ho so", "so bien nhan"),
    "slip": ("so phieu", "phieu dang ky", "so pdk"),
    "product": ("san pham", "ten san pham"),
    "producer": ("chu the", "ten chu the", "nguoi nop", "to chuc ca nhan"),
    "received_on": ("ngay tiep nhan", "ngay nhan"),
    "appointment_on": ("ngay hen", "hen tra"),
}
COLUMN_NAMES: Mapping[str, str] = {
    "number": "Số hồ sơ",
    "slip": "Số phiếu đăng ký",
    "product": "Sản phẩm",
    "producer": "Chủ thể",
    "received_on": "Ngày tiếp nhận",
    "appointment_on": "Ngày hẹn trả",
}


class Unreadable(ValueError):
    """The file is no such list; the message is a Vietnamese sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class CellFault:
    """What cannot be taken in one cell: the column, its content, and what to do."""

    column: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class PortalRow:
    """One line, `line` as spreadsheets count it; days are None where the cell is empty or faulty."""

    line: int
    number: str
    slip: str
    product: str
    producer: str
    received_on: date | None
    appointment_on: date | None
    faults: tuple[CellFault, ...]


def read_portal_list(content: bytes) -> tuple[PortalRow, ...]:
    """Return the lines of a CSV or XLSX file.

    Raises `Unreadable`: too large, broken, without the headings that are needed, without a line, or with too many.
    """
    if len(content) > MAX_BYTES:
        raise Unreadable("Tệp lớn hơn 2 MB. Hãy chia thành nhiều tệp nhỏ hơn rồi nhập từng tệp.")
    rows = _workbook(content) if content.startswith(b"PK\x03\x04") else _delimited(content)
    head, columns = _columns(rows)
    body = [(n, row) for n, row in enumerate(rows[head + 1 :], start=head + 2) if any(_text(cell) for cell in row)]
    if not body:
        raise Unreadable("Tệp có dòng tiêu đề nhưng không có dòng hồ sơ nào.")
    if len(body) > MAX_ROWS:
        raise Unreadable(f"Tệp có {len(body)} dòng; mỗi lần nhập nhiều nhất {MAX_ROWS} dòng.")
    return tuple(_row(line, row, columns) for line, row in body)


def _workbook(content: bytes) -> list[list[object]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > MAX_UNPACKED_BYTES:
            raise Unreadable("Bảng tính quá lớn. Hãy lưu riêng trang có danh sách rồi nhập lại.")
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        return [list(row) for row in sheet.to_python(skip_empty_area=False)]
    except (Unreadable, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as broken:  # the reader is compiled code: its panics are not Exceptions
        raise Unreadable("Không mở được bảng tính: tệp hỏng hoặc không phải XLSX. Hãy lưu lại thành XLSX.") from broken


def _delimited(content: bytes) -> list[list[object]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise Unreadable("Tệp không phải CSV mã UTF-8. Hãy lưu lại thành “CSV UTF-8” hoặc XLSX.") from wrong
    if "\x00" in text:
        raise Unreadable("Tệp không phải CSV hay XLSX. Hãy xuất lại danh sách từ cổng dịch vụ công.")
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as wrong:
        raise Unreadable("Không đọc được các cột của tệp CSV. Hãy xuất lại, hoặc lưu thành XLSX.") from wrong


def _columns(rows: Sequence[Sequence[object]]) -> tuple[int, dict[str, int]]:
    for place, row in enumerate(rows[:_HEAD_WITHIN]):
        found: dict[str, int] = {}
        for column, cell in enumerate(row):
            key = search_key(_text(cell))
            name = next((n for n, words in _HEADINGS.items() if n not in found and key.startswith(words)), None)
            if name:
                found[name] = column
        if {"number", "received_on"} <= found.keys() and ("slip" in found or {"product", "producer"} <= found.keys()):
            return place, found
    raise Unreadable(
        "Không thấy dòng tiêu đề. Tệp cần các cột “Số hồ sơ”, “Ngày tiếp nhận”, và “Số phiếu đăng ký” hoặc cả "
        "“Sản phẩm” và “Chủ thể”."
    )


def _row(line: int, row: Sequence[object], columns: Mapping[str, int]) -> PortalRow:
    cells = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
    faults: list[CellFault] = []
    number = _text(cells["number"])
    if not number:
        faults.append(CellFault("number", "", "Thiếu số hồ sơ của bộ phận một cửa."))
    if len(number) > 60:
        faults.append(CellFault("number", number[:60], "Số hồ sơ dài quá 60 ký tự."))
    received_on = _day("received_on", cells["received_on"], faults)
    appointment_on = _day("appointment_on", cells.get("appointment_on", ""), faults)
    if received_on is None and not any(fault.column == "received_on" for fault in faults):
        faults.append(CellFault("received_on", "", "Thiếu ngày tiếp nhận."))
    slip, product, producer = (_text(cells.get(name, "")) for name in ("slip", "product", "producer"))
    if not slip and not (product and producer):
        faults.append(CellFault("slip", "", "Cần số phiếu đăng ký, hoặc cả tên sản phẩm và tên chủ thể."))
    return PortalRow(line, number, slip, product, producer, received_on, appointment_on, tuple(faults))


def _day(column: str, cell: object, faults: list[CellFault]) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _text(cell)
    if not text:
        return None
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  # a legal day, read as it is written
        except ValueError:
            continue
    faults.append(CellFault(column, text, "Ghi ngày như 05/03/2027."))
    return None


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return nfc(str(cell)) if cell is not None else ""
