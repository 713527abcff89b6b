"""How far a product has come on a channel. Only what is live counts as connected, in pages, counts and reports."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

# Our own default: what nobody opened for half a year may have gone.
CHECK_HOLDS = timedelta(days=180)


class Standing(StrEnum):
    """What is known of an address on a channel."""

    RECORDED = "recorded"  # somebody stated it, nobody opened it yet
    LIVE = "live"  # it was opened and shows the product
    STALE = "stale"  # it was opened once, too long ago to count
    HELD = "held"  # it stands there while the star does not run: to be corrected or taken down
    ENDED = "ended"


def standing(*, checked_on: date | None, ended: bool, star_runs: bool, on: date) -> Standing:
    """Return the standing of a listing on day `on`; `star_runs` is the gate's answer for its product."""
    if ended:
        return Standing.ENDED
    if not star_runs:
        return Standing.HELD
    if checked_on is None:
        return Standing.RECORDED
    return Standing.LIVE if on < checked_on + CHECK_HOLDS else Standing.STALE
