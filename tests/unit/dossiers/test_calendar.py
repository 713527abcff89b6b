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
    ministry_round,
    next_legal_rounds,
    office_calendar,
    reassessed_by,
    working_day_after,
    working_day_before,
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


# Around Tết and the swaps of 2022-2027. Each row is counted by hand: the days off, then the working days in a row.
AROUND = [
    # Tết Nhâm Dần 31/01-04/02: 25-28/01 (4), 07-11/02 (9), 14-18/02 (14), 21/02
    (date(2022, 1, 24), date(2022, 2, 21)),
    # Tết Quý Mão 20-26/01, two days in lieu: 11-13 (3), 16-19 (7), 27/01 (8), 30/01-03/02 (13), 06-07/02
    (date(2023, 1, 10), date(2023, 2, 7)),
    # Giỗ Tổ, 30/4 and 01/5/2023 in a row, 01-03/5 off: 17-21/4 (5), 24-28/4 (10), 04-05/5 (12), 08-10/5
    (date(2023, 4, 14), date(2023, 5, 10)),
    # Quốc khánh 2023, 01/9 and 04/9 off: 25/8 (1), 28-31/8 (5), 05-08/9 (9), 11-15/9 (14), 18/9
    (date(2023, 8, 24), date(2023, 9, 18)),
    # Tết Giáp Thìn 08-14/02: 02 (1), 05-07 (4), 15-16 (6), 19-23 (11), 26-29/02 in a leap year
    (date(2024, 2, 1), date(2024, 2, 29)),
    # 29/4 swapped for Saturday 04/5/2024: 23-26/4 (4), 02-03/5 (6), 04/5 (7), 06-10/5 (12), 13-15/5
    (date(2024, 4, 22), date(2024, 5, 15)),
    # Tết Ất Tỵ 27-31/01: 21-24 (4), 03-07/02 (9), 10-14/02 (14), 17/02
    (date(2025, 1, 20), date(2025, 2, 17)),
    # 02/5 swapped for Saturday 26/4/2025: 22-25/4 (4), 26/4 (5), 28-29/4 (7), 05-09/5 (12), 12-14/5
    (date(2025, 4, 21), date(2025, 5, 14)),
    # 01-02/01 off, Saturday 10/01/2026 worked: 05-09 (5), 10 (6), 12-16 (11), 19-22/01
    (date(2025, 12, 31), date(2026, 1, 22)),
    # Tết Bính Ngọ 16-20/02: 13/02 (1), 23-27/02 (6), 02-06/3 (11), 09-12/3
    (date(2026, 2, 12), date(2026, 3, 12)),
    # received on mùng 1 itself: 23-27/02 (5), 02-06/3 (10), 09-13/3
    (date(2026, 2, 17), date(2026, 3, 13)),
    # over 24/11, a working day: 17-20/11 (4), 23-27/11 (9), 30/11-04/12 (14), 07/12
    (date(2026, 11, 16), date(2026, 12, 7)),
    # Tết Đinh Mùi, expected 05-11/02/2027: 26-29/01 (4), 01-04/02 (8), 12/02 (9), 15-19/02 (14), 22/02
    (date(2027, 1, 25), date(2027, 2, 22)),
]


@pytest.mark.parametrize(("received", "due"), AROUND)
def test_the_term_around_tet_and_the_swaps(received: date, due: date) -> None:
    assert local_clock(OFFICE, received_on=received, today=received).due_on == due


@pytest.mark.parametrize(
    ("year", "off", "worked"),
    # Weekdays off and Saturdays worked: the notice of each year with articles 111.3 and 112 of the Labour Code.
    [(2022, 11, 0), (2023, 11, 0), (2024, 12, 1), (2025, 12, 1), (2026, 13, 2)],
)
def test_every_year_has_its_days(year: int, off: int, worked: int) -> None:
    days = OFFICE.days_of(year)
    assert (sum(not day.works for day in days), sum(day.works for day in days)) == (off, worked)
    assert all(day.certain for day in days)


def test_what_is_announced_only_later_is_expected() -> None:
    assert [day.on for day in OFFICE.days_of(2027) if day.certain] == [
        date(2027, 1, 1),
        date(2027, 4, 30),
        date(2027, 5, 3),
        date(2027, 9, 2),
    ]
    assert OFFICE.days_of(2028) == ()


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


@pytest.mark.parametrize(
    ("evaluate_before", "limits"),
    # 26/2026/QĐ-TTg art. 5.1: the ministry before 30/9 for proposals before 30/7, before 30/3 for those before 30/01.
    [
        (date(2027, 6, 30), RoundDates(date(2027, 7, 30), date(2027, 9, 30))),
        (date(2027, 12, 30), RoundDates(date(2028, 1, 30), date(2028, 3, 30))),
        (date(2027, 1, 20), RoundDates(date(2027, 1, 30), date(2027, 3, 30))),  # a further round by plan
    ],
)
def test_the_ministry_s_round_after_a_province_s(evaluate_before: date, limits: RoundDates) -> None:
    assert ministry_round(evaluate_before) == limits


@pytest.mark.parametrize(
    ("limit", "last"),
    [
        (date(2027, 4, 30), date(2027, 4, 29)),
        (date(2027, 10, 30), date(2027, 10, 29)),  # 30/10/2027 is a Saturday
        (date(2027, 2, 8), date(2027, 2, 4)),  # Tết: 05/02 is expected to be off
    ],
)
def test_the_last_working_day_before_a_limit(limit: date, last: date) -> None:
    assert working_day_before(OFFICE, limit) == last


def test_a_whole_re_assessment_takes_45_days_of_the_calendar() -> None:
    # 26/2026/QĐ-TTg art. 7.6; 01/3 + 30 = 31/3, + 15 = 15/4
    assert reassessed_by(date(2027, 3, 1)) == date(2027, 4, 15)


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
