"""Legal days are days of Vietnam; instants are UTC."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")  # no summer time since 1975


def legal_day(instant: datetime) -> date:
    """Return the Vietnamese calendar day of an aware `instant`."""
    return instant.astimezone(VIETNAM).date()


def months_later(day: date, months: int) -> date:
    """Return the corresponding day `months` later, or the last day of that month when it has none.

    It is the last day of a term of months, which ends with the corresponding day (Civil Code 2015 art. 148).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
