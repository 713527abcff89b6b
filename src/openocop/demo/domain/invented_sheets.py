"""Invented sheets: levels that add up to a wanted total. The same seed gives the same sheets on any machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from openocop.criteria.domain.criteria_set import CriteriaSet, Criterion

ATTEMPTS = 500
STIRRED = 3  # criteria on which an assessor leaves the sheet they start from, whatever the total
Limits = Mapping[str, int]
Levels = Mapping[str, int | None]


class TotalOutOfReach(ValueError):
    """No choice of levels within the limits adds up to the wanted total."""


def member_totals(total_sum: int, members: int, *, spread: int, rng: Random) -> list[int]:
    """Return `members` whole totals that add up to `total_sum` and differ by exactly `spread` points.

    Raises `ValueError` when `members` is below 3 or `spread` is odd one out of reach.
    """
    if members < 3:
        raise ValueError("at least three members")
    middle = total_sum // members
    low, high = middle - spread // 2, middle - spread // 2 + spread
    inner = [middle] * (members - 2)
    rest = total_sum - low - high - sum(inner)
    while rest:
        step = 1 if rest > 0 else -1
        place = rng.randrange(len(inner))
        if low <= inner[place] + step <= high:
            inner[place] += step
            rest -= step
    for _ in range(members * 2):
        up, down = rng.randrange(len(inner)), rng.randrange(len(inner))
        if up != down and inner[up] < high and inner[down] > low:
            inner[up] += 1
            inner[down] -= 1
    totals = [low, high, *inner]
    rng.shuffle(totals)
    return totals


def levels_for_total(
    criteria_set: CriteriaSet,
    total: int,
    *,
    rng: Random,
    at_least: Limits | None = None,
    at_most: Limits | None = None,
    near: Levels | None = None,
) -> dict[str, int | None]:
    """Return level places by criterion code that add up to `total` points.

    Args:
        at_least, at_most: points per criterion code that the sheet must reach or may not pass.
        near: a sheet to start from and leave by single levels, as assessors of one product do.

    Raises:
        TotalOutOfReach: no sheet within the limits was found.
    """
    choices = {c.code: _choices(c, at_least or {}, at_most or {}, criteria_set) for c in criteria_set.criteria}
    for attempt in range(ATTEMPTS):
        sheet = _Sheet.begun(criteria_set, choices, near if attempt < ATTEMPTS // 2 else None)
        sheet.move_to(total, rng)
        if sheet.total == total:
            return dict(sheet.chosen)
    raise TotalOutOfReach(f"{criteria_set.release_id} set {criteria_set.no}: {total}")


def floors_of(criteria_set: CriteriaSet, star: int) -> dict[str, int]:
    """Return the points each criterion needs for `star`, by code; criteria without a floor are left out."""
    found = {c.code: c.floor(star) for c in criteria_set.criteria}
    return {code: points for code, points in found.items() if points is not None}


def _choices(criterion: Criterion, at_least: Limits, at_most: Limits, criteria_set: CriteriaSet) -> Sequence[int]:
    """Return the usable places, fewest points first; of two cases only the first; stories are always told."""
    lowest = at_least.get(criterion.code, 0)
    if any(other.depends_on == criterion.code for other in criteria_set.criteria):
        lowest = max(lowest, 1)
    highest = at_most.get(criterion.code, criterion.best)
    first_case = min((level.case for level in criterion.levels if level.case is not None), default=None)
    places = [
        place
        for place, level in enumerate(criterion.levels)
        if lowest <= level.points <= highest and level.case in {None, first_case}
    ]
    if not places:
        raise TotalOutOfReach(f"{criteria_set.release_id} set {criteria_set.no}: {criterion.code}")
    return sorted(places, key=lambda place: criterion.levels[place].points)


@dataclass(slots=True)
class _Sheet:
    """A sheet in the making: `chosen` places by criterion out of `choices`; `stepwise` moves by single levels."""

    criteria_set: CriteriaSet
    choices: Mapping[str, Sequence[int]]
    chosen: dict[str, int]
    stepwise: bool

    @classmethod
    def begun(cls, criteria_set: CriteriaSet, choices: Mapping[str, Sequence[int]], near: Levels | None) -> _Sheet:
        """Begin at the lowest levels, or at those of `near` as far as they may be chosen."""
        sheet = cls(criteria_set, choices, {code: places[0] for code, places in choices.items()}, near is not None)
        for code, place in (near or {}).items():
            wanted = 0 if place is None else sheet.points(code, place)
            sheet.chosen[code] = min(choices[code], key=lambda one: abs(sheet.points(code, one) - wanted))
        return sheet

    @property
    def total(self) -> int:
        return sum(self.points(code, place) for code, place in self.chosen.items())

    def points(self, code: str, place: int) -> int:
        return self.criteria_set.criterion(code).levels[place].points

    def move_to(self, total: int, rng: Random) -> None:
        if self.stepwise:
            for code in rng.sample(list(self.choices), STIRRED):
                self.chosen[code] = rng.choice(self._neighbours(code))
        while missing := total - self.total:
            steps = [step for step in self._steps() if 0 < step[0] / missing <= 1]
            if not steps:
                return
            _gain, code, place = rng.choice(steps)
            self.chosen[code] = place

    def _steps(self) -> list[tuple[int, str, int]]:
        """Return what one move may do: the points it brings, where, and to which level."""
        held = {code: self.points(code, place) for code, place in self.chosen.items()}
        return [
            (self.points(code, place) - held[code], code, place)
            for code in self.choices
            for place in self._neighbours(code)
        ]

    def _neighbours(self, code: str) -> Sequence[int]:
        places = self.choices[code]
        if not self.stepwise:
            return places
        here = places.index(self.chosen[code])
        return places[max(here - 1, 0) : here + 2]
