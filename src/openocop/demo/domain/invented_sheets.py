"""Invented sheets: levels that add up to a wanted total. The same seed gives the same sheets on any machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from openocop.criteria.domain.criteria_set import CriteriaSet, Criterion

ATTEMPTS = 500
Limits = Mapping[str, int]


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
    criteria_set: CriteriaSet, total: int, *, rng: Random, at_least: Limits | None = None, at_most: Limits | None = None
) -> dict[str, int | None]:
    """Return level places by criterion code that add up to `total` points.

    Args:
        at_least, at_most: points per criterion code that the sheet must reach or may not pass.

    Raises:
        TotalOutOfReach: no sheet within the limits was found.
    """
    choices = {c.code: _choices(c, at_least or {}, at_most or {}, criteria_set) for c in criteria_set.criteria}
    for _ in range(ATTEMPTS):
        chosen = {code: places[0] for code, places in choices.items()}
        points = {code: _points(criteria_set, code, place) for code, place in chosen.items()}
        _raise_to(criteria_set, total, choices, chosen, points, rng)
        if sum(points.values()) == total:
            return dict(chosen)
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


def _points(criteria_set: CriteriaSet, code: str, place: int) -> int:
    return criteria_set.criterion(code).levels[place].points


def _raise_to(
    criteria_set: CriteriaSet,
    total: int,
    choices: Mapping[str, Sequence[int]],
    chosen: dict[str, int],
    points: dict[str, int],
    rng: Random,
) -> None:
    missing = total - sum(points.values())
    while missing > 0:
        steps = [
            (code, place)
            for code, places in choices.items()
            for place in places
            if 0 < _points(criteria_set, code, place) - points[code] <= missing
        ]
        if not steps:
            return
        code, place = rng.choice(steps)
        missing -= _points(criteria_set, code, place) - points[code]
        chosen[code], points[code] = place, _points(criteria_set, code, place)
