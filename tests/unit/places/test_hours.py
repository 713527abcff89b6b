"""Opening times: how they are typed, and whether a place is open. 24/11/2026 is a Tuesday."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from openocop.core.domain.legal_time import VIETNAM
from openocop.places.domain.hours import (
    Exceptional,
    Fault,
    Hours,
    NotHours,
    Opening,
    Weekly,
    opening_at,
    read_exceptions,
    read_weekly,
    schema_hours,
    written_exceptions,
    written_weekly,
)

SHOP = Hours(
    read_weekly("T2-T6: 7:30-11:30, 13:30-17:00\nT7, CN: 8h-12h"),
    read_exceptions("17/02/2026 - 22/02/2026: nghỉ\n24/12/2026: 7:00-9:00"),
)


def _at(day: int, clock: str, month: int = 11) -> datetime:
    hour, minute = clock.split(":")
    return datetime(2026, month, day, int(hour), int(minute), tzinfo=VIETNAM)


def test_what_is_typed_is_kept_as_days_and_minutes_and_shown_as_one_would_type_it() -> None:
    assert SHOP.weekly == (Weekly((0, 1, 2, 3, 4), ((450, 690), (810, 1020))), Weekly((5, 6), ((480, 720),)))
    assert SHOP.exceptions[0] == Exceptional(date(2026, 2, 17), date(2026, 2, 22), ())
    assert written_weekly(SHOP) == "T2–T6: 07:30–11:30, 13:30–17:00\nT7, CN: 08:00–12:00"
    assert written_exceptions(SHOP) == "17/02/2026 – 22/02/2026: nghỉ\n24/12/2026: 07:00–09:00"
    assert Hours(read_weekly(written_weekly(SHOP)), read_exceptions(written_exceptions(SHOP))) == SHOP
    assert schema_hours(SHOP)[2] == "Sa,Su 08:00-12:00"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (_at(24, "7:29"), Opening(False, next=_at(24, "7:30"))),
        (_at(24, "7:30"), Opening(True, until=_at(24, "11:30"))),
        (_at(24, "11:30"), Opening(False, next=_at(24, "13:30"))),
        (_at(24, "17:00"), Opening(False, next=_at(25, "7:30"))),
        (_at(28, "12:00"), Opening(False, next=_at(29, "8:00"))),  # Saturday noon
        (_at(24, "8:00", 12), Opening(True, until=_at(24, "9:00", 12))),
        (_at(24, "10:00", 12), Opening(False, next=_at(25, "7:30", 12))),  # the exception goes before the week
        (_at(17, "8:00", 2), Opening(False, next=_at(23, "7:30", 2))),  # a week of Tết
    ],
)
def test_a_place_is_open_from_the_first_minute_to_before_the_last(moment: datetime, expected: Opening) -> None:
    assert opening_at(SHOP, moment) == expected


def test_a_fair_is_closed_before_its_first_day_and_after_its_last() -> None:
    fair = Hours(read_weekly("T2-CN: 9:00-24:00"))
    days = {"first": date(2026, 11, 26), "last": date(2026, 11, 27)}
    assert opening_at(fair, _at(24, "10:00"), **days) == Opening(False, next=_at(26, "9:00"))
    assert opening_at(fair, _at(27, "23:59"), **days) == Opening(True, until=_at(28, "0:00"))
    assert opening_at(fair, _at(28, "10:00"), **days) == Opening(False)


def test_who_says_no_hours_is_not_known_to_open() -> None:
    assert opening_at(Hours(), _at(24, "10:00")) == Opening(False)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("7:30-11:30", Fault.NO_DAYS),
        ("T2-T6", Fault.NO_HOURS),
        ("T8: 7:00-8:00", Fault.NO_DAYS),
        ("T2: sáng", Fault.NO_HOURS),
        ("T2: 7:00-25:00", Fault.NO_HOURS),
        ("T2: 7:75-9:00", Fault.NO_HOURS),
        ("T2: 22:00-2:00", Fault.BACKWARDS),
        ("CN-T2: 8:00-9:00", Fault.BACKWARDS),
        ("T2: 7:00-9:00, 8:00-10:00", Fault.OVERLAP),
        ("T2: 7:00-9:00\nT2-T3: 8:00-10:00", Fault.OVERLAP),
        ("\n".join(["T2: 7:00-8:00"] * 41), Fault.TOO_MANY),
    ],
)
def test_a_line_that_says_something_else_is_refused_with_what_is_wrong(typed: str, fault: Fault) -> None:
    with pytest.raises(NotHours) as refused:
        read_weekly(typed)
    assert refused.value.fault == fault


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("30/02/2026: nghỉ", Fault.NO_DAYS),
        ("Tết: nghỉ", Fault.NO_DAYS),
        ("22/02/2026 - 17/02/2026: nghỉ", Fault.BACKWARDS),
        ("17/02/2026: đóng", Fault.NO_HOURS),
    ],
)
def test_an_exception_needs_days_of_the_calendar(typed: str, fault: Fault) -> None:
    with pytest.raises(NotHours) as refused:
        read_exceptions(typed)
    assert refused.value.fault == fault
