"""When a recognised product files for re-assessment, and who keeps a certificate though that was missed.

Source: 26/2026/QĐ-TTg art. 7.6a (no earlier than 180 and no later than 120 days before the certificate ends) and 12.3
(one that could not meet this keeps its certificate until the authority decides, at most 180 days past its end). Who
"could not meet" it, and whether filing is required, is not said: named options of the province.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openocop.dossiers.domain.transition import IN_FORCE_ON
from openocop.recognition.domain.status import ending_since

LATEST_DAYS = 120
GRACE_DAYS = 180
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FilingWindow:
    """The days on which a product may file, both included."""

    opens_on: date
    last_on: date


class Place(StrEnum):
    """Where a day lies towards the window: before it, in it, after it, after the certificate's end."""

    EARLY = "early"
    OPEN = "open"
    LATE = "late"
    ENDED = "ended"


def filing_window(valid_until: date) -> FilingWindow:
    """Return the window of a certificate that holds until `valid_until` (exclusive).

    Counted so that both bounds are safe: the first day begins 180 days before the end, and 120 whole days lie between
    the last one and the certificate's last day.
    """
    return FilingWindow(ending_since(valid_until), valid_until - _DAY * (LATEST_DAYS + 1))


def place_of(valid_until: date, day: date) -> Place:
    window = filing_window(valid_until)
    if day < window.opens_on:
        return Place.EARLY
    if day <= window.last_on:
        return Place.OPEN
    return Place.LATE if day < valid_until else Place.ENDED


def kept_until(
    valid_until: date,
    filed_on: date | None,
    *,
    every_late_filer: bool,
    must_file: bool,
    outcome_on: date | None = None,
) -> date | None:
    """Return the first day on which a certificate kept under art. 12.3 holds no longer, None where it is not kept.

    A certificate that had ended on 22/05/2026 is never kept, nor that of a producer who filed in the window: there is
    nothing to excuse.

    Args:
        valid_until: exclusive end of the term; `filed_on`: the day of filing for re-assessment, None without one.
        every_late_filer: the option; else only who could no longer meet the window when the decision came into force.
        must_file: the option; else a producer who has not filed keeps it too.
        outcome_on: the first day on which the outcome of the re-assessment speaks instead, None while it is pending.
    """
    last_on = filing_window(valid_until).last_on
    if valid_until <= IN_FORCE_ON or (filed_on is not None and filed_on <= last_on):
        return None
    if must_file and (filed_on is None or filed_on >= valid_until):
        return None
    if not every_late_filer and last_on >= IN_FORCE_ON:
        return None
    latest = valid_until + _DAY * GRACE_DAYS
    kept = latest if outcome_on is None else min(latest, outcome_on)
    return kept if kept > valid_until else None
