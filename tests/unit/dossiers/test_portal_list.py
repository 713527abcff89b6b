"""Lists of the public-service portal, as CSV and XLSX, good and bad."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
import xlsxwriter

from openocop.dossiers.documents.icalendar import CalendarDay, calendar_file
from openocop.dossiers.domain.portal_list import MAX_BYTES, MAX_ROWS, CellFault, PortalRow, Unreadable, read_portal_list

HEAD = "Số hồ sơ;Số phiếu đăng ký;Ngày tiếp nhận;Ngày hẹn trả\n"


def test_a_csv_with_semicolons_and_a_mark_of_order() -> None:
    content = ("\ufeff" + HEAD + "H1;01/PĐK-96-32152-2027;01/03/2027;22/03/2027\n;;;\n").encode()
    assert read_portal_list(content) == (
        PortalRow(2, "H1", "01/PĐK-96-32152-2027", "", "", date(2027, 3, 1), date(2027, 3, 22), ()),
    )


def test_a_workbook_with_a_title_above_its_headings() -> None:
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "CỔNG DỊCH VỤ CÔNG")
        sheet.write_row(2, 0, ["STT", "Mã hồ sơ", "Tên sản phẩm", "Tên chủ thể", "Ngày tiếp nhận"])
        sheet.write_row(3, 0, [1, 7001, "Chả tôm", "Cơ sở 1"])
        sheet.write_datetime(3, 4, datetime(2027, 3, 1, 8, 30), book.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001
    assert read_portal_list(memory.getvalue()) == (
        PortalRow(4, "7001", "", "Chả tôm", "Cơ sở 1", date(2027, 3, 1), None, ()),
    )


def test_every_faulty_cell_is_named() -> None:
    (row,) = read_portal_list((HEAD + ";;31/02/2027;mai\n").encode())
    assert row.faults == (
        CellFault("number", "", "Thiếu số hồ sơ của bộ phận một cửa."),
        CellFault("received_on", "31/02/2027", "Ghi ngày như 05/03/2027."),
        CellFault("appointment_on", "mai", "Ghi ngày như 05/03/2027."),
        CellFault("slip", "", "Cần số phiếu đăng ký, hoặc cả tên sản phẩm và tên chủ thể."),
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "dòng tiêu đề"),
        (b"a,b\n1,2\n", "dòng tiêu đề"),
        (HEAD.encode(), "không có dòng hồ sơ"),
        (HEAD.encode("utf-16"), "UTF-8"),
        (b"PK\x03\x04 no archive", "Không mở được bảng tính"),
        (b"x" * (MAX_BYTES + 1), "2 MB"),
        ((HEAD + "H;P;01/03/2027;\n" * (MAX_ROWS + 1)).encode(), "nhiều nhất 2000 dòng"),
    ],
)
def test_what_is_no_list_says_what_to_do(content: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        read_portal_list(content)


def test_a_calendar_file_holds_whole_days_and_folds_its_lines() -> None:
    days = [CalendarDay("a@openocop", date(2027, 4, 29), "Đợt 1: xã đề nghị, trước hạn; " + "á" * 60)]
    content = calendar_file("Lịch", days, made_at=datetime(2027, 3, 1, tzinfo=UTC))
    lines = content.split(b"\r\n")
    assert b"DTSTART;VALUE=DATE:20270429" in lines
    assert b"DTEND;VALUE=DATE:20270430" in lines  # exclusive, RFC 5545 3.6.1
    assert max(map(len, lines)) <= 75  # octets, RFC 5545 3.1
    unfolded = content.replace(b"\r\n ", b"").decode()
    assert "SUMMARY:Đợt 1: xã đề nghị\\, trước hạn\\; " + "á" * 60 in unfolded
