"""Working days of the administration, the local office's clock, and the rounds of a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

_DATA = Path(__file__).parent.parent / "data" / "holidays.yaml"
_DAY = timedelta(days=1)
_SATURDAY = 5
LOCAL_WORKING_DAYS = 15  # 26/2026/QĐ-TTg art. 7.2, the report and the proposal included
REASSESSMENT_DAYS = 45  # 26/2026/QĐ-TTg art. 7.6, from the complete proposal
ROUNDS_OF_A_YEAR = (1, 2)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A weekday off, or a Saturday worked (`works`). `certain` is False where the day is only expected."""

    on: date
    works: bool
    name: str
    basis: str
    certain: bool


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """Monday to Friday, corrected by `days`; `years` are those the data covers. Compared by identity."""

    years: frozenset[int]
    days: Mapping[date, SpecialDay]

    def days_of(self, year: int) -> tuple[SpecialDay, ...]:
        """Return what is corrected in `year`, in order; empty for a year the data does not cover."""
        return tuple(day for on, day in sorted(self.days.items()) if on.year == year)

    def is_working(self, day: date) -> bool:
        special = self.days.get(day)
        return special.works if special else day.weekday() < _SATURDAY

    def is_certain(self, day: date) -> bool:
        """Tell whether the law or a cited notice settles if `day` is worked."""
        special = self.days.get(day)
        return day.year in self.years and (special is None or special.certain)

    def are_certain(self, first: date, last: date) -> bool:
        """Tell whether every day from `first` to `last`, both included, is settled."""
        return all(self.is_certain(first + _DAY * step) for step in range((last - first).days + 1))


@cache
def office_calendar() -> WorkCalendar:
    """Return the packaged calendar of public offices; each day names its basis."""
    data = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    days = [
        SpecialDay(row["day"], row["works"], row["name"], row["basis"], row["status"] != "expected")
        for row in data["days"]
    ]
    return WorkCalendar(frozenset(data["years"]), {day.on: day for day in days})


def working_day_after(calendar: WorkCalendar, day: date, count: int) -> date:
    """Return the `count`-th working day after `day`, `day` itself not counted (Civil Code 2015 art. 147.1)."""
    while count:
        day += _DAY
        count -= calendar.is_working(day)
    return day


def working_day_before(calendar: WorkCalendar, limit: date) -> date:
    """Return the last working day before the exclusive `limit`."""
    day = limit - _DAY
    while not calendar.is_working(day):
        day -= _DAY
    return day


def working_days_between(calendar: WorkCalendar, after: date, until: date) -> int:
    """Return how many working days lie after `after` up to and including `until`; 0 when none do."""
    return sum(calendar.is_working(after + _DAY * step) for step in range(1, (until - after).days + 1))


@dataclass(frozen=True, slots=True)
class LocalClock:
    """The local office's 15 working days on one dossier, as they stand at the end of a day.

    `left` counts the working days still to come, 0 on the last day; `late` those past it. `certain` is False while
    a day within the term is only expected to be a holiday, so that `due_on` may still move.
    """

    received_on: date
    due_on: date
    left: int
    late: int
    certain: bool

    @property
    def used(self) -> int:
        return LOCAL_WORKING_DAYS - self.left


def local_clock(calendar: WorkCalendar, *, received_on: date, today: date) -> LocalClock:
    """Return the clock of a dossier received on `received_on`. The law knows no pause of it.

    Source: 26/2026/QĐ-TTg art. 7.2; 15 working days from receipt, the first day not counted.
    """
    due_on = working_day_after(calendar, received_on, LOCAL_WORKING_DAYS)
    term = (received_on + _DAY * step for step in range(1, (due_on - received_on).days + 1))
    return LocalClock(
        received_on=received_on,
        due_on=due_on,
        left=min(LOCAL_WORKING_DAYS, working_days_between(calendar, today, due_on)),
        late=working_days_between(calendar, due_on, today),
        certain=all(calendar.is_certain(day) for day in term),
    )


def reassessed_by(proposed_on: date) -> date:
    """Return the last day of a whole re-assessment proposed complete on `proposed_on`: 45 days, the first not counted.

    Source: 26/2026/QĐ-TTg art. 7.6; days of the calendar, never moved past a day off.
    """
    return proposed_on + _DAY * REASSESSMENT_DAYS


@dataclass(frozen=True, slots=True)
class RoundDates:
    """The limits of one round, both exclusive ("trước ngày …")."""

    propose_before: date
    evaluate_before: date


def legal_round(year: int, number: int) -> RoundDates:
    """Return the limits of a province's round 1 or 2 of `year`; `KeyError` for another number.

    Source: 26/2026/QĐ-TTg art. 5.1.
    """
    limits = {
        1: RoundDates(date(year, 4, 30), date(year, 6, 30)),
        2: RoundDates(date(year, 10, 30), date(year, 12, 30)),
    }
    return limits[number]


def ministry_round(evaluate_before: date) -> RoundDates:
    """Return the ministry's limits for what a province's round that ends on `evaluate_before` sends up.

    The first for which a province can still propose on the day its own round ends: after 30/6 those of 30/7 and 30/9,
    after 30/12 those of 30/1 and 30/3. Source: 26/2026/QĐ-TTg art. 5.1 (rounds of the ministry).
    """
    year = evaluate_before.year
    limits = [
        RoundDates(date(year, 1, 30), date(year, 3, 30)),
        RoundDates(date(year, 7, 30), date(year, 9, 30)),
        RoundDates(date(year + 1, 1, 30), date(year + 1, 3, 30)),
    ]
    return next(dates for dates in limits if dates.propose_before >= evaluate_before)


def next_legal_rounds(today: date) -> tuple[tuple[int, int], ...]:
    """Return (year, number) of the rounds, at most two, for which communes may still propose after `today`."""
    coming = [(year, number) for year in (today.year, today.year + 1) for number in ROUNDS_OF_A_YEAR]
    return tuple(key for key in coming if legal_round(*key).propose_before > today)[:2]


def latest_safe_filing(calendar: WorkCalendar, propose_before: date) -> date:
    """Return the last working day to file on that leaves the local office its full term before the limit."""
    day = propose_before - _DAY * LOCAL_WORKING_DAYS
    while not calendar.is_working(day) or working_day_after(calendar, day, LOCAL_WORKING_DAYS) >= propose_before:
        day -= _DAY
    return day
