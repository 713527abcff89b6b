"""Opening times: as an officer writes them, as they are kept, and whether a place is open at a moment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from openocop.core.domain.legal_time import VIETNAM

DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")  # Monday to Sunday, as Vietnamese calendars write them
_SCHEMA_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MIDNIGHT = 24 * 60
_LOOK_AHEAD = 60  # days: who is closed longer says so in words
_MOST_LINES = 40
_SPAN = re.compile(r"(\d{1,2})(?:[:hg](\d{2})?)?\s*[-–]\s*(\d{1,2})(?:[:hg](\d{2})?)?")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_CLOSED = {"nghỉ", "nghi", "closed"}
Span = tuple[int, int]


class Fault(StrEnum):
    NO_DAYS = "no_days"
    NO_HOURS = "no_hours"
    BACKWARDS = "backwards"
    OVERLAP = "overlap"
    TOO_MANY = "too_many"


class NotHours(Exception):
    """A line that cannot be read as opening times."""

    def __init__(self, fault: Fault, line: str) -> None:
        super().__init__(line)
        self.fault = fault
        self.line = line


@dataclass(frozen=True, slots=True)
class Weekly:
    """Hours of some days of the week (0 Monday to 6 Sunday); spans in minutes from midnight, none touches another."""

    days: tuple[int, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Exceptional:
    """Hours of the days from `first` to `last` that go before the weekly ones; closed without any span."""

    first: date
    last: date
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """When a place is open. Nothing at all means that nobody said."""

    weekly: tuple[Weekly, ...] = ()
    exceptions: tuple[Exceptional, ...] = ()

    def on(self, day: date) -> tuple[Span, ...]:
        """Return the spans of a day in order; of several exceptions the one written last holds."""
        for one in reversed(self.exceptions):
            if one.first <= day <= one.last:
                return one.spans
        return tuple(sorted(span for one in self.weekly if day.weekday() in one.days for span in one.spans))


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a place is open: then `until`, else when it opens `next`, None where two months ahead tell no day."""

    is_open: bool
    until: datetime | None = None
    next: datetime | None = None


def opening_at(hours: Hours, moment: datetime, *, first: date | None = None, last: date | None = None) -> Opening:
    """Return how a place stands at an aware `moment`; before day `first` and after day `last` it is closed."""
    now = moment.astimezone(VIETNAM)
    for ahead in range(_LOOK_AHEAD):
        day = now.date() + timedelta(days=ahead)
        if (first and day < first) or (last and day > last):
            continue
        for opens, closes in hours.on(day):
            start, end = _instant(day, opens), _instant(day, closes)
            if start <= now < end:
                return Opening(True, until=end)
            if start > now:
                return Opening(False, next=start)
    return Opening(False)


def read_weekly(text: str) -> tuple[Weekly, ...]:
    """Read lines such as "T2-T6: 7:30-11:30, 13:30-17:00" and "T7, CN: 8h-12h".

    Raises:
        NotHours: a line without days or hours, that ends before it begins, or a day with two hours at once.
    """
    found = [Weekly(_days(head, line), _spans(tail, line)) for line, head, tail in _lines(text)]
    for day in range(len(DAYS)):
        _apart(sorted(span for one in found if day in one.days for span in one.spans), DAYS[day])
    return tuple(found)


def read_exceptions(text: str) -> tuple[Exceptional, ...]:
    """Read lines such as "17/02/2026 - 22/02/2026: nghỉ" and "30/4/2026: 8:00-12:00".

    Raises:
        NotHours: as `read_weekly`.
    """
    return tuple(_exception(*parts) for parts in _lines(text))


def written_weekly(hours: Hours) -> str:
    return "\n".join(f"{days_text(one.days)}: {spans_text(one.spans)}" for one in hours.weekly)


def written_exceptions(hours: Hours) -> str:
    return "\n".join(f"{dates_text(one)}: {spans_text(one.spans) or 'nghỉ'}" for one in hours.exceptions)


def days_text(days: Sequence[int]) -> str:
    """Return "T2–T6", "T7, CN"."""
    if len(days) > len("ab") and list(days) == list(range(days[0], days[-1] + 1)):
        return f"{DAYS[days[0]]}–{DAYS[days[-1]]}"
    return ", ".join(DAYS[day] for day in days)


def dates_text(one: Exceptional) -> str:
    first = f"{one.first:%d/%m/%Y}"
    return first if one.first == one.last else f"{first} – {one.last:%d/%m/%Y}"


def spans_text(spans: Sequence[Span]) -> str:
    """Return "07:30–11:30, 13:30–17:00"."""
    return ", ".join(f"{clock(opens)}–{clock(closes)}" for opens, closes in spans)


def clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def schema_hours(hours: Hours) -> list[str]:
    """Return what schema.org's `openingHours` takes: "Mo,Tu,We 07:30-11:30"."""
    return [
        f"{','.join(_SCHEMA_DAYS[day] for day in one.days)} {clock(opens)}-{clock(closes)}"
        for one in hours.weekly
        for opens, closes in one.spans
    ]


def _instant(day: date, minutes: int) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM) + timedelta(minutes=minutes)


def _lines(text: str) -> list[tuple[str, str, str]]:
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(lines) > _MOST_LINES:
        raise NotHours(Fault.TOO_MANY, str(_MOST_LINES))
    parted = []
    for line in lines:
        head, colon, tail = line.partition(": ") if ": " in line else line.partition(":")
        if not colon:
            raise NotHours(Fault.NO_HOURS, line)
        parted.append((line, head.strip(), tail.strip()))
    return parted


def _days(head: str, line: str) -> tuple[int, ...]:
    found: set[int] = set()
    for part in re.split(r"[,;]", head.upper()):
        names = [name.strip() for name in re.split(r"[-–]", part)]
        if not all(name in DAYS for name in names) or len(names) > len("ab"):
            raise NotHours(Fault.NO_DAYS, line)
        first, last = DAYS.index(names[0]), DAYS.index(names[-1])
        if last < first:
            raise NotHours(Fault.BACKWARDS, line)
        found |= set(range(first, last + 1))
    return tuple(sorted(found))


def _spans(tail: str, line: str) -> tuple[Span, ...]:
    spans = []
    for part in re.split(r"[,;]", tail):
        found = _SPAN.fullmatch(part.strip())
        if not found:
            raise NotHours(Fault.NO_HOURS, line)
        opens, closes = (int(found[n]) * 60 + int(found[n + 1] or 0) for n in (1, 3))
        if closes > _MIDNIGHT or any(int(found[n] or 0) >= len(range(60)) for n in (2, 4)):
            raise NotHours(Fault.NO_HOURS, line)
        if closes <= opens:
            raise NotHours(Fault.BACKWARDS, line)
        spans.append((opens, closes))
    _apart(sorted(spans), line)
    return tuple(sorted(spans))


def _apart(spans: Sequence[Span], line: str) -> None:
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise NotHours(Fault.OVERLAP, line)


def _exception(line: str, head: str, tail: str) -> Exceptional:
    dates = [_date(found, line) for found in _DAY.findall(head)]
    if not 1 <= len(dates) <= len("ab") or _DAY.sub("", head).strip(" -–"):
        raise NotHours(Fault.NO_DAYS, line)
    if dates[-1] < dates[0]:
        raise NotHours(Fault.BACKWARDS, line)
    return Exceptional(dates[0], dates[-1], () if tail.lower() in _CLOSED else _spans(tail, line))


def _date(found: tuple[str, str, str], line: str) -> date:
    try:
        return date(int(found[2]), int(found[1]), int(found[0]))
    except ValueError:
        raise NotHours(Fault.NO_DAYS, line) from None
