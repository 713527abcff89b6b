"""Drawn panels get the star the engine gives them; the shares are those of the draw."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from openocop.criteria.domain.criteria_set import CriteriaSet, Criterion
from openocop.criteria.domain.regulation import regulation_of
from openocop.criteria.domain.releases import criteria_set, release
from openocop.criteria.domain.scoring import evaluate, with_agreed_points
from openocop.criteria.domain.sheet import SheetScore
from openocop.evaluation.domain.certainty import certainty, stars_of_panels
from tests.unit.criteria.cast import rankable_sets

OPTIONS = ("gate_test", "missed_gate", "disqualifier_test", "band_reading", "heading_mark")


def _sheets(printed: CriteriaSet, rng: random.Random, count: int = 5) -> list[SheetScore]:
    """Return sheets of the best and the second best levels, so that panels differ."""
    found = []
    for seat in range(count):
        points = [rng.choice(_upper(criterion)) for criterion in printed.criteria]
        knocked = ("dossier",) if rng.random() < 0.2 else ()
        found.append(SheetScore(f"ghe-{seat}", sum(points), (), tuple(points), knocked))
    return found


def _upper(criterion: Criterion) -> list[int]:
    """Return points to draw from, the best more often than others: floors are met and missed alike."""
    points = sorted(level.points for level in criterion.levels)
    return [*points[-2:], *[points[-1]] * 6]


def test_every_panel_gets_the_star_of_the_engine() -> None:
    """Every option of every release, on sheets around the thresholds: 3,000 panels and more."""
    rng = random.Random(7)
    stars = set()
    for release_id in ("26-2026", "148-2023", "1048-2019"):
        options = release(release_id).options
        sets = [key for key in rankable_sets() if key[0] == release_id]
        for chosen in product(*[options[name].allowed for name in OPTIONS]):
            regulation = regulation_of(release_id, dict(zip(OPTIONS, chosen, strict=True)))
            printed = criteria_set(*rng.choice(sets))
            sheets = _sheets(printed, rng)
            panels = [[rng.randrange(5) for _ in range(5)] for _ in range(30)]
            counts = np.array([[panel.count(seat) for seat in range(5)] for panel in panels])
            for panel, star in zip(panels, stars_of_panels(printed, regulation, sheets, counts), strict=True):
                drawn = [replace(sheets[seat], assessor=str(place)) for place, seat in enumerate(panel)]
                assert star == evaluate(printed, regulation, drawn).star, (chosen, printed.no, panel)
                stars.add(star)
    assert stars == {None, 2, 3, 4, 5}


def test_criteria_left_to_others_and_agreed_points_are_those_of_the_engine() -> None:
    printed, regulation = criteria_set("26-2026", 8), regulation_of("26-2026", {"gate_test": "majority"})
    sheets = _sheets(printed, random.Random(3), 3)
    left = printed.position["1.5"]
    sheets[0] = replace(
        sheets[0],
        outside=("1.5",),
        total=sheets[0].total - sheets[0].points[left],
        points=(*sheets[0].points[:left], 0, *sheets[0].points[left + 1 :]),
    )
    counts = np.array([[1, 1, 1], [2, 1, 0], [0, 3, 0]])
    for agreed in ({}, {"2.2": 0}):
        found = stars_of_panels(printed, regulation, sheets, counts, agreed)
        for panel, star in zip(counts.tolist(), found, strict=True):
            drawn = [sheet for sheet, times in zip(sheets, panel, strict=True) for _ in range(times)]
            named = [replace(sheet, assessor=str(place)) for place, sheet in enumerate(drawn)]
            result = with_agreed_points(printed, regulation, evaluate(printed, regulation, named), agreed)
            assert star == result.star


def test_sheets_that_all_agree_are_certain() -> None:
    printed, regulation = criteria_set("26-2026", 8), regulation_of("26-2026")
    best = tuple(criterion.best for criterion in printed.criteria)
    sheets = [SheetScore(str(seat), sum(best), (), best) for seat in range(5)]
    found = certainty(printed, regulation, sheets, evaluate(printed, regulation, sheets))
    assert found is not None
    assert (found.same, found.stars, found.doubts) == (1.0, ((5, 1.0),), ())


def test_a_floor_that_some_sheets_miss_is_named_as_the_doubt() -> None:
    """Three of five sheets reach every floor, two miss one of them: about a third of equal panels would miss it.

    By the majority test a panel of five meets the floor when at least three of its draws are of the three:
    sum of C(5,k) 0.6^k 0.4^(5-k) for k = 3..5 is 0.683.
    """
    printed, regulation = criteria_set("26-2026", 8), regulation_of("26-2026", {"gate_test": "majority"})
    best = [criterion.best for criterion in printed.criteria]
    place = printed.position["1.5"]
    low = [*best[:place], 0, *best[place + 1 :]]
    given = [best, best, best, low, low]
    sheets = [SheetScore(str(seat), sum(points), (), tuple(points)) for seat, points in enumerate(given)]
    found = certainty(printed, regulation, sheets, evaluate(printed, regulation, sheets))
    assert found is not None
    ((code, met),) = found.doubts
    assert code == printed.criteria[place].code
    assert met == pytest.approx(0.683, abs=0.04)


def test_two_sheets_are_too_few() -> None:
    printed, regulation = criteria_set("26-2026", 8), regulation_of("26-2026")
    sheets = _sheets(printed, random.Random(1), 2)
    assert certainty(printed, regulation, sheets, evaluate(printed, regulation, sheets)) is None
