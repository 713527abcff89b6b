"""Numbers, dates and words as the house writes them: `1.234,5`, `30/11/2022`, `3 sao`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.utils import translation

from openocop.ui.templatetags import ui


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("1234.56"), 2, "1.234,56"),
        (Decimal("1234.5"), None, "1.234,5"),
        (Decimal("1234.50"), 2, "1.234,50"),
        (1204, None, "1.204"),
        (Fraction(634, 9), 2, "70,44"),  # 70.444…
        (Fraction(1, 3), None, "0,3333"),
        (Decimal("0.125"), 2, "0,13"),  # half up, not to even
        (Decimal("-2.5"), None, "−2,5"),  # the typographic minus
        (Decimal("-0.001"), 2, "0,00"),  # nothing is not negative
        ("75", None, "75"),
        (0, None, "0"),
        (None, 2, ""),
        ("", None, ""),
        ("abc", None, ""),
    ],
)
def test_numbers(value: Any, places: int | None, text: str) -> None:
    assert ui.so(value, places) == text


def test_an_average_is_never_lifted_over_a_whole_point() -> None:
    assert ui.diem(Fraction(226, 3)) == "75,33"
    assert ui.diem(Decimal("89.996")) == "89,99"


def test_money_is_whole_dong() -> None:
    assert ui.tien(1380000) == "1.380.000\u00a0đ"


def test_days_are_days_of_vietnam() -> None:
    assert ui.ngay(date(2022, 11, 30)) == "30/11/2022"
    assert ui.ngay_dai(date(2022, 11, 30)) == "ngày 30 tháng 11 năm 2022"
    evening = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)  # half past one the next morning in Vietnam
    assert ui.ngay(evening) == "24/11/2026"
    assert ui.luc(evening) == "1 giờ 30, ngày 24/11/2026"
    assert ui.gio(evening) == "01:30"


def test_an_absent_value_is_blank() -> None:
    assert [ui.so(None), ui.diem(None), ui.tien(None), ui.ngay(None), ui.ngay_dai(None), ui.luc(None)] == [""] * 6


def test_stars_are_written_in_both_languages() -> None:
    assert ui.sao(3) == "3 sao"
    assert ui.sao(None) == "Chưa rõ hạng sao"
    with translation.override("en"):
        assert ui.sao(1) == "1 star"
        assert ui.ngay_dai(date(2022, 11, 30)) == "30 November 2022"


def test_roles_have_vietnamese_names() -> None:
    assert ui.role_name("secretary") == "Thư ký Hội đồng"
    assert ui.initials("Nguyễn Thị Út") == "TÚ"
