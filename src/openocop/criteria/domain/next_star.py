"""The cheapest legal way from one sheet to each higher star: points and floors together, found exactly.

Raising a criterion to the next higher points that its sheet prints is one step. A path of least effort is found by
dynamic programming over the points gained, never by taking the cheapest step first: floors, points and criteria that
apply only after another one pull in different directions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from openocop.criteria.domain.criteria_set import STARS_WITH_GATES, CriteriaSet, Criterion
from openocop.criteria.domain.regulation import Regulation
from openocop.criteria.domain.releases import release
from openocop.criteria.domain.scoring import floors
from openocop.criteria.domain.sheet import Mark, score_sheet

Effort = Mapping[str, int | None]
_Cost = tuple[int, int, int]  # effort, criteria brought to their best level, criteria changed


@dataclass(frozen=True, slots=True)
class Step:
    """One criterion raised from `before` to `after` points by the mark `to`.

    `floor` is the points the star asks of it where it stands below them now (a blocker), `None` where only the total
    asks for it.
    """

    code: str
    to: Mark
    before: int
    after: int
    effort: int
    floor: int | None

    @property
    def gain(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Path:
    """What takes a sheet to `star` with the least effort; blockers first.

    Of paths that cost the same, the one with the fewest criteria at their best level is taken (those are the hardest
    to prove), then the one with the fewest criteria.

    `total` is the sheet's total afterwards; `lacking` the points that are missing now. `steps` is empty where the
    sheet reaches the star already, `None` where no sheet of these cases can.
    """

    star: int
    total: int
    lacking: int
    steps: tuple[Step, ...] | None

    @property
    def effort(self) -> int:
        return sum(step.effort for step in self.steps or ())


def paths_to_stars(
    criteria_set: CriteriaSet,
    levels: Mapping[str, Mark],
    regulation: Regulation,
    effort: Effort | None = None,
    *,
    total: int | None = None,
) -> tuple[Path, ...]:
    """Return the path to each star from three to five, the lowest first.

    Args:
        levels: a whole sheet, as `score_sheet` takes it. Nothing is ever lowered, and a criterion that is marked in
            one of two printed cases stays in that case: which case holds is a fact.
        effort: by criterion, what one step costs the producer in whole units of their own, at least 1, or `None` for
            what they cannot raise; 1 where nothing is said.
        total: the points that count now where they are not the sheet's own: a council's average in whole points,
            rounded down, beside the levels its sheets come to.

    Raises:
        SheetRefused: `levels` is no whole sheet.
    """
    weights = effort or {}
    points = score_sheet(criteria_set, "", levels).points
    ladders = [
        _ladder(criterion, levels[criterion.code], now, weights.get(criterion.code, 1))
        for criterion, now in zip(criteria_set.criteria, points, strict=True)
    ]
    bands = {band.stars: band.lower for band in release(criteria_set.release_id).bands}
    needed = floors(criteria_set, regulation.heading_mark)
    paths = []
    for star in STARS_WITH_GATES:
        least = {floor.position: floor.points for floor in needed if star in floor.stars}
        counted = sum(points) if total is None else total
        paths.append(_path(criteria_set, star, bands[star] - counted, points, ladders, least, counted))
    return tuple(paths)


@dataclass(frozen=True, slots=True)
class _Rung:
    """What a criterion may come to: its points, the mark that gives them, and the effort from where it stands."""

    points: int
    mark: Mark
    effort: int


@dataclass(frozen=True, slots=True)
class _Reached:
    """The cheapest way found so far to some gain: its cost, and the rungs chosen, each with its position."""

    cost: _Cost
    chosen: tuple[tuple[int, _Rung], ...]


def _ladder(criterion: Criterion, mark: Mark, now: int, weight: int | None) -> tuple[_Rung, ...]:
    """Return where a criterion stands, then every higher rung, the lowest first."""
    if weight is None:
        return (_Rung(now, mark, 0),)
    higher = _sums(criterion, mark) if criterion.additive else _choices(criterion, mark)
    above = sorted((points, to, steps) for points, (to, steps) in higher.items() if points > now)
    return (_Rung(now, mark, 0), *(_Rung(points, to, steps * weight) for points, to, steps in above))


def _choices(criterion: Criterion, mark: Mark) -> dict[int, tuple[Mark, int]]:
    """Return for each points above the mark the first level that gives them in its case, and the steps up to it."""
    standing = criterion.levels[mark] if isinstance(mark, int) else None
    found: dict[int, tuple[Mark, int]] = {}
    by_case: dict[int | None, list[tuple[int, int]]] = {}
    for place, level in enumerate(criterion.levels):
        if standing is None or level.case == standing.case:
            by_case.setdefault(level.case, []).append((level.points, place))
    base = standing.points if standing else 0
    for ladder in by_case.values():
        rungs = sorted({points for points, _place in ladder if points > base})
        for steps, points in enumerate(rungs, start=1):
            place = next(place for given, place in ladder if given == points)
            if points not in found or steps < found[points][1]:
                found[points] = (place, steps)
    return found


def _sums(criterion: Criterion, mark: Mark) -> dict[int, tuple[Mark, int]]:
    """Return for each sum of points the fewest further contents that give it together with those marked."""
    marked = tuple(mark) if isinstance(mark, list | tuple) else ()
    open_ = [place for place in range(len(criterion.levels)) if place not in marked]
    found: dict[int, tuple[Mark, int]] = {}
    for count in range(1, len(open_) + 1):
        for more in combinations(open_, count):
            chosen = tuple(sorted((*marked, *more)))
            found.setdefault(sum(criterion.levels[place].points for place in chosen), (chosen, count))
    return found


def _path(
    criteria_set: CriteriaSet,
    star: int,
    short: int,
    points: Sequence[int],
    ladders: Sequence[tuple[_Rung, ...]],
    least: Mapping[int, int],
    total: int,
) -> Path:
    lacking = max(0, short)
    reached = {0: _Reached((0, 0, 0), ())}
    for cluster in _clusters(criteria_set):
        reached = _extended(reached, list(_options(cluster, ladders, least)), lacking)
    best = reached.get(lacking)
    if best is None:
        return Path(star, total, lacking, None)
    steps = [_step(criteria_set.criteria[at], rung, points[at], least.get(at, 0)) for at, rung in best.chosen]
    steps.sort(key=lambda step: step.floor is None)
    return Path(star, total + sum(step.gain for step in steps), lacking, tuple(steps))


def _clusters(criteria_set: CriteriaSet) -> Iterator[tuple[int, ...]]:
    """Yield positions that must be chosen together: a criterion, then those that apply only once it has points."""
    for position, criterion in enumerate(criteria_set.criteria):
        if criterion.depends_on is None:
            yield (position, *(at for at, c in enumerate(criteria_set.criteria) if c.depends_on == criterion.code))


def _options(
    cluster: tuple[int, ...], ladders: Sequence[tuple[_Rung, ...]], least: Mapping[int, int]
) -> Iterator[tuple[int, _Reached]]:
    """Yield every legal choice of rungs within a cluster: the points it gains, its cost and what changed."""
    for rungs in product(*(ladders[at] for at in cluster)):
        applies = rungs[0].points > 0
        if any(rung.points < least.get(at, 0) for at, rung in zip(cluster, rungs, strict=True)):
            continue
        if not applies and any(rung.mark is not None for rung in rungs[1:]):
            continue
        changed = tuple((at, rung) for at, rung in zip(cluster, rungs, strict=True) if rung is not ladders[at][0])
        gain = sum(rung.points - ladders[at][0].points for at, rung in changed)
        effort, at_best = (
            sum(rung.effort for _at, rung in changed),
            sum(rung is ladders[at][-1] for at, rung in changed),
        )
        yield gain, _Reached((effort, at_best, len(changed)), changed)


def _extended(
    reached: Mapping[int, _Reached], options: Iterable[tuple[int, _Reached]], lacking: int
) -> dict[int, _Reached]:
    """Return the cheapest way to every gain after one more cluster; gains beyond what is lacking count as that."""
    found: dict[int, _Reached] = {}
    for gained, before in reached.items():
        for gain, option in options:
            at = min(lacking, gained + gain)
            cost = _sum(before.cost, option.cost)
            if at not in found or cost < found[at].cost:
                found[at] = _Reached(cost, before.chosen + option.chosen)
    return found


def _sum(one: _Cost, other: _Cost) -> _Cost:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _step(criterion: Criterion, rung: _Rung, before: int, least: int) -> Step:
    return Step(
        code=criterion.code,
        to=rung.mark,
        before=before,
        after=rung.points,
        effort=rung.effort,
        floor=least if before < least else None,
    )
