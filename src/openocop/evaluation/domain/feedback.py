"""What a council's sheets say to a producer: strengths, what was missing, and the shortest way to the next star.

Nothing here tells of one sheet: each criterion stands at the level that the council's regulation makes of all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from openocop.criteria.domain.criteria_set import CriteriaSet, Criterion
from openocop.criteria.domain.next_star import Path, paths_to_stars
from openocop.criteria.domain.regulation import Regulation
from openocop.criteria.domain.scoring import Result
from openocop.criteria.domain.sheet import Mark, score_sheet
from openocop.dossiers.domain.self_score import complete_levels

MOST_STRENGTHS, MOST_LOSSES = 5, 4
_NEAR_THE_TOP = Fraction(3, 4)
_LOWEST_CERTIFIED = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """The levels of one sheet with its points in the order of the set's criteria."""

    levels: Mapping[str, Mark]
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A criterion in the sheet's words: the level the council saw, and one above it where there is one to name.

    `points` and `offered` are what it came to and the most the sheet offers. `floor` tells that the higher level is a
    minimum condition of the star.
    """

    code: str
    label: str
    level: str
    points: int
    offered: int
    above: str = ""
    floor: bool = False


@dataclass(frozen=True, slots=True)
class Feedback:
    """All that the letter tells. `gates` are missed minimum conditions of `next_star`, `losses` other levels lost.

    `next_star` is None where no higher star is left, `steps` None where no way leads there; they include the missed
    conditions, first of all. `lacking` are the points that are missing.
    """

    strengths: tuple[Remark, ...]
    gates: tuple[Remark, ...]
    losses: tuple[Remark, ...]
    next_star: int | None
    steps: tuple[Remark, ...] | None
    lacking: int


def feedback_of(criteria_set: CriteriaSet, regulation: Regulation, sheets: Sequence[Sheet], result: Result) -> Feedback:
    """Return what the sheets of the ballot that counts say; `result` is what the council fixed."""
    levels = resulting_levels(criteria_set, regulation, sheets)
    points = score_sheet(criteria_set, "", levels).points
    path = next_path(criteria_set, regulation, levels, result)
    steps = _steps(criteria_set, levels, path)
    gates = _gates(criteria_set, levels, points, path, result) if steps is None else [one for one in steps if one.floor]
    return Feedback(
        strengths=_strengths(criteria_set, levels, points),
        gates=tuple(gates),
        losses=_losses(criteria_set, levels, points, without={one.code for one in (*gates, *(steps or ()))}),
        next_star=path.star if path else None,
        steps=steps,
        lacking=path.lacking if path else 0,
    )


def next_path(
    criteria_set: CriteriaSet, regulation: Regulation, levels: Mapping[str, Mark], result: Result
) -> Path | None:
    """Return the exact cheapest way to the lowest star above the result, None above five stars."""
    star = max((result.star or 0) + 1, _LOWEST_CERTIFIED)
    whole = result.average.numerator // result.average.denominator
    paths = paths_to_stars(criteria_set, levels, regulation, total=whole)
    return next((path for path in paths if path.star == star), None)


def resulting_levels(criteria_set: CriteriaSet, regulation: Regulation, sheets: Sequence[Sheet]) -> Mapping[str, Mark]:
    """Return one whole sheet for all: of each criterion the level that the regulation's test of floors sees reached.

    `majority`: the highest points that more than half of the sheets reach; `every`: the lowest given; `average`: the
    highest printed points that the mean reaches.
    """
    found: dict[str, Mark] = {}
    for place, criterion in enumerate(criteria_set.criteria):
        given = [(sheet.points[place], sheet.levels.get(criterion.code)) for sheet in sheets]
        found[criterion.code] = _mark(criterion, given, regulation.gate_test)
    return complete_levels(criteria_set, found)


def _mark(criterion: Criterion, given: Sequence[tuple[int, Mark]], gate_test: str) -> Mark:
    ranked = sorted(points for points, _level in given)
    if gate_test == "every":
        reached = ranked[0]
    elif gate_test == "average":
        return _printed_below(criterion, given, Fraction(sum(ranked), len(ranked)))
    else:
        reached = ranked[(len(ranked) - 1) // 2]  # more than half of the sheets are there or above
    return _most_common(mark for points, mark in given if points == reached)


def _printed_below(criterion: Criterion, given: Sequence[tuple[int, Mark]], mean: Fraction) -> Mark:
    """Return the highest level that the mean reaches, in the case that most sheets chose."""
    nearest = _most_common(mark for points, mark in given if points <= mean)
    if not isinstance(nearest, int):
        return nearest
    case = criterion.levels[nearest].case
    reached = [
        (level.points, -place)
        for place, level in enumerate(criterion.levels)
        if level.case == case and level.points <= mean
    ]
    return -max(reached)[1] if reached else nearest


def _most_common(marks: Iterable[Mark]) -> Mark:
    counted = Counter(tuple(mark) if isinstance(mark, list | tuple) else mark for mark in marks)
    return max(counted, key=lambda mark: (counted[mark], str(mark)))


def _strengths(criteria_set: CriteriaSet, levels: Mapping[str, Mark], points: Sequence[int]) -> tuple[Remark, ...]:
    """Return the criteria at or near the most their sheet offers, the weightiest first."""
    strong = [
        (criterion.best, -place, criterion, now)
        for place, (criterion, now) in enumerate(zip(criteria_set.criteria, points, strict=True))
        if now and Fraction(now, criterion.best) >= _NEAR_THE_TOP
    ]
    # Weighed by what the sheet offers; what stands at the very top comes before what stands near it.
    strong.sort(key=lambda one: (one[3] == one[0], one[0], one[1]), reverse=True)
    return tuple(_remark(criterion, levels, now) for _most, _place, criterion, now in strong[:MOST_STRENGTHS])


def _losses(
    criteria_set: CriteriaSet, levels: Mapping[str, Mark], points: Sequence[int], *, without: set[str]
) -> tuple[Remark, ...]:
    """Return the criteria that lost the most points against what the sheet offers."""
    lost = [
        (criterion.best - now, -place, criterion, now)
        for place, (criterion, now) in enumerate(zip(criteria_set.criteria, points, strict=True))
        if criterion.code not in without and criterion.best > now and _applies(criteria_set, points, criterion)
    ]
    lost.sort(key=lambda one: one[:2], reverse=True)
    return tuple(_above(criterion, levels, now) for _lost, _place, criterion, now in lost[:MOST_LOSSES])


def _applies(criteria_set: CriteriaSet, points: Sequence[int], criterion: Criterion) -> bool:
    return criterion.depends_on is None or points[criteria_set.position[criterion.depends_on]] > 0


def _steps(criteria_set: CriteriaSet, levels: Mapping[str, Mark], path: Path | None) -> tuple[Remark, ...] | None:
    if path is None or path.steps is None:
        return None
    found = []
    for step in path.steps:
        criterion = criteria_set.criterion(step.code)
        found.append(
            Remark(
                step.code,
                criterion.caption,
                _words(criterion, levels[step.code]),
                step.before,
                step.after,
                _words(criterion, step.to),
                step.floor is not None,
            )
        )
    return tuple(found)


def _gates(
    criteria_set: CriteriaSet,
    levels: Mapping[str, Mark],
    points: Sequence[int],
    path: Path | None,
    result: Result,
) -> list[Remark]:
    """Return the minimum conditions missed for a star to which no way leads."""
    missed = next((gate.missed for gate in result.gates if path and gate.star == path.star), ())
    return [
        _above(criteria_set.criterion(code), levels, points[criteria_set.position[code]], floor=True) for code in missed
    ]


def _above(criterion: Criterion, levels: Mapping[str, Mark], now: int, *, floor: bool = False) -> Remark:
    """Return a criterion with the next higher level of its case."""
    mark = levels[criterion.code]
    case = criterion.levels[mark].case if isinstance(mark, int) else None
    higher = [
        (level.points, place)
        for place, level in enumerate(criterion.levels)
        if level.points > now and (case is None or level.case == case)
    ]
    above = criterion.levels[min(higher)[1]].text if higher else ""
    return Remark(criterion.code, criterion.caption, _words(criterion, mark), now, criterion.best, above, floor)


def _remark(criterion: Criterion, levels: Mapping[str, Mark], now: int) -> Remark:
    return Remark(criterion.code, criterion.caption, _words(criterion, levels[criterion.code]), now, criterion.best)


def _words(criterion: Criterion, mark: Mark) -> str:
    """Return the printed words of a mark, "" where no level fits."""
    places = [mark] if isinstance(mark, int) else list(mark or ())
    return "; ".join(criterion.levels[place].text for place in places)
