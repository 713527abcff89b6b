"""W2: fifteen members write whole sheets at once, beside one-file Django that writes 25 rows a sheet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import urlencode
from uuid import uuid4

import psycopg
from django.urls import reverse

from bench.council import RELEASE, SET, Panel, a_panel, levels_of, signed_in
from bench.data import Marks, sheets, shuffled
from bench.load import Load, joined, request, send
from bench.measure import Goal, Line, interleave
from bench.serving import OURS, served, served_one_file
from bench.stage import Stage
from openocop.accounts.domain.roles import Post
from openocop.core.selectors.journal import verify_chains
from openocop.criteria.domain.releases import criteria_set
from openocop.evaluation.models import Entry, ScoreSheet
from openocop.evaluation.selectors.scoring import sheet_number

SCORERS, ENTRIES = 15, 60  # entries of one round: nine hundred sheets, so that both sides are warm
_SPAN = 4.0  # seconds
_CSRF = "0123456789abcdefghijklmnopqrstuv"
_FORM = "Content-Type: application/x-www-form-urlencoded"
_GOAL = Goal(0.6, is_time=False)


def run(stage: Stage) -> list[Line]:
    entries = stage.scaled(ENTRIES)
    panel = a_panel(province="do-w2", scorers=SCORERS, entries=entries * (stage.rounds + 1))
    given = sheets(panel.session.entries.count(), SCORERS, len(criteria_set(RELEASE, SET).criteria))
    desk = _Desk(panel, given)
    with (
        psycopg.connect(stage.limits_url, autocommit=True) as limits,
        served(OURS) as port,
        served_one_file(stage.limits_url) as bare_port,
    ):
        rounds = [desk.share(number, entries) for number in range(stage.rounds + 1)]
        _all_done(send(port, desk.saving(rounds[0])), 200)
        _all_done(send(port, desk.sending(rounds[0])), 200)
        reference = partial(_rows, limits, bare_port)
        reference(rounds[0])
        saves, sends = _Turns(rounds[1:]), _Turns(rounds[1:])
        saved, sent = _line("keep a whole sheet as a draft"), _line("send a whole sheet: journal and hash chain")
        saved_p95, sent_p95 = (_p95(line) for line in (saved, sent))
        lines = interleave(
            stage.rounds,
            (
                saved,
                lambda: _rate(send(port, desk.saving(next(saves.ours))), 200, saved_p95),
                lambda: reference(next(saves.reference), saved_p95),
            ),
            (
                sent,
                lambda: _rate(send(port, desk.sending(next(sends.ours))), 200, sent_p95),
                lambda: reference(next(sends.reference), sent_p95),
            ),
        )
    _check(panel, len(given))
    return [lines[0], saved_p95, lines[1], sent_p95]


class _Turns:
    """The sheets of each round, once for ours and once for the reference."""

    def __init__(self, rounds: Sequence[Sequence[Sequence[Marks]]]) -> None:
        self.ours: Iterator[Sequence[Sequence[Marks]]] = iter(rounds)
        self.reference: Iterator[Sequence[Sequence[Marks]]] = iter(rounds)


class _Desk:
    """Who writes which sheet: one queue for each member, in an order of their own."""

    def __init__(self, panel: Panel, given: Sequence[Marks]) -> None:
        self._printed = criteria_set(RELEASE, SET)
        self._entries: Mapping[int, Entry] = {entry.position: entry for entry in panel.session.entries.all()}
        self._seats = {seat.user_id: seat for seat in panel.session.council.seats.filter(scores=True)}
        self._scorers: Sequence[Post] = panel.scorers
        self._devices = [uuid4() for _post in panel.scorers]
        self._headers = [self._signed_in(post) for post in panel.scorers]
        self._given = shuffled(list(given))

    def share(self, number: int, entries: int) -> list[list[Marks]]:
        """Return the sheets of one round by member."""
        here = range(number * entries + 1, (number + 1) * entries + 1)
        chosen = [marks for marks in self._given if marks.entry in here]
        return [[m for m in chosen if m.reviewer == member] for member in range(1, len(self._scorers) + 1)]

    def saving(self, share: Sequence[Sequence[Marks]]) -> list[list[bytes]]:
        """Return what a tablet's queue sends to keep each sheet as a draft."""
        return [[self._posted("evaluation:score", marks) for marks in queue] for queue in share]

    def sending(self, share: Sequence[Sequence[Marks]]) -> list[list[bytes]]:
        """Return what a tablet's queue sends once each sheet is confirmed."""
        return [[self._posted("evaluation:send-sheet", marks) for marks in queue] for queue in share]

    def _posted(self, view: str, marks: Marks) -> bytes:
        """Return what `queue.js` posts: the whole sheet, from which device and to which sheet, answered in JSON."""
        entry, post = self._entries[marks.entry], self._scorers[marks.reviewer - 1]
        levels = levels_of(marks.points, self._printed).items()
        fields = {f"m-{code}": "none" if level is None else str(level) for code, level in levels}
        number = sheet_number(entry, self._seats[post.user_id])
        fields |= {"opinion": "", "client_id": str(self._devices[marks.reviewer - 1]), "sheet": str(number), "base": ""}
        headers = [*self._headers[marks.reviewer - 1], _FORM, "Accept: application/json"]
        return request("POST", reverse(view, args=[entry.public_id]), headers=headers, body=urlencode(fields).encode())

    @staticmethod
    def _signed_in(post: Post) -> list[str]:
        return [f"Cookie: {signed_in(post)}; csrftoken={_CSRF}", f"X-CSRFToken: {_CSRF}"]


def _line(name: str) -> Line:
    return Line("W2", name, "one-file Django, 25 rows", "sheets/s", _GOAL)


def _p95(of: Line) -> Line:
    return Line("W2", f"{of.name}: 95 of 100 within", of.reference_name, "ms", None)


def _rows(limits: psycopg.Connection, port: int, share: Sequence[Sequence[Marks]], p95: Line | None = None) -> float:
    """Write the same sheets again and again for about as long as ours take: a short burst meets a kinder machine."""
    loads: list[Load] = []
    while sum(load.seconds for load in loads) < _SPAN:
        limits.execute("TRUNCATE mark")
        loads.append(send(port, [[_as_rows(marks) for marks in queue] for queue in share]))
        _all_done(loads[-1], 201)
    whole = joined(loads)
    if p95 is not None:
        p95.reference.append(whole.p95)
    return whole.per_second


def _as_rows(marks: Marks) -> bytes:
    body = {"entry": marks.entry, "reviewer": marks.reviewer, "points": marks.points}
    return request("POST", "/sheet", headers=["Content-Type: application/json"], body=json.dumps(body).encode())


def _rate(load: Load, status: int, p95: Line) -> float:
    _all_done(load, status)
    p95.ours.append(load.p95)
    return load.per_second


def _all_done(load: Load, status: int) -> None:
    assert set(load.statuses) == {status}, dict(load.statuses)


def _check(panel: Panel, written: int) -> None:
    """Make sure that every sheet is there whole, and that the chain holds."""
    sent = ScoreSheet.objects.filter(entry__session=panel.session, sent_at__isnull=False)
    assert sent.count() == written, sent.count()
    assert verify_chains().valid
