"""A council as it stands: its members, the bodies the law names, its papers, and who presides on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openocop.evaluation.domain.bodies import Body, Composition, composition
from openocop.evaluation.domain.lifecycle import SeatRole
from openocop.evaluation.domain.procedure import procedure_lines, procedure_of
from openocop.evaluation.models import Council, Delegation, Seat


@dataclass(frozen=True, slots=True)
class CouncilPage:
    """`missing`: bodies the law names that hold no seat; `off_size`: members are fewer or more than it prints."""

    council: Council
    composition: Composition
    seats: tuple[Seat, ...]
    missing: tuple[Body, ...]
    off_size: bool
    delegations: tuple[Delegation, ...]
    procedure: list[tuple[str, str]]

    @property
    def serving(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.replaced_on is None]

    @property
    def scoring(self) -> list[Seat]:
        return [seat for seat in self.serving if seat.scores]


@dataclass(frozen=True, slots=True)
class Presiding:
    """Who presides over the session on a day, and the delegation they do it by, where they are not the chair."""

    seat: Seat
    delegation: Delegation | None


def council_page(council: Council) -> CouncilPage:
    seats = tuple(council.seats.select_related("replaces").order_by("position"))
    law = composition(council.round.release, council.level)
    serving = [seat for seat in seats if seat.replaced_on is None]
    seated = {seat.body_code for seat in serving if seat.body_code}
    return CouncilPage(
        council=council,
        composition=law,
        seats=seats,
        missing=law.missing(seated) if seated else (),  # recorded before bodies were: nothing is known of them
        off_size=law.misses_size(sum(1 for seat in serving if seat.role not in {SeatRole.GUEST, SeatRole.SECRETARY})),
        delegations=tuple(council.delegations.select_related("seat")),
        procedure=procedure_lines(procedure_of(council.procedure)),
    )


def presiding(council: Council, seats: Sequence[Seat], *, on: date) -> Presiding | None:
    """Return who of `seats`, those who serve, presides on day `on`: the chair; else by delegation; else a vice chair.

    Only who is recorded as present presides. None: nobody who may.
    """
    present = [seat for seat in seats if seat.attended]
    chair = next((seat for seat in present if seat.role == SeatRole.CHAIR), None)
    if chair:
        return Presiding(chair, None)
    given = {one.seat_id: one for one in council.delegations.filter(valid_from__lte=on, valid_until__gt=on)}
    lent = next((seat for seat in present if seat.pk in given), None)
    deputy = next((seat for seat in present if seat.role == SeatRole.VICE_CHAIR), None)
    seat = lent or deputy
    return Presiding(seat, given.get(seat.pk)) if seat else None
