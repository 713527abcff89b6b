"""What will happen: who gives what on which product, whose line is cut when, who steps aside. The same every time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.data import Rng

from rehearsal.counting import MOST_APART, Outcome, Places, outcome
from rehearsal.law import Printed, sheet

SETS = (8, 3, 6, 1, 4, 9)
_SEED = 20261130
_APART_EVERY = 10  # every so many products one member stands far from the others
_DEPARTURES = 2  # criteria on which a member leaves the producer's own level
_STANDS_APART_ON = 9  # criteria


@dataclass(frozen=True, slots=True)
class Plan:
    """`dossiers` and `members` count; positions and members count from 1. The last member comes late."""

    dossiers: int
    members: int
    tablets: int

    @property
    def paired(self) -> tuple[int, ...]:
        """Return the members who have a second tablet: those that the hall's own three leave over."""
        return tuple(range(1, self.tablets - self.members - 2))

    @property
    def late(self) -> int:
        return self.members

    @property
    def aside(self) -> tuple[int, int]:
        """Return (member, position): a conflict of interest, declared before the session."""
        return (2, min(5, self.dossiers))

    def scorers(self, position: int) -> list[int]:
        return [member for member in range(1, self.members + 1) if (member, position) != self.aside]

    def set_of(self, position: int) -> int:
        return SETS[position % len(SETS)]

    def claimed(self, position: int) -> Places:
        """Return the producer's own levels: strong and weak products by turns."""
        rng = Rng(_SEED + position)
        strength = 45 + 5 * rng.below(10)  # per cent of the levels, more or less by criterion
        printed = sheet(self.set_of(position))
        return _where_it_applies(printed, {one.code: _place(one, strength + rng.below(41) - 20) for one in printed})

    def gives(self, member: int, position: int, ballot: int = 1) -> Places:
        """Return a member's sheet. In a second ballot who stood apart comes back to the others."""
        printed, places = sheet(self.set_of(position)), dict(self.claimed(position))
        rng = Rng(_SEED * 31 + position * 101 + member)
        free = [one for one in printed if not one.needs and not _is_needed(one, printed)]
        changed = [rng.pick(free) for _ in range(_DEPARTURES)]
        if ballot == 1 and self.stands_apart(member, position):
            changed = free[:_STANDS_APART_ON]
        for one in changed:
            places[one.code] = 0 if places[one.code] else len(one.points) - 1
        return _where_it_applies(printed, places)

    def stands_apart(self, member: int, position: int) -> bool:
        return member == 1 and position % _APART_EVERY == 1

    def first(self, position: int) -> Outcome:
        return self._outcome(position, 1)

    def scored_again(self) -> list[int]:
        """Return the positions on which the members lie further apart than the regulation allows."""
        return [position for position in self.positions() if self.first(position).spread > MOST_APART]

    def final(self, position: int) -> Outcome:
        return self._outcome(position, 2 if position in self.scored_again() else 1)

    def positions(self) -> range:
        return range(1, self.dossiers + 1)

    def sheets(self) -> Iterator[tuple[int, int, int]]:
        """Yield (member, position, ballot) of each sheet that has to arrive."""
        for position in self.positions():
            yield from ((member, position, 1) for member in self.scorers(position))
        for position in self.scored_again():
            yield from ((member, position, 2) for member in self.scorers(position))

    def is_cut(self, member: int, position: int) -> bool:
        """Tell whether a member's line is down on this product: three in a row, the next member a little later."""
        return (position + 2 * member) % 9 in {0, 1, 2} if self.dossiers > 5 else position == 1 + member % self.dossiers

    def meets_itself(self, member: int, position: int) -> bool:
        """Tell whether both tablets of a member work on the same sheet."""
        return member in self.paired and position == min(self.dossiers, 2 + 3 * member)

    def _outcome(self, position: int, ballot: int) -> Outcome:
        given = [self.gives(member, position, ballot) for member in self.scorers(position)]
        return outcome(self.set_of(position), given)


def _place(criterion: Printed, strength: int) -> int:
    return max(0, min(len(criterion.points) - 1, len(criterion.points) * strength // 100))


def _where_it_applies(printed: tuple[Printed, ...], places: dict[str, int]) -> Places:
    points = {one.code: one.points[places[one.code]] for one in printed}
    return {one.code: None if one.needs and not points[one.needs] else places[one.code] for one in printed}


def _is_needed(criterion: Printed, printed: tuple[Printed, ...]) -> bool:
    return any(one.needs == criterion.code for one in printed)
