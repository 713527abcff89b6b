"""Working days, the commune's clock and the rounds of a year."""

from __future__ import annotations

from datetime import date

import pytest

from openocop.dossiers.domain.calendar import (
    RoundDates,
    WorkCalendar,
    latest_safe_filing,
    legal_round,
    local_clock,
    next_legal_rounds,
    office_calendar,
    working_day_after,
    working_days_between,
)

OFFICE = office_calendar()


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 23), True),  # a Monday
        (date(2026, 11, 24), True),  # 24 November is counted as worked until an enacted text is cited
        (date(2026, 11, 28), False),  # a Saturday
        (date(2026, 1, 10), True),  # a Saturday worked for 2 January
        (date(2026, 8, 22), True),  # a Saturday worked for 31 August
        (date(2026, 8, 31), False),
        (date(2027, 5, 3), False),  # 1 May 2027 is a Saturday: Labour Code art. 111.3
        (date(2030, 5, 2), True),  # beyond the data: Monday to Friday
    ],
)
def test_a_day_is_worked_or_not(day: date, working: bool) -> None:
    assert OFFICE.is_working(day) is working


@pytest.mark.parametrize(
    ("day", "certain"),
    [(date(2027, 4, 30), True), (date(2027, 4, 16), False), (date(2026, 9, 1), True), (date(2030, 5, 2), False)],
)
def test_only_expected_holidays_and_years_without_data_are_uncertain(day: date, certain: bool) -> None:
    assert OFFICE.is_certain(day) is certain


def test_every_special_day_changes_something_and_names_its_basis() -> None:
    for special in OFFICE.days.values():
        assert special.works is (special.on.weekday() >= 5)
        assert "Điều" in special.basis or "Công văn" in special.basis or "Thông báo" in special.basis


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 11, 6), date(2026, 11, 27)),  # a Friday: 9-13, 16-20, 23-27 November
        (date(2026, 8, 14), date(2026, 9, 8)),  # 17-22 (a Saturday worked), 24-28, 3-4 and 7-8 September
        (date(2026, 2, 6), date(2026, 3, 6)),  # five days of Tết from 16 to 20 February
        (date(2026, 11, 7), date(2026, 11, 27)),  # a Saturday: the same term as the Friday before
    ],
)
def test_the_fifteenth_working_day_after_receipt(received: date, due: date) -> None:
    assert working_day_after(OFFICE, received, 15) == due


def test_counting_days_is_the_inverse_of_adding_them() -> None:
    start = date(2026, 8, 3)
    for count in range(1, 60):
        assert working_days_between(OFFICE, start, working_day_after(OFFICE, start, count)) == count


@pytest.mark.parametrize(
    ("today", "left", "late"),
    [
        (date(2026, 11, 6), 15, 0),
        (date(2026, 11, 25), 2, 0),
        (date(2026, 11, 27), 0, 0),
        (date(2026, 11, 29), 0, 0),  # the Sunday after the last day
        (date(2026, 12, 1), 0, 2),
    ],
)
def test_the_clock_of_a_dossier_received_on_a_friday(today: date, left: int, late: int) -> None:
    clock = local_clock(OFFICE, received_on=date(2026, 11, 6), today=today)
    assert (clock.due_on, clock.left, clock.late, clock.used) == (date(2026, 11, 27), left, late, 15 - left)


def test_a_term_over_an_expected_holiday_is_provisional() -> None:
    assert local_clock(OFFICE, received_on=date(2026, 11, 6), today=date(2026, 11, 6)).certain
    assert not local_clock(OFFICE, received_on=date(2027, 4, 7), today=date(2027, 4, 7)).certain


def test_the_two_rounds_of_the_law() -> None:
    # 26/2026/QĐ-TTg art. 5.1
    assert legal_round(2027, 1) == RoundDates(date(2027, 4, 30), date(2027, 6, 30))
    assert legal_round(2027, 2) == RoundDates(date(2027, 10, 30), date(2027, 12, 30))
    with pytest.raises(KeyError):
        legal_round(2027, 3)


@pytest.mark.parametrize(
    ("today", "rounds"),
    [
        (date(2026, 11, 24), ((2027, 1), (2027, 2))),
        (date(2027, 4, 29), ((2027, 1), (2027, 2))),
        (date(2027, 4, 30), ((2027, 2), (2028, 1))),
    ],
)
def test_the_rounds_still_open_for_proposals(today: date, rounds: tuple[tuple[int, int], ...]) -> None:
    assert next_legal_rounds(today) == rounds


def test_the_latest_safe_day_leaves_the_commune_its_whole_term() -> None:
    # Worked out by the field's reviewers: about 07/4/2027 for round 1 of 2027 (Giỗ Tổ falls on 16/4).
    assert latest_safe_filing(OFFICE, date(2027, 4, 30)) == date(2027, 4, 7)


def test_the_latest_safe_day_on_a_calendar_without_holidays() -> None:
    plain = WorkCalendar(frozenset({2027}), {})
    assert latest_safe_filing(plain, date(2027, 4, 30)) == date(2027, 4, 8)
    assert working_day_after(plain, date(2027, 4, 8), 15) == date(2027, 4, 29)
