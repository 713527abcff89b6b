"""Columns, storeys, sheets and letters, as other provinces have them."""

from __future__ import annotations

import unicodedata

from openocop.recognition.domain.provincial_list.reader import read_list
from tests.unit.recognition.provincial_list.written_out import read, read_lines, written


def test_sheets_named_by_their_districts_even_where_a_name_begins_like_a_year() -> None:
    rows = "STT | Tên sản phẩm | Chủ thể | Hạng sao\n1 | Tôm khô | HTX {0} | 3\n2 | Mắm {0} | HTX {0} | 4"
    sheets = [written(name, rows.format(name)) for name in ("Năm Căn", "Trảng Bàng", "TP Cà Mau")]

    found = read(*sheets)

    assert [(row.product, row.district) for row in found.rows] == [
        ("Tôm khô", "Năm Căn"),
        ("Mắm Năm Căn", "Năm Căn"),
        ("Tôm khô", "Trảng Bàng"),
        ("Mắm Trảng Bàng", "Trảng Bàng"),
        ("Tôm khô", "TP Cà Mau"),
        ("Mắm TP Cà Mau", "TP Cà Mau"),
    ]


def test_the_star_of_the_province_stands_though_that_of_the_district_comes_first() -> None:
    paper = written(
        "KQ",
        """
        STT | Tên sản phẩm | Chủ thể | Kết quả cấp huyện |  | Kết quả cấp tỉnh
            |              |         | Điểm | Sao | Điểm | Sao
        1   | Tôm khô      | HTX Minh Đức | 71 | 4 | 66,5 | 3
        2   | Mắm ruốc     | HTX Minh Đức | 69 | 3 | 72 | 4
    """,
    )
    paper.merge(1, 3, 1, 4)
    paper.merge(1, 5, 1, 6)

    found = read(paper)

    assert [(row.star, str(row.score)) for row in found.rows] == [(3, "66.5"), (4, "72")]


def test_a_kind_ticked_under_its_heading_is_the_kind_of_a_name_that_does_not_say() -> None:
    found = read_lines("""
        STT | Tên sản phẩm | Chủ thể    | Loại hình | | | Hạng sao
            |              |            | HTX | DN | Hộ KD |
        1   | Tôm khô      | Minh Đức   | x |  |  | 3 sao
        2   | Mắm ruốc     | Con Tôm    |  | x |  | 4 sao
        3   | Chả cá       | Út Sinh    |  |  | x | 3 sao
        4   | Ba khía muối | Thùy Linh  |  |  |  | 3 sao
    """)

    assert [(row.producer, row.producer_kind, row.star) for row in found.rows] == [
        ("Minh Đức", "cooperative", 3),
        ("Con Tôm", "enterprise", 4),
        ("Út Sinh", "household", 3),
        ("Thùy Linh", None, 3),
    ]
    assert found.problems == ()


def test_of_stars_by_years_the_latest_stands() -> None:
    found = read_lines("""
        STT | Tên sản phẩm | Chủ thể      | H/TX/TP | Hạng sao năm 2020 | Hạng sao năm 2023
        1   | Tôm khô      | HTX Minh Đức | U Minh  | 3 sao             | 4 sao
        2   | Mắm ruốc     | HTX Minh Đức | U Minh  |                   | 3 sao
        3   | Chả cá       | HTX Minh Đức | U Minh  | 3 sao             |
    """)

    assert [(row.product, row.district, row.star) for row in found.rows] == [
        ("Tôm khô", "U Minh", 4),
        ("Mắm ruốc", "U Minh", 3),
        ("Chả cá", "U Minh", 3),
    ]


def test_years_may_stand_in_a_storey_of_their_own_below_the_stars() -> None:
    found = read_lines("""
        STT | Tên sản phẩm | Chủ thể      | Hạng sao qua các năm |       |
            |              |              | 2021                 | 2022  | 2023
        1   | Tôm khô      | HTX Minh Đức |                      | 3 sao | 4 sao
        2   | Mắm ruốc     | HTX Minh Đức | 3 sao                |       |
    """)

    assert [(row.product, row.star) for row in found.rows] == [("Tôm khô", 4), ("Mắm ruốc", 3)]


def test_places_below_results_are_the_councils_that_gave_them() -> None:
    paper = written(
        "DS",
        """
        STT | Tên sản phẩm | Chủ thể      | Điểm  |      | Hạng sao |
            |              |              | Huyện | Tỉnh | Huyện    | Tỉnh
        1   | Tôm khô      | HTX Minh Đức | 71    | 66,5 | 4 sao    | 3 sao
        2   | Mắm ruốc     | HTX Út Sinh  | 69    | 72   | 3 sao    | 4 sao
    """,
    )
    for column in range(3):
        paper.merge(1, column, 2, column)
    paper.merge(1, 3, 1, 4)
    paper.merge(1, 5, 1, 6)

    found = read(paper)

    assert [(row.district, row.star, str(row.score)) for row in found.rows] == [(None, 3, "66.5"), (None, 4, "72")]


def test_a_storey_that_merged_headings_reach_down_to_is_no_row() -> None:
    paper = written(
        "DS",
        """
        STT | Tên sản phẩm | Địa chỉ        |              | 3* | 4*
            |              | Trước sáp nhập | Sau sáp nhập |    |
        1   | Tôm khô      | Ấp 1, xã Tân Ân, huyện Ngọc Hiển | Xã Đất Mũi |  | x
        2   | Mắm ruốc     | Ấp 2, xã Tân Ân, huyện Ngọc Hiển | Xã Đất Mũi | x |
    """,
    )
    for column in (0, 1, 4, 5):
        paper.merge(1, column, 2, column)
    paper.merge(1, 2, 1, 3)

    found = read(paper)

    assert [(row.product, row.star) for row in found.rows] == [("Tôm khô", 4), ("Mắm ruốc", 3)]
    assert found.problems == ()


def test_tables_side_by_side_have_the_stars_printed_over_each() -> None:
    found = read_lines("""
        SẢN PHẨM 4 SAO | | | | SẢN PHẨM 3 SAO
        STT | Tên sản phẩm | Chủ thể | | STT | Tên sản phẩm | Chủ thể
        1 | Bánh pía | Công ty CP Tân Huê Viên | | 1 | Lạp xưởng | DNTN Mai Sơn
        2 | Gạo ST25 | DNTN Hồ Quang Trí | | 2 | Bánh in | HKD Bà Tư
          |          |                   | | 3 | Mè láo | HKD Út Lan
    """)

    assert [(row.row, row.product, row.producer, row.star) for row in found.rows] == [
        (3, "Bánh pía", "Công ty CP Tân Huê Viên", 4),
        (3, "Lạp xưởng", "DNTN Mai Sơn", 3),
        (4, "Gạo ST25", "DNTN Hồ Quang Trí", 4),
        (4, "Bánh in", "HKD Bà Tư", 3),
        (5, "Mè láo", "HKD Út Lan", 3),
    ]


def test_tables_side_by_side_may_have_headings_of_their_own() -> None:
    found = read_lines("""
        STT | Tên sản phẩm | Chủ thể        | Sao | | TT | Sản phẩm  | Cơ sở sản xuất | Đạt sao
        1   | Bánh pía     | Công ty CP Tân | 4   | | 1  | Lạp xưởng | DNTN Mai Sơn   | 3
        2   | Gạo ST25     | DNTN Hồ Quang  | 5   | | 2  | Bánh in   | HKD Bà Tư      | 3
    """)

    assert [(row.row, row.product, row.producer, row.star) for row in found.rows] == [
        (2, "Bánh pía", "Công ty CP Tân", 4),
        (2, "Lạp xưởng", "DNTN Mai Sơn", 3),
        (3, "Gạo ST25", "DNTN Hồ Quang", 5),
        (3, "Bánh in", "HKD Bà Tư", 3),
    ]


def test_a_count_by_district_beside_the_list_is_no_part_of_it() -> None:
    found = read_lines("""
        TT | Tên sản phẩm | Chủ thể     | Huyện    | Hạng sao | | TT | Huyện    | Số SP | 3 sao | 4 sao
        1  | Yến          | Công ty Yến | Vạn Ninh | 4        | | 1  | Vạn Ninh | 1 | 0 | 1
        2  | Tỏi          | HTX Tỏi     | Ninh Hòa | 3        | | 2  | Ninh Hòa | 2 | 2 | 0
        3  | Xoài         | HKD Xoài    | Cam Lâm  | 3        | |    | Tổng     | 4 | 3 | 1
    """)

    assert dict(found.mapping) == {"product": "B", "producer": "C", "district": "D", "star": "E"}
    assert [(row.product, row.district, row.star) for row in found.rows] == [
        ("Yến", "Vạn Ninh", 4),
        ("Tỏi", "Ninh Hòa", 3),
        ("Xoài", "Cam Lâm", 3),
    ]
    assert found.problems == ()


def test_the_star_of_the_province_stands_where_it_gave_one_product_none() -> None:
    found = read_lines("""
        TT | Tên sản phẩm | Chủ thể | Cấp huyện đánh giá | | Cấp tỉnh đánh giá |
           |              |         | Điểm | Hạng | Điểm | Hạng
        1  | Sầu riêng    | HTX Tân Lập Đông   | 78 | 4 sao | 68 | 3 sao
        2  | Rượu cần     | HKD H'Bla          | 60 | 3 sao | 49 | Không đạt
    """)

    assert [(row.product, row.star) for row in found.rows] == [("Sầu riêng", 3), ("Rượu cần", None)]
    assert [(problem.cell, problem.code) for problem in found.problems] == [("G4", "star_unreadable")]


def test_the_export_of_a_web_system_is_read_by_its_english_names() -> None:
    found = read_lines("""
        id | code | name | owner_name | owner_type | province_name | district_name | star | score | issued_date
        101 | SP-001 | Chuối sấy dẻo | HTX Laba | COOPERATIVE | Lâm Đồng | Đức Trọng | 4 | 82.5 | 2023-05-01
        102 | SP-002 | Mứt dâu | Công ty TNHH Dâu | ENTERPRISE | Lâm Đồng | Đà Lạt | 3 | 62.5 | 2023-06-01
    """)

    assert [(row.product, row.producer, row.district, row.star, row.recognised_on) for row in found.rows] == [
        ("Chuối sấy dẻo", "HTX Laba", "Đức Trọng", 4, "2023-05-01"),
        ("Mứt dâu", "Công ty TNHH Dâu", "Đà Lạt", 3, "2023-06-01"),
    ]
    assert found.problems == ()


def test_windows_1258_is_not_taken_for_an_old_set_though_some_words_could_be_of_one() -> None:
    names = ("Măng cụt Tân Quy", "Nhộng ong", "Cộng cà phê", "Bưởi da xanh", "Hạt sen sấy", "Mắm cá lóc")
    lines = ["STT;Tên sản phẩm;Sao", *(f"{number};{name};3" for number, name in enumerate(names, 1))]
    text = "\r\n".join(lines)

    found = read_list(_in_windows_1258(text), filename="a.csv")

    assert tuple(row.product for row in found.rows) == names


def _in_windows_1258(text: str) -> bytes:
    """Letters with their marks of shape, tones behind them."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    made = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        made.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)))
        made.extend(part for part in parts if part in tones)
    return "".join(made).encode("cp1258")
