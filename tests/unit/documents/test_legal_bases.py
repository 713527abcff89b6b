"""How papers cite the law, and what a provincial decision of a day rests on."""

from datetime import date

import pytest

from openocop.criteria.documents.citations import cited, cited_sheet, printed_number
from openocop.criteria.domain.releases import release
from openocop.recognition.documents.bases import agriculture, executors, local_government_law, recipients


def test_the_release_in_force_is_cited_with_number_day_issuer_and_subject() -> None:
    assert cited(release("26-2026"), date(2026, 11, 26)) == (
        "Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ "
        "ban hành Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm mỗi xã một sản phẩm"
    )


@pytest.mark.parametrize(
    ("on", "amended"),
    [
        (date(2020, 6, 7), ""),
        (date(2022, 11, 30), " (được sửa đổi bởi Quyết định số 781/QĐ-TTg ngày 08 tháng 6 năm 2020)"),
    ],
)
def test_amendments_are_cited_from_their_own_day(on: date, amended: str) -> None:
    assert cited(release("1048-2019"), on) == (
        "Quyết định số 1048/QĐ-TTg ngày 21 tháng 8 năm 2019 của Thủ tướng Chính phủ về việc ban hành "
        "Bộ tiêu chí đánh giá, phân hạng sản phẩm Chương trình mỗi xã một sản phẩm" + amended
    )


@pytest.mark.parametrize(
    ("release_id", "place"),
    [
        ("1048-2019", "Bộ số 9, Phụ lục III kèm theo Quyết định số 1048/QĐ-TTg ngày 21 tháng 8 năm 2019"),
        ("148-2023", "Bộ số 9, Phụ lục III kèm theo Quyết định số 148/QĐ-TTg ngày 24 tháng 02 năm 2023"),
        ("26-2026", "Bộ số 9, Phụ lục II kèm theo Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026"),
    ],
)
def test_a_sheet_is_found_in_the_annex_that_prints_it(release_id: str, place: str) -> None:
    assert cited_sheet(release(release_id), 9) == place


# 77/2015/QH13, 47/2019/QH14 (in force from 01/7/2020), 65/2025/QH15 (from 01/3/2025), 72/2025/QH15 (from 16/6/2025).
@pytest.mark.parametrize(
    ("on", "law"),
    [
        (date(2019, 12, 31), "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"),
        (
            date(2022, 11, 30),
            "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của "
            "Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019",
        ),
        (date(2025, 6, 15), "Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025"),
        (date(2025, 6, 16), "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"),
    ],
)
def test_the_law_on_local_government_is_that_of_the_day(on: date, law: str) -> None:
    assert local_government_law(on) == law


def test_ministry_and_districts_are_named_as_they_were() -> None:
    assert agriculture(date(2025, 2, 28)) == "Nông nghiệp và Phát triển nông thôn"
    assert agriculture(date(2025, 3, 1)) == "Nông nghiệp và Môi trường"
    assert executors("tỉnh Cà Mau", date(2022, 11, 30)) == (
        "Chánh Văn phòng Ủy ban nhân dân tỉnh Cà Mau, Giám đốc Sở Nông nghiệp và Phát triển nông thôn, "
        "Chủ tịch Ủy ban nhân dân các huyện, thị xã, thành phố liên quan"
    )
    assert executors("tỉnh Cà Mau", date(2026, 11, 26)) == (
        "Chánh Văn phòng Ủy ban nhân dân tỉnh Cà Mau, Giám đốc Sở Nông nghiệp và Môi trường, "
        "Chủ tịch Ủy ban nhân dân các xã, phường liên quan"
    )


def test_a_city_sends_its_decision_to_the_portal_of_the_city() -> None:
    assert recipients("thành phố Cần Thơ", date(2026, 11, 26)) == (
        "Như Điều 3;",
        "Bộ Nông nghiệp và Môi trường (để b/c);",
        "Cổng thông tin điện tử thành phố;",
        "Lưu: VT.",
    )


def test_a_number_printed_twice_is_printed_as_the_law_prints_it() -> None:
    assert [printed_number(code) for code in ("4.1", "4.1#2")] == ["4.1", "4.1"]
