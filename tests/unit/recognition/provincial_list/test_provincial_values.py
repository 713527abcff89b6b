"""Stars, points, dates, decision numbers and legal kinds, in the forms in which offices print them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from openocop.recognition.domain.provincial_list.damage import damaged
from openocop.recognition.domain.provincial_list.kinds import producer_kind
from openocop.recognition.domain.provincial_list.values import (
    Unreadable,
    day,
    decision_number,
    marked,
    score,
    star,
    star_behind_name,
)


@pytest.mark.parametrize(
    "text",
    ["3", "03", "3.0", "3 sao", "03 sao", "3sao", "3 SAO", "★★★", "★★★☆☆", "☆☆☆", "⭐⭐⭐", "***", "3*", "3★", "Hạng 3",
     "Hạng 3 sao", "Ba sao", "Ba (03) sao", "03 (ba) sao", "OCOP 3 sao", "Đạt OCOP 3 sao cấp tỉnh", "III", "3/5",
     "Sao: 3", "3 sao (2022)", "3 sao (62 điểm)"],
)  # fmt: skip
def test_three_stars_however_printed(text: str) -> None:
    assert star(text) == 3


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("Bốn sao", 4),
        ("Hạng 4", 4),
        ("IV", 4),
        ("Năm sao", 5),
        ("1", 1),
        ("4-sao", 4),
        ("4 stars", 4),
        ("4 sao (nâng hạng)", 4),
        ("OCOP 4*", 4),
        ("XẾP HẠNG 4 SAO", 4),
        ("Năm (05) sao", 5),
        ("Nâng hạng từ 3 sao lên 4 sao", 4),
        ("từ 04 lên 05 sao", 5),
        ("4 ngôi sao", 4),
        ("75/4 sao", 4),
        ("4 sao (TN 5 sao)", 4),
        ("4 sao (tiềm năng 5 sao)", 4),
        ("4 sao, tiềm năng đạt 5 sao", 4),
    ],
)
def test_other_stars(text: str, stars: int) -> None:
    assert star(text) == stars


@pytest.mark.parametrize(
    ("text", "stars"),
    [("Mắm tôm chua (3 sao)", 3), ("Rượu sim - OCOP 4 sao", 4), ("Trà sen đạt hạng 4 sao", 4), ("Tôm khô", None),
     ("3 sao", None), ("Đạt 3 sao", None), ("Khế 5 múi", None), ("Mật ong (đề nghị 4 sao)", None),
     ("Gạo (từ 3 đến 4 sao)", None)],
)  # fmt: skip
def test_a_star_printed_behind_a_name(text: str, stars: int | None) -> None:
    assert star_behind_name(text) == stars


@pytest.mark.parametrize("text", ["", "-", "–", "…"])
def test_a_blank_star_is_none_and_no_problem(text: str) -> None:
    assert star(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("6", "star_out_of_range"), ("0", "star_out_of_range"), ("******", "star_out_of_range"),
     ("x", "star_unreadable"), ("Đạt", "star_unreadable"), ("3,5", "star_unreadable"), ("3-4 sao", "star_unreadable"),
     ("4 sao → 5 sao", "star_unreadable"), ("tiềm năng 5 sao", "star_unreadable"), ("TN 5 sao", "star_unreadable"),
     ("4 sao (tiềm năng)", "star_unreadable"), ("đạt tiềm năng 5 sao", "star_unreadable"),
     ("năm 2022", "star_unreadable")],
)  # fmt: skip
def test_what_is_no_recognised_star(text: str, code: str) -> None:
    found = star(text)

    assert isinstance(found, Unreadable)
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "tick"), [("x", True), ("1", True), ("✓", True), ("0", False), ("-", False), ("", False)]
)
def test_marks_in_a_column_for_one_star(text: str, tick: bool) -> None:
    assert marked(text) is tick


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("62", "62"),
        ("62,5", "62.5"),
        ("62.50 điểm", "62.5"),
        ("62đ", "62"),
        ("62/100", "62"),
        ("Điểm: 70", "70"),
        ("0", "0"),
    ],
)
def test_points(text: str, points: str) -> None:
    assert score(text) == Decimal(points)
    assert str(score(text)) == points


@pytest.mark.parametrize(
    ("text", "code"), [("abc", "score_unreadable"), ("101", "score_out_of_range"), ("6 2", "score_unreadable")]
)
def test_what_are_no_points(text: str, code: str) -> None:
    found = score(text)

    assert isinstance(found, Unreadable)
    assert found.code == code


@pytest.mark.parametrize(
    "text",
    ["30/11/2022", "30-11-22", "30.11.2022", "2022-11-30", "2022/11/30", "30/11/2022 00:00:00", "44895",
     "ngày 30 tháng 11 năm 2022", "30 tháng 11 năm 2022", "11/30/2022", "30 / 11 / 2022", "30/11/2022 (đợt 1)",
     "30-Nov-22", "30 Tháng Mười Một 2022", "2022-11-30T00:00:00.000"],
)  # fmt: skip
def test_one_day_however_printed(text: str) -> None:
    assert day(text) == "2022-11-30"


@pytest.mark.parametrize(
    ("text", "date"),
    [("11/2022", "2022-11"), ("Tháng Mười hai năm 2022", "2022-12"), ("tháng năm 2022", "2022"),
     ("tháng 11 năm 2022", "2022-11"), ("T11/2022", "2022-11"), ("2022", "2022"),
     ("Năm 2022", "2022"), ("Đợt 1 năm 2022", "2022"), ("", None)],
)  # fmt: skip
def test_no_day_is_invented(text: str, date: str | None) -> None:
    assert day(text) == date


@pytest.mark.parametrize(
    ("text", "reason"),
    [("31/11/2022", "tháng 11 không có ngày 31"), ("29/02/2023", "tháng 2 không có ngày 29"),
     ("30/11/1922", "năm 1922 không hợp lý"),
     ("13/13/2022", "không có tháng 13"), ("30/11/2022, 01/12/2022", "ghi nhiều ngày khác nhau"),
     ("sớm", "không đọc được ngày tháng")],
)  # fmt: skip
def test_what_is_no_day(text: str, reason: str) -> None:
    assert day(text) == Unreadable("date_unreadable", reason)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1234/QĐ-UBND", "1234/QĐ-UBND"), ("Quyết định số 1234/QĐ-UBND ngày 30/11/2022", "1234/QĐ-UBND"),
     ("2375/2022/QĐ-UBND", "2375/2022/QĐ-UBND"), ("1234", "1234"), ("-", None)],
)  # fmt: skip
def test_decision_numbers(text: str, number: str | None) -> None:
    assert decision_number(text) == number


@pytest.mark.parametrize(
    ("name", "kind"),
    [("HTX Minh Đức", "cooperative"), ("Hợp tác xã Minh Đức", "cooperative"),
     ("Liên hiệp HTX Tây Nguyên", "cooperative"),
     ("THT Lam Dương", "cooperative_group"), ("Tổ hợp tác Lam Dương", "cooperative_group"),
     ("Tổ HT Lam Dương", "cooperative_group"), ("Tổ SX Lam Dương", "cooperative_group"), ("H.T.X Bé Ba", "cooperative"),
     ("CTCP Con Tôm", "enterprise"), ("CSSXKD Út Sinh", "establishment"), ("HKDCT Út An", "household"),
     ("Chủ hộ: Út An", "household"), ("Tổ yến Hồng Sâm", None), ("CSR Farm", None),
     ("Công ty TNHH Con Tôm", "enterprise"), ("Cty CP Tôm Việt", "enterprise"), ("DNTN Hòa Bình", "enterprise"),
     ("XN Chè Sông Đốc", "enterprise"),
     ("Hộ kinh doanh Thúy Lực", "household"), ("HKD Út An", "household"), ("Hộ ông Tư", "household"),
     ("Hộ kinh doanh nông trại 3 Tình", "household"), ("Trang trại dê", "farm"), ("Hội phụ nữ xã", "association"),
     ("Cơ sở Út Sinh", "establishment"), ("Minh Đức", None), ("Hồ Văn Tư", None), ("Họ tên", None),
     ("Hồi Xuân", None), ("", None)],
)  # fmt: skip
def test_legal_kinds(name: str, kind: str | None) -> None:
    assert producer_kind(name) == kind


@pytest.mark.parametrize(
    "text", ["TÃ´m khÃ´", "T«m kh«", "B¸nh phång t«m", "Baùnh phoàng toâm", "Nöôùc maém", "T?m khô", "T\ufffdm"]
)
def test_damaged_text_is_seen(text: str) -> None:
    assert damaged(text)


@pytest.mark.parametrize(
    "text", ["Tôm khô", "MỖI XÃ MỘT SẢN PHẨM", "Hòa Bình", "hoà, thuỷ", "NONI®", "Gạo ST25", "Ngon?", "Chả cá (500 g)"]
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert not damaged(text)
