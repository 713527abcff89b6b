"""The 15 days of article 8."""

from __future__ import annotations

from datetime import date

import pytest

from openocop.dossiers.domain.calendar import office_calendar
from openocop.recognition.domain.withdrawal_case import CaseClock, case_clock


@pytest.mark.parametrize(
    ("concluded_on", "today", "clock"),
    [
        # 08/12 + 15 days = Wednesday 23/12/2026; the first day is not counted (Civil Code 2015 art. 147.1).
        (date(2026, 12, 8), date(2026, 12, 8), CaseClock(date(2026, 12, 23), date(2026, 12, 23), 15, 0)),
        (date(2026, 12, 8), date(2026, 12, 23), CaseClock(date(2026, 12, 23), date(2026, 12, 23), 0, 0)),
        (date(2026, 12, 8), date(2026, 12, 25), CaseClock(date(2026, 12, 23), date(2026, 12, 23), 0, 2)),
        # 04/12 + 15 = Saturday 19/12/2026: days of the calendar, signed by the Friday before.
        (date(2026, 12, 4), date(2026, 12, 10), CaseClock(date(2026, 12, 19), date(2026, 12, 18), 9, 0)),
    ],
)
def test_the_term_is_of_days_and_its_last_working_day_is_told(
    concluded_on: date, today: date, clock: CaseClock
) -> None:
    assert case_clock(office_calendar(), concluded_on=concluded_on, today=today) == clock
