"""The way to the next star is exact: held against every combination, and against an integer program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from random import Random

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from tests.unit.criteria.cast import best_levels, rankable_sets

from openocop.criteria.domain.criteria_set import CriteriaSet, Criterion, SetNo
from openocop.criteria.domain.next_star import Path, paths_to_stars
from openocop.criteria.domain.regulation import regulation_of
from openocop.criteria.domain.releases import criteria_set, release
from openocop.criteria.domain.scoring import evaluate, floors
from openocop.criteria.domain.sheet import Mark, score_sheet

Levels = dict[str, Mark]


def _paths(sheet: CriteriaSet, levels: Levels, effort: Mapping[str, int | None] | None = None) -> dict[int, Path]:
    return {path.star: path for path in paths_to_stars(sheet, levels, regulation_of(sheet.release_id), effort)}


def _lowest(sheet: CriteriaSet) -> Levels:
    return {one.code: None if one.depends_on else 0 for one in sheet.criteria}


def test_the_way_from_the_lowest_sheet_of_set_8_puts_floors_first() -> None:
    # Annex II of 26/2026/QĐ-TTg, set 8: three stars ask 2 points under 2.2 and 4.1 and 1 under 5.3; 50 points in all.
    sheet = criteria_set("26-2026", 8)
    path = _paths(sheet, _lowest(sheet))[3]
    assert (path.total, path.lacking, path.effort) == (50, 34, 24)
    assert path.steps is not None
    assert [(step.code, step.floor) for step in path.steps[:4]] == [("2.2", 2), ("4.1", 2), ("5.3", 1), ("4.3", None)]
    assert sum(step.gain for step in path.steps) == 34


def test_a_sheet_that_has_the_star_needs_no_step() -> None:
    sheet = criteria_set("26-2026", 8)
    assert [path.steps for path in _paths(sheet, best_levels(sheet)).values()] == [(), (), ()]


def test_what_cannot_be_raised_is_gone_round_or_closes_the_way() -> None:
    sheet = criteria_set("26-2026", 8)
    levels = _lowest(sheet)
    open_way = _paths(sheet, levels, {"4.3": None})[3]
    assert open_way.steps is not None
    assert "4.3" not in {step.code for step in open_way.steps}
    assert _paths(sheet, levels, {"4.1": None})[3].steps is None  # a floor of three stars


def test_dear_steps_are_left_for_cheap_ones() -> None:
    sheet = criteria_set("26-2026", 8)
    dear = _paths(sheet, _lowest(sheet), {"4.3": 100, "7": 100})[3]
    assert dear.steps is not None
    assert {"4.3", "7"} & {step.code for step in dear.steps} == set()


def test_the_way_goes_by_effort_and_an_equal_effort_everywhere_changes_nothing() -> None:
    sheet = criteria_set("26-2026", 8)
    levels = _lowest(sheet)
    plain = _paths(sheet, levels)[3]
    medium = _paths(sheet, levels, dict.fromkeys(sheet.position, 2))[3]
    assert plain.steps is not None
    assert medium.steps is not None
    assert [step.code for step in medium.steps] == [step.code for step in plain.steps]
    assert (plain.effort, medium.effort) == (24, 48)
    # The story (5.1) is easy for one who has it written: it comes in, and the whole costs less than before.
    easy = _paths(sheet, levels, dict.fromkeys(sheet.position, 2) | {"5.1": 1, "7": 3})[3]
    assert easy.effort < 48


@pytest.mark.parametrize("key", rankable_sets(), ids=str)
def test_following_a_path_gives_the_star_and_lowers_nothing(key: tuple[str, SetNo]) -> None:
    sheet, regulation = criteria_set(*key), regulation_of(key[0])
    for seed in range(3):
        levels = _random_levels(sheet, Random(seed))
        before = score_sheet(sheet, "a", levels)
        for star, path in _paths(sheet, levels).items():
            if path.steps is None:
                continue
            after = score_sheet(sheet, "a", levels | {step.code: step.to for step in path.steps})
            result = evaluate(sheet, regulation, [after])
            assert result.star is not None
            assert result.star >= star
            assert after.total == path.total
            assert all(now >= then for now, then in zip(after.points, before.points, strict=True))


@pytest.mark.parametrize("key", rankable_sets(), ids=str)
def test_no_combination_of_eight_criteria_is_cheaper(key: tuple[str, SetNo]) -> None:
    """All other criteria stand at their best, so that only the eight can be raised."""
    sheet, rng = criteria_set(*key), Random(str(key))
    low = rng.sample([one.code for one in sheet.criteria], 8)
    levels = best_levels(sheet) | {code: mark for code, mark in _random_levels(sheet, rng).items() if code in low}
    levels = _legal(sheet, levels)
    effort = _said_efforts(sheet, rng)
    for star, path in _paths(sheet, levels, effort).items():
        assert (None if path.steps is None else path.effort) == _cheapest_of_all(sheet, levels, effort, star)


@pytest.mark.parametrize("key", rankable_sets(), ids=str)
def test_an_integer_program_on_the_whole_sheet_finds_nothing_cheaper(key: tuple[str, SetNo]) -> None:
    sheet, rng = criteria_set(*key), Random(str(key) + "milp")
    levels = _random_levels(sheet, rng, lowest=0.6)
    effort = _said_efforts(sheet, rng)
    for star, path in _paths(sheet, levels, effort).items():
        assert (None if path.steps is None else path.effort) == _cheapest_by_program(sheet, levels, effort, star)


def _said_efforts(sheet: CriteriaSet, rng: Random) -> dict[str, int | None]:
    """What a producer says of each step: easy 1, medium 2, hard 3, now and then that it cannot be done."""
    return {one.code: rng.choice((1, 1, 2, 2, 2, 2, 3, 3, 3, None)) for one in sheet.criteria}


def _random_levels(sheet: CriteriaSet, rng: Random, lowest: float = 0.0) -> Levels:
    levels: Levels = {}
    for one in sheet.criteria:
        place = 0 if rng.random() < lowest else rng.randrange(len(one.levels))
        levels[one.code] = [place] if one.additive else place
    return _legal(sheet, levels)


def _legal(sheet: CriteriaSet, levels: Levels) -> Levels:
    return levels | {
        one.code: None
        for one in sheet.criteria
        if one.depends_on and not _worth(sheet.criterion(one.depends_on), levels)
    }


def _worth(one: Criterion, levels: Levels) -> int:
    mark = levels[one.code]
    places = [] if mark is None else mark if isinstance(mark, list | tuple) else [mark]
    return sum(one.levels[place].points for place in places)


def _choices(one: Criterion, levels: Levels, weight: int | None) -> Iterator[tuple[Mark, int, int]]:
    """Yield every mark a criterion may have afterwards, its points and the effort: steps are rungs climbed."""
    mark, now = levels[one.code], _worth(one, levels)
    yield mark, now, 0
    if weight is None:
        return
    if one.additive:
        assert isinstance(mark, list)
        rest = [place for place in range(len(one.levels)) if place not in mark]
        for chosen in product([False, True], repeat=len(rest)):
            more = [place for place, taken in zip(rest, chosen, strict=True) if taken]
            if more:
                yield [*mark, *more], now + sum(one.levels[place].points for place in more), weight * len(more)
        return
    case = one.levels[mark].case if isinstance(mark, int) else None
    for place, level in enumerate(one.levels):
        if level.points > now and (mark is None or level.case == case):
            same = {other.points for other in one.levels if other.case == level.case}
            yield place, level.points, weight * sum(now < points <= level.points for points in same)


def _asked(sheet: CriteriaSet, star: int) -> tuple[int, dict[str, int]]:
    needed = floors(sheet, regulation_of(sheet.release_id).heading_mark)
    lower = next(band.lower for band in release(sheet.release_id).bands if band.stars == star)
    return lower, {floor.code: floor.points for floor in needed if star in floor.stars}


def _cheapest_of_all(sheet: CriteriaSet, levels: Levels, effort: Mapping[str, int | None], star: int) -> int | None:
    lower, least = _asked(sheet, star)
    choices = [list(_choices(one, levels, effort[one.code])) for one in sheet.criteria]
    best = None
    for chosen in product(*choices):
        marks = {one.code: mark for one, (mark, _points, _cost) in zip(sheet.criteria, chosen, strict=True)}
        points = {one.code: given for one, (_mark, given, _cost) in zip(sheet.criteria, chosen, strict=True)}
        cost = sum(one[2] for one in chosen)
        if best is not None and cost >= best:
            continue
        legal = all(not one.depends_on or points[one.depends_on] or marks[one.code] is None for one in sheet.criteria)
        if legal and sum(points.values()) >= lower and all(points[code] >= given for code, given in least.items()):
            best = cost
    return best


def _cheapest_by_program(sheet: CriteriaSet, levels: Levels, effort: Mapping[str, int | None], star: int) -> int | None:
    """One variable of 0 or 1 for each mark a criterion may have; exactly one of them is taken."""
    lower, least = _asked(sheet, star)
    columns = [
        (one, mark, points, cost)
        for one in sheet.criteria
        for mark, points, cost in _choices(one, levels, effort[one.code])
    ]
    rows, low, high = [[points for _one, _mark, points, _cost in columns]], [float(lower)], [np.inf]
    for one in sheet.criteria:
        own = [float(column[0] is one) for column in columns]
        rows.append(own)
        low.append(1)
        high.append(1)
        if one.code in least:
            rows.append([column[2] if column[0] is one else 0 for column in columns])
            low.append(least[one.code])
            high.append(np.inf)
        if one.depends_on:  # marked only if the other has points
            rows.append(
                [
                    1.0 if column[0] is one and column[1] is not None
                    else -1.0 if column[0].code == one.depends_on and column[2] > 0
                    else 0.0
                    for column in columns
                ]
            )  # fmt: skip
            low.append(-np.inf)
            high.append(0)
    found = milp(
        [cost for _one, _mark, _points, cost in columns],
        constraints=LinearConstraint(np.array(rows, dtype=float), low, high),
        integrality=np.ones(len(columns)),
        bounds=Bounds(0, 1),
    )
    return round(found.fun) if found.success else None
