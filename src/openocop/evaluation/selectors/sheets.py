"""Sheets of a session and what they come to. Callers have asked whether the reader may know."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from openocop.criteria.domain.regulation import Regulation, regulation_of
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.sheet import SheetScore
from openocop.evaluation.domain.agreement import agreed_ballot
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.domain.procedure import procedure_of
from openocop.evaluation.domain.results import Ballot, ballot, ballot_from
from openocop.evaluation.models import Conclusion, Entry, Recusal, ScoreSheet, Seat, Session

FIRST, SECOND = 1, 2
Sheets = dict[int, dict[int, list[SheetScore]]]  # entry → ballot → sheets


class Standing(NamedTuple):
    """What the revealed ballots of one product came to; `second` is empty while its ballot is open."""

    entry_pk: int
    first: Ballot | None
    second: Ballot | None

    @property
    def current(self) -> Ballot | None:
        return self.second or self.first


@dataclass(frozen=True, slots=True)
class ScoredEntry:
    """A product before the council with its standing."""

    entry: Entry
    first: Ballot | None
    second: Ballot | None

    @property
    def current(self) -> Ballot | None:
        return self.second or self.first


class _State(NamedTuple):
    """Where one product stands; the sheets of a closed ballot never change, so equal states have equal results."""

    entry_pk: int
    ballot: int
    ballot_open: bool
    release: str
    set_no: int
    agreed: tuple[tuple[str, int], ...] = ()


def scored_ballots(session: Session, *, only: int | None = None) -> list[ScoredEntry]:
    """Return the session's entries in their order with their revealed ballots."""
    entries = session.entries.select_related("dossier__product__producer").order_by("position")
    if only is not None:
        entries = entries.filter(pk=only)
    held = {standing.entry_pk: standing for standing in standings(session)}
    return [ScoredEntry(entry, held[entry.pk].first, held[entry.pk].second) for entry in entries]


def standings(session: Session) -> tuple[Standing, ...]:
    """Return every product's standing in the order of the agenda, in three queries at most.

    A fixed result is read back as it was fixed; what is not fixed is computed from the sheets sent, once for each
    state of the session. Before the reveal no product stands anywhere.
    """
    entries = session.entries.order_by("position")
    fields = ("pk", "ballot", "ballot_open", "dossier__release", "dossier__set_no")
    if session.fixed_at is not None:
        rows = list(entries.values_list(*fields, "result"))
        return _fixed(session, [_State(*row[:-1]) for row in rows], [row[-1] for row in rows])
    states = tuple(_State(*row) for row in entries.values_list(*fields))
    agreed = _agreed(session)
    if agreed:
        states = tuple(state._replace(agreed=agreed.get(state.entry_pk, ())) for state in states)
    if session.revealed_at is None:
        return tuple(Standing(state.entry_pk, None, None) for state in states)
    return _computed(session.public_id, session.revealed_at, _regulation(session), states)


@lru_cache(maxsize=8)
def _computed(
    session: str, revealed_at: datetime, regulation: Regulation, states: tuple[_State, ...]
) -> tuple[Standing, ...]:
    """Work the standings out; `session` is the `public_id`, for SQLite gives the key of a row that went to another."""
    sheets = sent_sheets(Session.objects.values_list("pk", flat=True).get(public_id=session))
    return tuple(_standing(state, regulation, sheets[state.entry_pk]) for state in states)


def _fixed(session: Session, states: list[_State], results: list[dict[str, Any]]) -> tuple[Standing, ...]:
    again = {state.entry_pk for state in states if state.ballot == SECOND}
    sheets = sent_sheets(session.pk, only=again) if again else {}
    found = []
    for state, result in zip(states, results, strict=True):
        held = ballot_from(result)
        if state.ballot == FIRST:
            found.append(Standing(state.entry_pk, held, None))
        else:
            first = _standing(state, _regulation(session), sheets[state.entry_pk]).first
            found.append(Standing(state.entry_pk, first, held))
    return tuple(found)


def _agreed(session: Session) -> dict[int, tuple[tuple[str, int], ...]]:
    """Return the points agreed on by entry; nothing is asked where minimum requirements are read from sheets alone."""
    if not procedure_of(session.council.procedure).council_concludes_on_gates:
        return {}
    rows = Conclusion.objects.filter(entry__session=session).values_list("entry", "points")
    return {entry: tuple(sorted(points.items())) for entry, points in rows}


def _regulation(session: Session) -> Regulation:
    return regulation_of(session.council.round.release, session.council.regulation)


def _standing(state: _State, regulation: Regulation, sheets: Mapping[int, list[SheetScore]]) -> Standing:
    printed = criteria_set(state.release, state.set_no)
    held = {
        number: ballot(printed, regulation, number, sheets[number])
        for number in (FIRST, SECOND)
        if number in sheets and not (number == state.ballot and state.ballot_open)
    }
    if state.agreed and state.ballot in held:
        last, given = held[state.ballot], sheets[state.ballot]
        held[state.ballot] = agreed_ballot(printed, regulation, last, given, dict(state.agreed))
    return Standing(state.entry_pk, held.get(FIRST), held.get(SECOND))


def sent_sheets(session_pk: int, *, only: Collection[int] | None = None) -> Sheets:
    """Return the scores of the sheets sent, by entry and ballot, in the order of the seats, in one query.

    The stored scores are read as text and parsed at one go: of 9,000 sheets, parsing them one by one is the greater
    part of the work.
    """
    rows = ScoreSheet.objects.filter(entry__session=session_pk, sent_at__isnull=False)
    if only is not None:
        rows = rows.filter(entry__in=only)
    raw = list(rows.order_by("seat__position").values_list("entry", "ballot", Cast("score", TextField())))
    scores = json.loads("[" + ",".join([text for _entry, _ballot, text in raw]) + "]")
    found: Sheets = defaultdict(lambda: defaultdict(list))
    for (entry, held, _text), stored in zip(raw, scores, strict=True):
        found[entry][held].append(SheetScore.from_json(stored))
    return found


def settled_from(earlier: Seat) -> list[list[int]]:
    """Return what needs no further sheet from a place that was taken over, by entry key and ballot."""
    sent = ScoreSheet.objects.filter(seat=earlier, sent_at__isnull=False).values_list("entry", "ballot")
    return [*earlier.settled, *([entry, ballot] for entry, ballot in sent)]


def awaited_seats(session: Session) -> QuerySet[Seat]:
    """Return the seats whose sheets may still come: of who is in the room; before the session opens, where the
    procedure takes written sheets, of who is absent; in a written-opinion round of everybody who scores."""
    serving = session.council.seats.filter(scores=True, replaced_on=None)
    if session.is_written:
        return serving
    if session.stage != SessionStage.SCHEDULED:
        return serving.filter(attended=True, left_at=None)
    ahead = procedure_of(session.council.procedure).takes_written_sheets
    return serving.filter(attended=False) if ahead else serving.none()


def missing_sheets(session: Session, *, only: int | None = None) -> int:
    """Return how many sheets of scoring, not recused members (`awaited_seats`) are still to come on open ballots.

    Who took a place over is not waited for where the sheet from that place stands already.
    """
    settled = dict(awaited_seats(session).values_list("pk", "settled"))
    seats = set(settled)
    entries = session.entries.filter(ballot_open=True)
    if only is not None:
        entries = entries.filter(pk=only)
    expected = {
        (entry, seat, held)
        for entry, held in entries.values_list("pk", "ballot")
        for seat in seats
        if [entry, held] not in settled[seat]
    }
    aside = Recusal.objects.filter(seat__in=seats).values_list("dossier__entry", "seat")
    recused = {(entry, seat) for entry, seat in aside}
    sent = set(
        ScoreSheet.objects.filter(entry__session=session, sent_at__isnull=False).values_list("entry", "seat", "ballot")
    )
    return sum(1 for entry, seat, held in expected - sent if (entry, seat) not in recused)
