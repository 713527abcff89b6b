"""Registers kept over years: several tables, several rounds, names left out."""

from __future__ import annotations

import pytest

from tests.unit.recognition.provincial_list.written_out import read, read_lines, written


def test_stars_below_years_are_stars_and_the_latest_stands() -> None:
    found = read_lines("""
        TT | Tên sản phẩm | Chủ thể      | Huyện        | Năm 2020 | Năm 2021 | Năm 2022 | Năm 2023
        1  | Tôm khô      | HTX Tân Phát | Năm Căn      | 3 |   |   | 4
        2  | Mắm cá lóc   | HKD Sáu Lan  | U Minh       |   | 3 |   |
        3  | Cá bổi       | HTX Cá bổi   | Trần Văn Thời |  |   | 4 |
    """)

    assert [(row.product, row.star) for row in found.rows] == [("Tôm khô", 4), ("Mắm cá lóc", 3), ("Cá bổi", 4)]
    assert found.problems == ()


def test_stars_below_the_years_of_recognition_are_no_years_where_a_column_says_what_stands() -> None:
    found = read_lines("""
        TT | Tên sản phẩm | Chủ thể | Năm công nhận | | Hạng sao hiện tại
           |              |         | 2020 | 2022     |
        1  | Bưởi năm roi | HTX bưởi Kế Thành | 3 sao | 4 sao | 4 sao
        2  | Hành tím sấy | HKD Thuận Phát    |       | 3 sao | 3 sao
    """)

    assert [(row.product, row.star, row.recognised_on) for row in found.rows] == [
        ("Bưởi năm roi", 4, None),
        ("Hành tím sấy", 3, None),
    ]
    assert found.problems == ()


def test_a_second_recognition_stands_beside_one_that_is_called_the_first() -> None:
    found = read_lines("""
        TT | Sản phẩm       | Chủ thể             | Công nhận lần đầu | | | Công nhận lại | |
           |                |                     | Sao | QĐ | Ngày | Sao | QĐ | Ngày
        1  | Chè Tân Cương  | HTX chè Hảo Đạt     | 4 | 12/QĐ-UBND | 15/01/2019 | 5 | 1333/QĐ-BNN | 20/6/2022
        2  | Nem chua       | HKD Hiền Nhân       | 3 | 33/QĐ-UBND | 10/10/2022 |   |             |
    """)

    assert [(row.product, row.star, row.decision_no, row.recognised_on) for row in found.rows] == [
        ("Chè Tân Cương", 5, "1333/QĐ-BNN", "2022-06-20"),
        ("Nem chua", 3, "33/QĐ-UBND", "2022-10-10"),
    ]


def test_a_blank_beside_another_district_repeats_no_producer() -> None:
    found = read_lines("""
        TT | Tên sản phẩm  | Tên chủ thể         | Huyện       | Hạng sao
        1  | Bưởi Diễn     | HTX Bưởi Phúc Diễn  | Bắc Từ Liêm | 4 sao
        2  | Ổi Đông Dư    |                     | Gia Lâm     | 3 sao
        3  | Bánh cuốn     | Hộ KD Bà Hoành      | Hoàng Mai   | 3 sao
        4  | Giò chả       | Công ty CP Ước Lễ   | Thanh Oai   | 3 sao
    """)

    assert found.rows[1].producer is None
    assert [(problem.cell, problem.code) for problem in found.problems] == [("C3", "producer_missing")]


def test_the_head_of_a_block_may_name_its_star_behind_the_decision() -> None:
    found = read_lines("""
        TT | Sản phẩm            | Cơ sở SX          | Xã
        I  | Quyết định số 4200/QĐ-UBND ngày 20/12/2019: 3 sao | |
        1  | Nước mắm Bà Luận    | HTX Luận Nghiệp   | Kỳ Ninh
        II | Quyết định số 4100/QĐ-UBND ngày 18/12/2020: 4 sao | |
        2  | Mực khô             | HTX Kỳ Xuân       | Kỳ Xuân
    """)

    assert [(row.product, row.star) for row in found.rows] == [("Nước mắm Bà Luận", 3), ("Mực khô", 4)]


def test_the_same_headings_in_another_order_head_another_table() -> None:
    found = read_lines("""
        I. SẢN PHẨM ĐẠT 4 SAO
        TT | Tên sản phẩm    | Chủ thể             | Huyện     | Điểm
        1  | Nước mắm Tĩn    | Công ty CP Tĩn      | Phan Thiết | 81
        II. SẢN PHẨM ĐẠT 3 SAO
        TT | Chủ thể         | Tên sản phẩm        | Điểm | Huyện
        1  | HKD Út Mơ       | Bánh tráng mè       | 60   | Bắc Bình
        2  | HTX Nho Tuy Phong | Nho sấy           | 65   | Tuy Phong
    """)

    assert [(row.product, row.producer, row.district, row.star) for row in found.rows] == [
        ("Nước mắm Tĩn", "Công ty CP Tĩn", "Phan Thiết", 4),
        ("Bánh tráng mè", "HKD Út Mơ", "Bắc Bình", 3),
        ("Nho sấy", "HTX Nho Tuy Phong", "Tuy Phong", 3),
    ]
    assert found.problems == ()


def test_a_storey_may_say_more_below_a_heading_that_stands_by_itself() -> None:
    paper = written(
        "DS",
        """
        TT | Tên sản phẩm | Thông tin chủ thể |   |       | Kết quả |   | Quyết định công nhận
           |              | Tên chủ thể | Loại hình | Huyện | Điểm | Hạng | Số, ngày tháng năm
        1  | Cá mòi kho   | HTX Đông Hồ | HTX | Cẩm Thủy | 75,4 | 4 sao | 2345/QĐ-UBND ngày 20/10/2023
        2  | Chiếu cói    | Nguyễn Thị Bảy | Hộ KD | Nga Sơn | 62 | 3 sao | 2345/QĐ-UBND ngày 20/10/2023
    """,
    )
    for left, right in ((2, 4), (5, 6)):
        paper.merge(1, left, 1, right)

    found = read(paper)

    assert [(row.product, row.producer, row.producer_kind, row.district, row.star) for row in found.rows] == [
        ("Cá mòi kho", "HTX Đông Hồ", "cooperative", "Cẩm Thủy", 4),
        ("Chiếu cói", "Nguyễn Thị Bảy", "household", "Nga Sơn", 3),
    ]
    assert {row.recognised_on for row in found.rows} == {"2023-10-20"}


def test_the_days_of_two_rounds_may_stand_within_their_decisions() -> None:
    found = read_lines("""
        TT | Chủ thể     | Sản phẩm | Sao lần 1 | QĐ lần 1 | Sao lần 2 | QĐ lần 2
        1  | HTX Cam     | Cam      | 3 | 11/QĐ-UBND ngày 01/01/2019 | 4 | 99/QĐ-UBND ngày 02/02/2022
        2  | Công ty Chè | Chè      | 4 | 11/QĐ-UBND ngày 01/01/2019 |   |
    """)

    assert [(row.product, row.star, row.decision_no, row.recognised_on) for row in found.rows] == [
        ("Cam", 4, "99/QĐ-UBND", "2022-02-02"),
        ("Chè", 4, "11/QĐ-UBND", "2019-01-01"),
    ]


@pytest.mark.parametrize("heading", ["Kết quả Hội đồng tỉnh", "Hội đồng thống nhất"])
def test_what_the_council_of_the_province_found_stands_before_what_was_asked_for(heading: str) -> None:
    found = read_lines(f"""
        STT | Tên sản phẩm | Chủ thể     | Đăng ký hạng sao | {heading}
        1   | Bún bò       | Công ty Bún | 4 sao            | 3 sao
        2   | Nón lá       | THT Nón     | 4 sao            | 4 sao
        3   | Dầu tràm     | HKD Tràm    | 3 sao            | Không đạt
    """)

    assert [(row.product, row.star) for row in found.rows] == [("Bún bò", 3), ("Nón lá", 4), ("Dầu tràm", None)]
    assert [(problem.cell, problem.code) for problem in found.problems] == [("E4", "star_unreadable")]


def test_sums_without_a_word_are_no_product() -> None:
    found = read_lines("""
        TT | Sản phẩm | Chủ thể    | 3 sao | 4 sao | Tổng
        1  | Cá khô   | HTX Cá     | x     |       | 1
        2  | Mắm tôm  | Cơ sở Mai  |       | x     | 1
           |          |            | 1     | 1     | 2
    """)

    assert [(row.product, row.star) for row in found.rows] == [("Cá khô", 3), ("Mắm tôm", 4)]
    assert found.problems == ()


def test_a_head_may_call_what_it_names() -> None:
    found = read_lines("""
        TT | Tên sản phẩm | Nhóm      | Điểm | Hạng
        Trên địa bàn huyện Cái Bè
        Chủ thể: HTX Nông nghiệp Số 1
        1  | Gạo sạch     | Thực phẩm | 71   | 4 sao
        2  | Bún khô      | Thực phẩm | 61   | 3 sao
        Chủ thể: Bà Nguyễn Thị Hoa
        3  | Mứt gừng     | Thực phẩm | 55   | 3 sao
    """)

    assert [(row.product, row.producer, row.producer_kind, row.district) for row in found.rows] == [
        ("Gạo sạch", "HTX Nông nghiệp Số 1", "cooperative", "huyện Cái Bè"),
        ("Bún khô", "HTX Nông nghiệp Số 1", "cooperative", "huyện Cái Bè"),
        ("Mứt gừng", "Bà Nguyễn Thị Hoa", None, "huyện Cái Bè"),
    ]


def test_a_star_printed_once_before_its_products_is_theirs_and_told() -> None:
    found = read_lines("""
        TT | Hạng sao | Tên sản phẩm | Chủ thể
        1  | 4 sao    | Trà hoa cúc  | HTX Hoa cúc
        2  |          | Bánh cáy     | Công ty Bánh cáy
        3  | 3 sao    | Nước mắm     | HTX Diêm Điền
        4  |          | Gạo          | HTX Gạo
    """)

    assert [row.star for row in found.rows] == [4, 4, 3, 3]
    assert [(problem.cell, problem.code) for problem in found.problems] == [
        ("B3", "carried_down"),
        ("B5", "carried_down"),
    ]


def test_a_star_and_a_name_are_those_recognised_not_those_before() -> None:
    paper = written(
        "DS",
        """
        TT | Tên sản phẩm đăng ký | Tên sản phẩm được công nhận | Chủ thể      | Nâng hạng |
           |                      |                             |              | Từ    | Lên
        1  | Mật ong              | Mật ong hoa nhãn            | HTX Ong      | 3 sao | 4 sao
        2  | Nghệ                 | Tinh bột nghệ               | Công ty Nghệ | 4 sao | 5 sao
    """,
    )
    for column in range(4):
        paper.merge(1, column, 2, column)
    paper.merge(1, 4, 1, 5)

    found = read(paper)

    assert [(row.product, row.star) for row in found.rows] == [("Mật ong hoa nhãn", 4), ("Tinh bột nghệ", 5)]


def test_what_is_unreadable_in_a_later_round_is_named_where_it_stands() -> None:
    found = read_lines("""
        TT | Tên sản phẩm | Chủ thể | Năm 2020 | Năm 2021
        1  | Tôm          | HTX A   | 3 sao    |
        2  | Cá           | HTX B   | 3 sao    | Không đạt
        3  | Mắm          | HTX C   |          | 4 sao
    """)

    assert [row.star for row in found.rows] == [3, None, 4]
    assert [(problem.cell, problem.code) for problem in found.problems] == [("E3", "star_unreadable")]
