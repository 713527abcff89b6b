"""The session room: who is there, what is before the council, and, for those who may know, how many sheets came."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from openocop.evaluation.models import Entry, Recusal, ScoreSheet, Seat, Session
from openocop.evaluation.selectors.sheets import awaited_seats


@dataclass(frozen=True, slots=True)
class SeatProgress:
    """`sent` sheets of the place stand, from whoever held it; `came`: the member sent one since the session opened, so
    that they were there."""

    seat: Seat
    sent: int
    expected: int
    came: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """Sheets of open ballots still to come: by product, by seat, and in all."""

    waiting: dict[int, int]
    seats: tuple[SeatProgress, ...]

    @property
    def came(self) -> frozenset[int]:
        return frozenset(one.seat.pk for one in self.seats if one.came)

    @property
    def sheets(self) -> int:
        return sum(self.waiting.values())

    @property
    def products(self) -> int:
        return sum(1 for count in self.waiting.values() if count)


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """`aside` counts members who stepped aside; `waiting` is None for those who may not know."""

    entry: Entry
    aside: int
    waiting: int | None


def progress_of_session(session: Session) -> Progress:
    """Count the sheets of open ballots that are still to come, in four queries whatever came."""
    seats = list(awaited_seats(session))
    entries = dict(session.entries.filter(ballot_open=True).values_list("pk", "ballot"))
    aside = set(Recusal.objects.filter(seat__council=session.council).values_list("dossier__entry", "seat"))
    rows = ScoreSheet.objects.filter(entry__session=session, sent_at__isnull=False)
    moments = {tuple(place): at for *place, at in rows.values_list("entry", "seat", "ballot", "sent_at")}
    waiting: Counter[int] = Counter()
    came: dict[int, int] = defaultdict(int)
    expected: dict[int, int] = defaultdict(int)
    for entry, held in entries.items():
        for seat in seats:
            stands = [entry, held] in seat.settled or (entry, seat.pk, held) in moments
            if (entry, seat.pk) in aside and not stands:
                continue
            expected[seat.pk] += 1
            came[seat.pk] += stands
            waiting[entry] += not stands
    opened = session.opened_at
    there = {seat for (_entry, seat, _held), at in moments.items() if at and opened and at >= opened}
    found = tuple(SeatProgress(seat, came[seat.pk], expected[seat.pk], seat.pk in there) for seat in seats)
    return Progress(dict(waiting), found)


def agenda_rows(entries: Iterable[Entry], *, progress: Progress | None, session: Session) -> list[AgendaRow]:
    """Return the rows of one page of the agenda; the entries come with their dossiers, products and producers."""
    aside = Counter(Recusal.objects.filter(seat__council=session.council).values_list("dossier", flat=True))
    return [
        AgendaRow(entry, aside[entry.dossier_id], progress.waiting.get(entry.pk, 0) if progress else None)
        for entry in entries
    ]
