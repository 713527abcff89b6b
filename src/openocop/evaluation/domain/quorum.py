"""Whether enough of a council is in the room, by the options of its quy chế. The law itself sets no quorum.

Source: 26/2026/QĐ-TTg art. 7.3b sets up the council and its quy chế and names no number of members; the options are
`quorum` and `chair_present` of `domain/procedure.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openocop.evaluation.domain.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Sitting:
    """One seat of the council as it stands now. `presides`: the chair, or who chairs by delegation."""

    scores: bool
    presides: bool
    present: bool


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many of the seats that score are in the room, and how many must be; 0 needed where none is set."""

    members: int
    present: int
    needed: int
    needs_chair: bool
    chair_present: bool

    @property
    def lacking(self) -> int:
        return max(self.needed - self.present, 0)

    @property
    def lacks_chair(self) -> bool:
        return self.needs_chair and not self.chair_present

    @property
    def met(self) -> bool:
        return not self.lacking and not self.lacks_chair


def quorum_of(seats: Sequence[Sitting], procedure: Procedure) -> Quorum:
    """Return the quorum of a council whose seats stand as given."""
    scoring = [seat for seat in seats if seat.scores]
    return Quorum(
        members=len(scoring),
        present=sum(seat.present for seat in scoring),
        needed=procedure.members_needed(len(scoring)),
        needs_chair=procedure.needs_chair,
        chair_present=any(seat.presides and seat.present for seat in seats),
    )
