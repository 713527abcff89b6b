"""Rows that head a block, count it up or stand between products, as other provinces print them."""

from __future__ import annotations

from tests.unit.recognition.provincial_list.written_out import read, read_lines, written


def test_a_heading_of_stars_may_begin_with_its_count() -> None:
    found = read_lines("""
        STT | Tên sản phẩm | Chủ thể
        A   | 01 SẢN PHẨM ĐẠT 4 SAO
        1   | Tôm khô | HTX Minh Đức
        B   | 02 SẢN PHẨM 3 SAO
        2   | Mắm ruốc | HTX Minh Đức
        3   | Chả cá | Cơ sở Út Sinh
    """)

    assert [(row.product, row.star) for row in found.rows] == [("Tôm khô", 4), ("Mắm ruốc", 3), ("Chả cá", 3)]


def test_the_tenth_district_is_no_commune() -> None:
    found = read_lines("""
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
    found = read_lines("""
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
    found = read_lines("""
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
    found = read_lines("""
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
    found = read_lines("""
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


def test_the_tenth_of_bare_names_is_no_commune_either() -> None:
    found = read_lines("""
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
    found = read_lines("""
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
    paper = written(
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

    found = read(paper)

    assert [(row.product, row.district) for row in found.rows] == [("Tôm khô", "Năm Căn"), ("Chả cá", "U Minh")]


def test_a_numbered_name_in_the_column_of_products_heads_a_block_where_no_product_is_numbered() -> None:
    found = read_lines("""
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
    found = read_lines("""
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
    found = read_lines("""
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
    found = read_lines("""
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


def test_a_district_printed_once_is_printed_again_below_the_next_heading() -> None:
    found = read_lines("""
        Địa phương | Tên sản phẩm | Cơ sở sản xuất
        A. SẢN PHẨM 4 SAO
        Năm Căn    | Tôm khô      | HTX Minh Đức
                   | Mắm ruốc     | HTX Đoàn Phát
        U Minh     | Chả cá       | HTX Út Sinh
        B. SẢN PHẨM 3 SAO
        U Minh     | Mật ong      | HTX Út Sinh
                   | Khô cá phi   | HTX Hương Biển
                   | Ba khía      | HTX Minh Quân
    """)

    assert [(row.product, row.district, row.star) for row in found.rows] == [
        ("Tôm khô", "Năm Căn", 4),
        ("Mắm ruốc", "Năm Căn", 4),
        ("Chả cá", "U Minh", 4),
        ("Mật ong", "U Minh", 3),
        ("Khô cá phi", "U Minh", 3),
        ("Ba khía", "U Minh", 3),
    ]


def test_bare_names_that_stand_alone_again_and_again_are_districts_where_nothing_is_numbered() -> None:
    found = read_lines("""
        Tên sản phẩm | Chủ thể      | Hạng sao
        Năm Căn
        Tôm khô      | HTX Minh Đức | 3 sao
        Mắm ruốc     | HTX Minh Đức | 3 sao
        U Minh
        Chả cá       | HTX Út Sinh  | 4 sao
    """)

    assert [(row.product, row.district) for row in found.rows] == [
        ("Tôm khô", "Năm Căn"),
        ("Mắm ruốc", "Năm Căn"),
        ("Chả cá", "U Minh"),
    ]


def test_tea_is_no_source_of_a_table() -> None:
    found = read_lines("""
        Tên sản phẩm  | Chủ thể      | Hạng sao
        Tôm khô       | HTX Minh Đức | 3 sao
        Nguồn cội trà |              | 3 sao
        Nguồn: Sở Nông nghiệp
    """)

    assert [row.product for row in found.rows] == ["Tôm khô", "Nguồn cội trà"]


def test_heads_in_three_levels_do_not_hide_the_heading_of_a_short_list() -> None:
    found = read_lines("""
        TT  | Danh mục                              | Chủ thể              | Huyện     | Điểm | Sao
        A   | NGÀNH THỰC PHẨM
        I   | Nhóm: Thực phẩm tươi sống
        1   | Phân nhóm: Rau, củ, quả, hạt tươi
        1.1 | Bưởi Phúc Trạch                       | HTX Bưởi Phúc Trạch  | Hương Khê | 80   | 4
        II  | Nhóm: Thực phẩm chế biến
        1   | Phân nhóm: Chế biến từ thủy sản
        1.1 | Ruốc bột                              | Cơ sở Hùng Mai       | Lộc Hà    | 62   | 3
    """)

    assert [(row.product, row.producer, row.district, row.star) for row in found.rows] == [
        ("Bưởi Phúc Trạch", "HTX Bưởi Phúc Trạch", "Hương Khê", 4),
        ("Ruốc bột", "Cơ sở Hùng Mai", "Lộc Hà", 3),
    ]


def test_products_that_failed_stand_below_no_star_and_in_no_district() -> None:
    found = read_lines("""
        TT | Tên sản phẩm       | Chủ thể           | Điểm
           | SẢN PHẨM ĐẠT 3 SAO
        1  | Khô cá sặc         | HKD Tư Đợi        | 62
        2  | Nước mắm           | DNTN Huỳnh Khoa   | 61
           | SẢN PHẨM KHÔNG ĐẠT
        3  | Mật ong            | HKD Ba Sơn        | 45
    """)

    assert [(row.product, row.district, row.star) for row in found.rows] == [
        ("Khô cá sặc", None, 3),
        ("Nước mắm", None, 3),
        ("Mật ong", None, None),
    ]


def test_units_and_stars_head_their_blocks_however_they_are_shortened() -> None:
    found = read_lines("""
        TT | Tên sản phẩm  | Chủ thể      | Điểm
           | T.P Cà Mau
           | ★★★★
        1  | Tôm khô       | HTX Tân Phát | 72
           | T.X Giá Rai
           | Sản phẩm OCOP cấp tỉnh (3 sao)
        2  | Khô cá kèo    | HKD Tư Bình  | 61
           | Phòng NN&PTNT huyện Cái Nước
           | 3 SAO
        3  | Bồn bồn       | HTX Bồn bồn  | 55
    """)

    assert [(row.product, row.district, row.star) for row in found.rows] == [
        ("Tôm khô", "T.P Cà Mau", 4),
        ("Khô cá kèo", "T.X Giá Rai", 3),
        ("Bồn bồn", "huyện Cái Nước", 3),
    ]
