"""Places, capacities and the regulation as papers print them."""

from datetime import date

import pytest

from openocop.core.documents.frame import (
    Option,
    Signature,
    capacity_lines,
    place_and_date,
    place_name,
    regulation_line,
)
from openocop.core.documents.frame import signatures_context as side_by_side


@pytest.mark.parametrize(
    ("territory", "place"),
    [
        ("tỉnh Cà Mau", "Cà Mau"),
        ("thành phố Cần Thơ", "Cần Thơ"),
        ("thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
    ],
)
def test_place_before_a_date(territory: str, place: str) -> None:
    assert place_name(territory) == place


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("", ("CHỦ TỊCH",)),
        ("KT. CHỦ TỊCH\r\nPHÓ CHỦ TỊCH\n", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("KT. CHỦ TỊCH - PHÓ CHỦ TỊCH", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("kt. Chủ tịch; Phó Chủ tịch", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("PHÓ CHỦ TỊCH THƯỜNG TRỰC", ("PHÓ CHỦ TỊCH THƯỜNG TRỰC",)),
    ],
)
def test_each_capacity_has_a_line_of_its_own(typed: str, printed: tuple[str, ...]) -> None:
    assert capacity_lines(typed) == printed


def test_a_day_or_a_place_that_is_not_known_is_left_out() -> None:
    assert place_and_date("Đầm Dơi", date(2027, 3, 1)) == "Đầm Dơi, ngày 01 tháng 3 năm 2027"
    assert place_and_date("", date(2027, 3, 1)) == "Ngày 01 tháng 3 năm 2027"
    assert place_and_date("", None).split() == ["Ngày", "tháng", "năm"]


def test_names_of_signatures_side_by_side_stand_on_one_line() -> None:
    pair = side_by_side((Signature(("THƯ KÝ",), "A"), Signature(("CHỦ TỌA", "CHỦ TỊCH HỘI ĐỒNG"), "B")))
    assert [signature["capacity"] for signature in pair] == [("THƯ KÝ", "\u00a0"), ("CHỦ TỌA", "CHỦ TỊCH HỘI ĐỒNG")]


def test_regulation_and_its_options_are_one_sentence() -> None:
    options = (Option("Cách kết luận bị loại", "quá nửa số phiếu kết luận"),)
    assert regulation_line("Quy chế số 5", options) == (
        "Quy chế số 5; cách kết luận bị loại: quá nửa số phiếu kết luận."
    )
