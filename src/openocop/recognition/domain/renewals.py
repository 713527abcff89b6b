"""How far a product has come whose certificate ends, and when its producer is reminded.

Source: 26/2026/QĐ-TTg art. 7.6a (filed from 180 to 120 days before the end). A reminder on the 120th day would come
too late, so that the second one goes two weeks before the last day to file, and a third one after it.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from openocop.recognition.domain.reassessment import Place, filing_window, place_of

NEAR = timedelta(days=14)


class Step(StrEnum):
    """In the order of the way; who stands on one has taken, or needed, none of the earlier ones."""

    ENDING = "ending"
    TOLD = "told"
    OPENED = "opened"
    SUBMITTED = "submitted"
    RECOGNISED = "recognised"


class Reminder(StrEnum):
    """What there is to tell of a certificate on a day; each is told once."""

    OPENS = "opens"
    NEARS = "nears"
    MISSED = "missed"


def step_of(*, told: bool, opened: bool, submitted: bool, recognised: bool) -> Step:
    """Return the furthest step."""
    reached = ((recognised, Step.RECOGNISED), (submitted, Step.SUBMITTED), (opened, Step.OPENED), (told, Step.TOLD))
    return next((step for is_reached, step in reached if is_reached), Step.ENDING)


def has_reached(step: Step, other: Step) -> bool:
    """Tell whether `step` is `other` or lies beyond it."""
    order = list(Step)
    return order.index(step) >= order.index(other)


def reminder_on(valid_until: date, day: date) -> Reminder | None:
    """Return what is to be told on `day` of a certificate whose re-assessment is not filed; None outside the time."""
    place = place_of(valid_until, day)
    if place == Place.OPEN:
        return Reminder.NEARS if day >= filing_window(valid_until).last_on - NEAR else Reminder.OPENS
    return Reminder.MISSED if place == Place.LATE else None
