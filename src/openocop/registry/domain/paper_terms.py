"""How the term of a paper stands: months are left to renew it, or it has ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WARNED_DAYS = (30, 90, 180)  # the nearest first; 180 days is also where a re-assessment may first be filed (art. 7.6)


class State(StrEnum):
    """`ENDS_…` names the days within which the paper ends."""

    RUNNING = "running"
    ENDS_180 = "ends_180"
    ENDS_90 = "ends_90"
    ENDS_30 = "ends_30"
    ENDED = "ended"
    NO_TERM = "no_term"


_SOON = {30: State.ENDS_30, 90: State.ENDS_90, 180: State.ENDS_180}
SOON = frozenset(_SOON.values())


@dataclass(frozen=True, slots=True)
class Term:
    """`days_left` counts the days on which the paper still holds after the day asked about, 0 on its last day.

    It is negative once the paper has ended and None without a term; `last_day` is the last one on which it holds.
    """

    state: State
    days_left: int | None
    last_day: date | None


def term_of(valid_until: date | None, *, on: date) -> Term:
    """Return how a term that ends before `valid_until` stands on day `on`; None is a paper without a term."""
    if valid_until is None:
        return Term(State.NO_TERM, None, None)
    last_day = valid_until - timedelta(days=1)
    left = (last_day - on).days
    if left < 0:
        return Term(State.ENDED, left, last_day)
    state = next((_SOON[days] for days in WARNED_DAYS if left < days), State.RUNNING)
    return Term(state, left, last_day)


def window(state: State, *, on: date) -> tuple[date | None, date | None]:
    """Return the exclusive ends of terms in `state` on day `on`: from, and before (None is open).

    Raises:
        KeyError: a state that is no window of days: a paper without a term.
    """
    starts = {State.ENDS_30: 1, State.ENDS_90: 31, State.ENDS_180: 91, State.RUNNING: 181}
    ends = {State.ENDED: 1, State.ENDS_30: 31, State.ENDS_90: 91, State.ENDS_180: 181}
    if state == State.NO_TERM:
        raise KeyError(state)
    first, last = starts.get(state), ends.get(state)
    return (
        on + timedelta(days=first) if first is not None else None,
        on + timedelta(days=last) if last is not None else None,
    )
