"""The days on which a recognised product files again, and who keeps a certificate though they were missed."""

from __future__ import annotations

from datetime import date

import pytest

from openocop.recognition.domain.reassessment import FilingWindow, Place, filing_window, kept_until, place_of

# Recognised on 05/02/2026: the last day is 05/02/2029, the exclusive end 06/02/2029 (Civil Code art. 148).
END = date(2029, 2, 6)


def test_the_window_by_hand() -> None:
    # 06/02/2029 - 180 = 10/8/2028: 21 + 30 + 31 + 30 + 31 + 31 + 6 = 180 days from it to the end.
    # 05/02/2029 - 120 = 08/10/2028: 23 + 30 + 31 + 31 + 5 = 120.
    assert filing_window(END) == FilingWindow(date(2028, 8, 10), date(2028, 10, 8))


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2028, 8, 9), Place.EARLY),
        (date(2028, 8, 10), Place.OPEN),
        (date(2028, 10, 8), Place.OPEN),
        (date(2028, 10, 9), Place.LATE),
        (date(2029, 2, 5), Place.LATE),
        (date(2029, 2, 6), Place.ENDED),
    ],
)
def test_where_a_day_lies(day: date, place: Place) -> None:
    assert place_of(END, day) == place


@pytest.mark.parametrize(
    ("valid_until", "filed_on", "every", "must_file", "kept"),
    [
        # Default: transition only, filed, not already ended on 22/05/2026 (named options of the province).
        (date(2026, 8, 1), date(2026, 6, 1), False, True, date(2027, 1, 28)),  # + 180 days, art. 12.3
        (date(2026, 8, 1), None, False, True, None),  # has not filed
        (date(2026, 8, 1), date(2026, 8, 1), False, True, None),  # filed after the end
        (date(2026, 5, 22), date(2026, 5, 1), False, True, None),  # last day 21/05: already ended on 22/05
        (date(2026, 5, 23), date(2026, 5, 22), False, True, date(2026, 11, 19)),  # last day 22/05 itself
        # The 120th day before the end was 21/05/2026: the window could no longer be met when the decision came.
        (date(2026, 9, 19), date(2026, 6, 1), False, True, date(2027, 3, 18)),
        # One day later there was one day left to meet it: no case of transition.
        (date(2026, 9, 20), date(2026, 6, 1), False, True, None),
        (date(2026, 9, 20), date(2026, 6, 1), True, True, date(2027, 3, 19)),  # unless every late filer may
        (date(2026, 9, 20), date(2026, 5, 22), True, True, None),  # filed in the window: nothing to excuse
        (date(2026, 8, 1), None, False, False, date(2027, 1, 28)),  # filing not required
        (END, date(2028, 12, 1), True, True, date(2029, 8, 5)),
    ],
)
def test_who_keeps_a_certificate(
    valid_until: date, filed_on: date | None, every: bool, must_file: bool, kept: date | None
) -> None:
    assert kept_until(valid_until, filed_on, every_late_filer=every, must_file=must_file) == kept


@pytest.mark.parametrize(
    ("outcome_on", "kept"),
    [
        (date(2026, 7, 20), None),  # before the certificate ends: nothing is left to keep
        (date(2026, 8, 1), None),
        (date(2026, 10, 5), date(2026, 10, 5)),
        (date(2027, 3, 1), date(2027, 1, 28)),  # the 180 days were over before
    ],
)
def test_the_outcome_ends_what_is_kept(outcome_on: date, kept: date | None) -> None:
    asked = {"every_late_filer": False, "must_file": True, "outcome_on": outcome_on}
    assert kept_until(date(2026, 8, 1), date(2026, 6, 1), **asked) == kept
