"""How a recognition stands on a day, and which of a product's recognitions speaks for it.

Source: 26/2026/QĐ-TTg art. 4.3 (36 months from the day of issue), art. 8 (withdrawal) and art. 12.3 (kept past the term
until the outcome of a re-assessment). A council only proposes: its day begins no term. Article 3.3 gives a product one
rank: what the minister's result leads to takes the place of an earlier recognition, which was not withdrawn, for none
of the six grounds is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openocop.core.domain.legal_time import months_later

TERM_MONTHS = 36
# The window of re-assessment opens 180 days before the end (26/2026 art. 7.6a); from then on a term "ends soon".
ENDING_DAYS = 180


class State(StrEnum):
    """The values are the names of the signs that draw them. `EXTENDED`: kept past its term under art. 12.3."""

    VALID = "valid"
    ENDING = "ending"
    EXTENDED = "extended"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    TERM_UNKNOWN = "unknown"
    NOT_BEGUN = "not-recognised"


IN_FORCE = frozenset({State.VALID, State.ENDING, State.EXTENDED})


@dataclass(frozen=True, slots=True)
class Term:
    """The days of one recognition; `valid_until` is exclusive. Without the act's day there is no end either.

    `kept_until` (exclusive, after `valid_until`) is where art. 12.3 keeps it past its term, `reassessment.kept_until`.
    """

    council_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    withdrawn_on: date | None = None
    superseded_on: date | None = None
    kept_until: date | None = None

    @property
    def begun_on(self) -> date | None:
        """Return the day by which terms of one product are put in order: of the act, else of the council."""
        return self.valid_from or self.council_on

    @property
    def held_until(self) -> date | None:
        """Return the first day on which neither the term nor art. 12.3 holds it any more."""
        return self.kept_until or self.valid_until


@dataclass(frozen=True, slots=True)
class Status:
    """A state and the days it covers: `since` its first day, `until` (exclusive) the first day it no longer holds."""

    state: State
    since: date | None = None
    until: date | None = None


def term_end(decided_on: date) -> date:
    """Return the first day on which a recognition of day `decided_on` no longer holds.

    A term of months ends with the end of the corresponding day (Civil Code 2015 art. 148): of 05/02/2026 the last day
    is 05/02/2029, and the first day after it 06/02/2029.
    """
    return months_later(decided_on, TERM_MONTHS) + timedelta(days=1)


def last_day(valid_until: date) -> date:
    """Return the last day on which a term holds, as papers and pages print it."""
    return valid_until - timedelta(days=1)


def ending_since(valid_until: date) -> date:
    """Return the first day on which a term that ends before `valid_until` counts as ending soon."""
    return valid_until - timedelta(days=ENDING_DAYS)


def status_on(term: Term, on: date) -> Status:
    """Return how the recognition stands on day `on`."""
    if term.withdrawn_on is not None and on >= term.withdrawn_on:
        return Status(State.WITHDRAWN, since=term.withdrawn_on)
    if term.superseded_on is not None and on >= term.superseded_on:
        return Status(State.SUPERSEDED, since=term.superseded_on)
    if term.valid_from is None or term.valid_until is None:
        return Status(State.TERM_UNKNOWN, since=term.begun_on)
    if on < term.valid_from:
        return Status(State.NOT_BEGUN, until=term.valid_from)
    ended_on = term.withdrawn_on or term.superseded_on
    if term.kept_until is not None and term.valid_until <= on < term.kept_until:
        until = term.kept_until if ended_on is None else min(term.kept_until, ended_on)
        return Status(State.EXTENDED, since=term.valid_until, until=until)
    if on >= term.valid_until:
        return Status(State.EXPIRED, since=term.held_until)
    return _in_force(term.valid_from, term.valid_until, ended_on, on)


def current_of(terms: Sequence[Term], on: date) -> int | None:
    """Return the place of the term that speaks for a product on day `on`, None when there is none.

    The latest act speaks while it is in force: an upgrade replaces what ran before, and a later list without dates
    does not outweigh a running certificate. Otherwise the latest of all speaks, so that after a withdrawal no older
    term comes back to life.
    """
    begun = [place for place, term in enumerate(terms) if term.begun_on is None or term.begun_on <= on]
    if len(begun) < 2:
        return begun[0] if begun else None
    acts = [place for place in begun if terms[place].valid_from is not None]
    if acts:
        latest = max(acts, key=lambda place: _age(terms[place], place))
        if status_on(terms[latest], on).state in IN_FORCE:
            return latest
    return max(begun, key=lambda place: _age(terms[place], place))


def _in_force(valid_from: date, valid_until: date, ended_on: date | None, on: date) -> Status:
    end = valid_until if ended_on is None else min(valid_until, ended_on)
    turn = max(ending_since(valid_until), valid_from)
    if on >= turn:
        return Status(State.ENDING, since=turn, until=end)
    return Status(State.VALID, since=valid_from, until=min(turn, end))


def _age(term: Term, place: int) -> tuple[date, int]:
    return (term.begun_on or date.min, place)
