"""Who is in the room now, who came and left when, and whether the council has its quorum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from openocop.core.models import JournalEntry
from openocop.evaluation.domain.lifecycle import SeatRole
from openocop.evaluation.domain.procedure import procedure_of
from openocop.evaluation.domain.quorum import Quorum, Sitting, quorum_of
from openocop.evaluation.models import ScoreSheet, Seat, Session
from openocop.evaluation.selectors.councils import presiding

# What the journal says of a seat's coming and going at one session: was it in the room from then on?
ATTENDANCE, LEFT, RETURNED = "attendance.recorded", "member.left", "member.returned"


@dataclass(frozen=True, slots=True)
class Movement:
    """A member came in or went out."""

    at: datetime
    present: bool


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is there. `came`: the seats that sent a sheet already, for those who may know; they were present."""

    seats: Sequence[Seat]
    quorum: Quorum
    came: frozenset[int] = frozenset()
    movements: Mapping[str, Sequence[Movement]] = field(default_factory=dict)

    @property
    def rows(self) -> list[tuple[Seat, bool, Sequence[Movement]]]:
        return [(seat, seat.pk in self.came, self.movements.get(seat.public_id, ())) for seat in self.seats]

    @property
    def absent(self) -> list[Seat]:
        return [seat for seat in self.seats if not seat.attended]

    @property
    def gone(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.attended and seat.left_at]

    @property
    def moved(self) -> list[tuple[Seat, Sequence[Movement]]]:
        return [(seat, moves) for seat, _came, moves in self.rows if moves]


def attendance_of(session: Session, *, came: frozenset[int] = frozenset()) -> Attendance:
    """Return who is there of those who serve, in three queries."""
    seats = serving_at(session, session.council.seats.all())
    return Attendance(seats, quorum_among(seats, session), came, movements_of(session, seats))


def quorum_of_session(session: Session) -> Quorum:
    """Return the quorum of the session's council as it sits now, in one query; two where the chair is away."""
    return quorum_among(serving_at(session, session.council.seats.all()), session)


def seats_at(session: Session, seats: Iterable[Seat]) -> list[Seat]:
    """Return the seats as they stood when the session's result was fixed; until then as they stand now."""
    found = list(seats)
    for seat in found:
        kept = session.attendance.get(seat.public_id)
        if kept is not None:
            seat.attended = kept["attended"]
            seat.left_at = datetime.fromisoformat(kept["left_at"]) if kept["left_at"] else None
    return found


def serving_at(session: Session, seats: Iterable[Seat]) -> list[Seat]:
    """Return who of `seats`, all of the council, served when the session's result was fixed; until then who serves now.

    A place taken over while a later session ran is held by the earlier person in the papers of this one.
    """
    found = seats_at(session, seats)
    if not session.attendance:
        return [seat for seat in found if seat.replaced_on is None]
    known = [seat for seat in found if seat.public_id in session.attendance]
    replaced = {seat.replaces_id for seat in known}
    return [seat for seat in known if seat.pk not in replaced]


def attendance_now(session: Session) -> dict[str, dict[str, Any]]:
    """Return who is there as `Session.attendance` keeps it; in writing, from which places that score an answer came.

    A place that was taken over has answered where a sheet of the earlier person stands.
    """
    seats = list(session.council.seats.all())
    if not session.is_written:
        return {one.public_id: {"attended": one.attended, "left_at": _iso(one.left_at)} for one in seats}
    sent = ScoreSheet.objects.filter(entry__session=session, sent_at__isnull=False)
    answered = set(sent.values_list("seat", flat=True))
    return {
        one.public_id: {
            "attended": not one.scores or any(holder.pk in answered for holder in holders(one, seats)),
            "left_at": None,
        }
        for one in seats
    }


def holders(seat: Seat, seats: Iterable[Seat]) -> list[Seat]:
    """Return who held the place of `seat` up to now, the latest first; `seats` are all of the council."""
    known = {one.pk: one for one in seats}
    found = [seat]
    while (earlier := found[-1].replaces_id) is not None:
        found.append(known[earlier])
    return found


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def quorum_among(seats: Sequence[Seat], session: Session) -> Quorum:
    """Return the quorum of a council whose serving seats were read.

    The chair counts as present where they are in the room, or who chairs by their delegation is.
    """
    there = [seat for seat in seats if seat.in_the_room]
    found = presiding(session.council, there, on=session.held_on)
    chairs = found.seat.pk if found and (found.seat.role == SeatRole.CHAIR or found.delegation) else None
    sitting = [Sitting(seat.scores, seat.pk == chairs, seat.in_the_room) for seat in seats]
    return quorum_of(sitting, procedure_of(session.council.procedure))


def movements_of(session: Session, seats: Sequence[Seat]) -> dict[str, list[Movement]]:
    """Return who came and went when at this session, by the seat's public id, oldest first, as the journal has it."""
    told = JournalEntry.objects.filter(
        subject_type=Seat._meta.label_lower,
        subject_id__in=[seat.public_id for seat in seats],
        verb__in=[ATTENDANCE, LEFT, RETURNED],
        facts__session=session.public_id,
    )
    found: dict[str, list[Movement]] = defaultdict(list)
    for subject, at, verb, facts in told.order_by("sequence").values_list("subject_id", "recorded_at", "verb", "facts"):
        found[subject].append(Movement(at, facts["attended"] if verb == ATTENDANCE else verb == RETURNED))
    return dict(found)
