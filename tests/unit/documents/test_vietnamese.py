from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from openocop.core.documents.vietnamese import (
    average_text,
    count_text,
    date_long,
    date_short,
    moment_text,
    number_text,
    open_date,
    open_time,
    stars_text,
)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Decimal("1234.5"), "1.234,5"),
        (Decimal("1234567.250"), "1.234.567,25"),
        (Decimal("71.0"), "71"),
        (Decimal("1E+3"), "1.000"),
        (0, "0"),
        (Decimal("-3.5"), "−3,5"),
    ],
)
def test_number(value: Decimal | int, printed: str) -> None:
    assert number_text(value) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Fraction(226, 3), "75,33"),
        (Fraction(200, 3), "66,67"),
        (Decimal("75.335"), "75,34"),
        (Decimal(70), "70,00"),
        # Below a band's floor: rounding up would print a band that the average has not reached.
        (Decimal("89.996"), "89,99"),
        (Fraction(69_999, 1000), "69,99"),
        (Decimal("89.994"), "89,99"),
        (Decimal("1234.5"), "1.234,50"),
    ],
)
def test_average_is_never_lifted_over_a_whole_number(value: Fraction | Decimal, printed: str) -> None:
    assert average_text(value) == printed


# Decree 30/2020/NĐ-CP, Annex I: days below 10 and months 1 and 2 take a leading zero, other months do not.
@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2022, 11, 30), "ngày 30 tháng 11 năm 2022"),
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 5, 26), "ngày 26 tháng 5 năm 2026"),
    ],
)
def test_long_date(day: date, printed: str) -> None:
    assert date_long(day) == printed


def test_short_date() -> None:
    assert date_short(date(2026, 2, 5)) == "05/02/2026"


def test_open_date_leaves_room_for_day_and_month() -> None:
    assert open_date(2026).replace("\u00a0", "_") == "ngày _____ tháng _____ năm 2026"


def test_open_date_may_leave_the_year_too() -> None:
    assert open_date().replace("\u00a0", "_") == "ngày _____ tháng _____ năm ________"


def test_open_time_is_dotted() -> None:
    assert open_time() == "…… giờ …… phút"


def test_instants_are_printed_as_vietnamese_time() -> None:
    late_in_london = datetime(2026, 11, 25, 23, 5, tzinfo=UTC)
    assert moment_text(late_in_london) == "06 giờ 05 phút, ngày 26 tháng 11 năm 2026"


@pytest.mark.parametrize(("count", "printed"), [(0, "0"), (2, "02"), (24, "24"), (1200, "1.200")])
def test_count(count: int, printed: str) -> None:
    assert count_text(count) == printed


def test_stars_are_written() -> None:
    assert stars_text(4) == "4 sao"
    assert stars_text(None) == ""
