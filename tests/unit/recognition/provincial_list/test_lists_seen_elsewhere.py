"""Small lists in the manner of other provinces, written out: what stands in the file, and what is read."""

from __future__ import annotations

from openocop.recognition.domain.provincial_list.model import ProvincialList
from openocop.recognition.domain.provincial_list.reader import read_list
from tests.unit.recognition.provincial_list.writers import Paper, as_xlsx


def _paper(name: str, lines: str) -> Paper:
    """A sheet written with a line for each row and a bar between cells."""
    paper = Paper(name)
    for line in lines.strip().splitlines():
        paper.add(*(text.strip() or None for text in line.split("|")))
    return paper


def _read(lines: str) -> ProvincialList:
    return read_list(as_xlsx(_paper("DS", lines)), filename="a.xlsx")


def test_sheets_named_by_their_districts_even_where_a_name_begins_like_a_year() -> None:
    rows = "STT | Tên sản phẩm | Chủ thể | Hạng sao\n1 | Tôm khô | HTX {0} | 3\n2 | Mắm {0} | HTX {0} | 4"
    sheets = [_paper(name, rows.format(name)) for name in ("Năm Căn", "Trảng Bàng", "TP Cà Mau")]

    found = read_list(as_xlsx(*sheets), filename="a.xlsx")

    assert [(row.product, row.district) for row in found.rows] == [
        ("Tôm khô", "Năm Căn"),
        ("Mắm Năm Căn", "Năm Căn"),
        ("Tôm khô", "Trảng Bàng"),
        ("Mắm Trảng Bàng", "Trảng Bàng"),
        ("Tôm khô", "TP Cà Mau"),
        ("Mắm TP Cà Mau", "TP Cà Mau"),
    ]


def test_a_heading_of_stars_may_begin_with_its_count() -> None:
    found = _read("""
        STT | Tên sản phẩm | Chủ thể
        A   | 01 SẢN PHẨM ĐẠT 4 SAO
        1   | Tôm khô | HTX Minh Đức
        B   | 02 SẢN PHẨM 3 SAO
        2   | Mắm ruốc | HTX Minh Đức
        3   | Chả cá | Cơ sở Út Sinh
    """)

    assert [(row.product, row.star) for row in found.rows] == [("Tôm khô", 4), ("Mắm ruốc", 3), ("Chả cá", 3)]


def test_the_tenth_district_is_no_commune() -> None:
    found = _read("""
        STT | Tên sản phẩm | Chủ thể | Hạng sao
        IX. Huyện U Minh: 1 sản phẩm
        1   | Tôm khô | HTX Minh Đức | 3 sao
        X. Huyện Cái Nước: 1 sản phẩm
        1   | Mắm ruốc | HTX Đoàn Phát | 3 sao
    """)

    assert [(row.product, row.district) for row in found.rows] == [
        ("Tôm khô", "Huyện U Minh"),
        ("Mắm ruốc", "Huyện Cái Nước"),
    ]


def test_sums_of_districts_and_rows_of_decisions_are_no_products() -> None:
    found = _read("""
        STT | Tên sản phẩm | Chủ thể | Huyện | Hạng sao
            | Quyết định số 100/QĐ-UBND ngày 12/10/2021
        1   | Tôm khô | HTX Minh Đức | Ngọc Hiển | 3 sao
        2   | Tổng hợp hạt dinh dưỡng | HTX Minh Đức | Ngọc Hiển | 3 sao
            | Cộng Ngọc Hiển | | | 2 SP
        3   | Mắm ruốc | HTX Đoàn Phát | TP Cà Mau | 3 sao
            | Cộng TP Cà Mau | | | 1 SP
    """)

    assert [row.product for row in found.rows] == ["Tôm khô", "Tổng hợp hạt dinh dưỡng", "Mắm ruốc"]
    assert found.problems == ()
