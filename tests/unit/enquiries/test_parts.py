"""How long the person of an enquiry is kept."""

from __future__ import annotations

from datetime import date

from openocop.enquiries.domain.parts import erase_on


def test_ninety_days_after_it_was_sent_or_thirty_after_the_day_needed() -> None:
    sent = date(2026, 11, 24)
    assert erase_on(sent, None) == date(2027, 2, 22)
    assert erase_on(sent, date(2026, 12, 1)) == date(2027, 2, 22)
    assert erase_on(sent, date(2027, 2, 1)) == date(2027, 3, 3)
