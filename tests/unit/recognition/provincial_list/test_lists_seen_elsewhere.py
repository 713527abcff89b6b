"""Small lists in the manner of other provinces, written out: what stands in the file, and what is read."""

from __future__ import annotations

import unicodedata

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


def test_persons_head_products_where_the_others_on_their_level_are_producers() -> None:
    found = _read("""
        STT | Chủ thể, sản phẩm | Địa bàn | Hạng sao
        1   | HTX Minh Đức      | Ngọc Hiển
            | - Tôm khô         |           | 3 sao
            | - Mắm ruốc        |           | 4 sao
        2   | Bà Trần Thị Lan   | Cái Nước
            | - Ba khía muối    |           | 3 sao
        3   | C.ty TNHH Con Tôm | U Minh
            | - Chả cá          |           | 3 sao
    """)

    assert [(row.product, row.producer, row.producer_kind, row.district, row.star) for row in found.rows] == [
        ("Tôm khô", "HTX Minh Đức", "cooperative", "Ngọc Hiển", 3),
        ("Mắm ruốc", "HTX Minh Đức", "cooperative", "Ngọc Hiển", 4),
        ("Ba khía muối", "Bà Trần Thị Lan", None, "Cái Nước", 3),
        ("Chả cá", "C.ty TNHH Con Tôm", "enterprise", "U Minh", 3),
    ]
    assert found.problems == ()


def test_a_roman_one_below_the_letter_h_does_not_end_its_district() -> None:
    found = _read("""
        STT | Chủ thể, sản phẩm | Hạng sao
        G   | HUYỆN U MINH
        I   | HTX Minh Đức
        1   | Tôm khô | 3 sao
        H   | HUYỆN CÁI NƯỚC
        I   | HTX Đoàn Phát
        1   | Mắm ruốc | 3 sao
    """)

    assert [(row.product, row.producer, row.district) for row in found.rows] == [
        ("Tôm khô", "HTX Minh Đức", "HUYỆN U MINH"),
        ("Mắm ruốc", "HTX Đoàn Phát", "HUYỆN CÁI NƯỚC"),
    ]


def test_a_heading_of_kinds_is_no_product_and_tells_the_kind_of_names_that_do_not() -> None:
    found = _read("""
        STT | Tên sản phẩm | Tên chủ thể | Sao
        I   | Hợp tác xã
        1   | Tôm khô | HTX Minh Đức | 3
        II  | Hộ kinh doanh
        1   | Mắm ruốc | Trần Thị Lan | 3
    """)

    assert [(row.product, row.producer, row.producer_kind) for row in found.rows] == [
        ("Tôm khô", "HTX Minh Đức", "cooperative"),
        ("Mắm ruốc", "Trần Thị Lan", "household"),
    ]
    assert found.problems == ()


def test_the_star_of_the_province_stands_though_that_of_the_district_comes_first() -> None:
    paper = _paper(
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

    found = read_list(as_xlsx(paper), filename="a.xlsx")

    assert [(row.star, str(row.score)) for row in found.rows] == [(3, "66.5"), (4, "72")]


def test_a_kind_ticked_under_its_heading_is_the_kind_of_a_name_that_does_not_say() -> None:
    found = _read("""
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
    found = _read("""
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
    found = _read("""
        STT | Tên sản phẩm | Chủ thể      | Hạng sao qua các năm |       |
            |              |              | 2021                 | 2022  | 2023
        1   | Tôm khô      | HTX Minh Đức |                      | 3 sao | 4 sao
        2   | Mắm ruốc     | HTX Minh Đức | 3 sao                |       |
    """)

    assert [(row.product, row.star) for row in found.rows] == [("Tôm khô", 4), ("Mắm ruốc", 3)]


def test_the_tenth_of_bare_names_is_no_commune_either() -> None:
    found = _read("""
        STT | Tên sản phẩm | Chủ thể | Hạng sao
        IX. Năm Căn
        1   | Tôm khô | HTX Minh Đức | 3 sao
        X. Ngọc Hiển
        1   | Mắm ruốc | HTX Đoàn Phát | 3 sao
        X. Tân Ân
        2   | Chả cá | HTX Đoàn Phát | 3 sao
    """)

    assert [(row.product, row.district, row.commune) for row in found.rows] == [
        ("Tôm khô", "Năm Căn", None),
        ("Mắm ruốc", "Ngọc Hiển", None),
        ("Chả cá", "Ngọc Hiển", "X. Tân Ân"),
    ]


def test_headings_are_numbered_in_the_first_column_of_a_list_that_numbers_nothing() -> None:
    found = _read("""
        Tên chủ thể  | Tên sản phẩm | Hạng
        A            | Sản phẩm đạt 4 sao
        I. U Minh
        HTX Minh Đức | Tôm khô
        HTX Minh Đức | Mắm ruốc
        B            | Sản phẩm đạt 3 sao
        I. Năm Căn
        HTX Út Sinh  | Chả cá
    """)

    assert [(row.product, row.producer, row.district, row.star) for row in found.rows] == [
        ("Tôm khô", "HTX Minh Đức", "U Minh", 4),
        ("Mắm ruốc", "HTX Minh Đức", "U Minh", 4),
        ("Chả cá", "HTX Út Sinh", "Năm Căn", 3),
    ]


def test_a_bare_name_across_the_table_is_a_district_even_above_the_producers() -> None:
    paper = _paper(
        "DS",
        """
        Chủ thể      | Tên sản phẩm | Hạng sao
        Năm Căn
        HTX Minh Đức | Tôm khô      | 3 sao
        U Minh
        HTX Út Sinh  | Chả cá       | 4 sao
    """,
    )
    paper.merge(2, 0, 2, 2)
    paper.merge(4, 0, 4, 2)

    found = read_list(as_xlsx(paper), filename="a.xlsx")

    assert [(row.product, row.district) for row in found.rows] == [("Tôm khô", "Năm Căn"), ("Chả cá", "U Minh")]


def test_a_numbered_name_in_the_column_of_products_heads_a_block_where_no_product_is_numbered() -> None:
    found = _read("""
        Tên sản phẩm | Chủ thể      | Hạng sao
        I. Năm Căn
        Tôm khô      | HTX Minh Đức | 3 sao
        Mắm ruốc     | HTX Minh Đức | 3 sao
        2. U Minh
        Chả cá       | HTX Út Sinh  | 4 sao
    """)

    assert [(row.product, row.district) for row in found.rows] == [
        ("Tôm khô", "Năm Căn"),
        ("Mắm ruốc", "Năm Căn"),
        ("Chả cá", "U Minh"),
    ]


def test_names_below_a_producer_are_products_though_they_look_like_places() -> None:
    found = _read("""
        STT | Đơn vị sản xuất | Tên sản phẩm
        1   | HTX Minh Đức    | Tôm khô
            |                 | Bưởi Đoan Hùng
            |                 | Mắm ruốc
        2   | HTX Út Sinh     | Chả cá
            |                 | Cốm Làng Vòng
    """)

    assert [(row.product, row.producer, row.district) for row in found.rows] == [
        ("Tôm khô", "HTX Minh Đức", None),
        ("Bưởi Đoan Hùng", "HTX Minh Đức", None),
        ("Mắm ruốc", "HTX Minh Đức", None),
        ("Chả cá", "HTX Út Sinh", None),
        ("Cốm Làng Vòng", "HTX Út Sinh", None),
    ]
    assert found.problems == ()


def test_a_row_of_words_that_also_head_columns_is_a_product() -> None:
    found = _read("""
        Tên chủ thể  | Tên sản phẩm    | Điểm | Sao       | Ghi chú
        HTX Minh Đức | Tôm khô         | 65   | Đạt 3 sao | Công nhận lại
                     | Nấm linh chi đỏ | 52,4 | Đạt 3 sao | Sản phẩm mới
                     | Nấm rơm khô     |      | Đạt 3 sao | Sản phẩm mới
    """)

    assert [(row.product, row.producer, row.star) for row in found.rows] == [
        ("Tôm khô", "HTX Minh Đức", 3),
        ("Nấm linh chi đỏ", "HTX Minh Đức", 3),
        ("Nấm rơm khô", "HTX Minh Đức", 3),
    ]


def test_products_below_a_producer_whose_first_word_looks_like_a_unit_or_a_part() -> None:
    found = _read("""
        STT | Đơn vị sản xuất | Tên sản phẩm      | Sao
        1   | HTX Minh Đức    | Tôm khô           | 3
            |                 | Xà bông Thu Hà
            |                 | Tinh dầu tràm
            |                 | Mực một nắng
            |                 | Quần áo Lùng Tám
            |                 | Đọt choại muối
        2   | HTX Út Sinh     | Chả cá            | 3
    """)

    assert [row.product for row in found.rows] == [
        "Tôm khô",
        "Xà bông Thu Hà",
        "Tinh dầu tràm",
        "Mực một nắng",
        "Quần áo Lùng Tám",
        "Đọt choại muối",
        "Chả cá",
    ]


def test_places_below_results_are_the_councils_that_gave_them() -> None:
    paper = _paper(
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

    found = read_list(as_xlsx(paper), filename="a.xlsx")

    assert [(row.district, row.star, str(row.score)) for row in found.rows] == [(None, 3, "66.5"), (None, 4, "72")]


def test_a_storey_that_merged_headings_reach_down_to_is_no_row() -> None:
    paper = _paper(
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

    found = read_list(as_xlsx(paper), filename="a.xlsx")

    assert [(row.product, row.star) for row in found.rows] == [("Tôm khô", 4), ("Mắm ruốc", 3)]
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
