"""What a council's sheets say to a producer, on every sheet of the law."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from openocop.criteria.domain.regulation import Regulation, regulation_of
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.scoring import Result, evaluate
from openocop.criteria.domain.sheet import Mark, score_sheet
from openocop.dossiers.domain.self_score import complete_levels
from openocop.evaluation.domain.feedback import MOST_LOSSES, MOST_STRENGTHS, Sheet, feedback_of, resulting_levels

SETS = range(1, 27)
RELEASE = "26-2026"


def judged(set_no: int, regulation: Regulation, *sheets: dict[str, Mark]) -> tuple[list[Sheet], Result]:
    printed = criteria_set(RELEASE, set_no)
    whole = [complete_levels(printed, levels) for levels in sheets]
    scores = [score_sheet(printed, str(number), levels) for number, levels in enumerate(whole)]
    return [Sheet(levels, score.points) for levels, score in zip(whole, scores, strict=True)], evaluate(
        printed, regulation, scores
    )


def at_random(set_no: int, rng: Random) -> dict[str, Mark]:
    return {
        criterion.code: rng.randrange(len(criterion.levels)) for criterion in criteria_set(RELEASE, set_no).criteria
    }


@pytest.mark.parametrize("gate_test", ["majority", "every", "average"])
def test_the_conditions_told_are_those_the_council_missed(gate_test: str) -> None:
    """Five sheets at random on each of the 26 sets: the levels told agree with the result about every floor."""
    regulation, rng = regulation_of(RELEASE, {"gate_test": gate_test}), Random(26)
    for set_no in SETS:
        sheets, result = judged(set_no, regulation, *(at_random(set_no, rng) for _ in range(5)))
        told = feedback_of(criteria_set(RELEASE, set_no), regulation, sheets, result)
        missed = next(gate.missed for gate in result.gates if gate.star == told.next_star)
        assert {one.code for one in told.gates} == set(missed)
        assert len(told.strengths) <= MOST_STRENGTHS
        assert len(told.losses) <= MOST_LOSSES


def test_the_common_level_is_that_of_more_than_half_of_the_sheets() -> None:
    """Criterion 1.1 of set 8 prints 1, 2, 3 points: of 1, 2, 3 two sheets of three reach 2; of 1, 3 one reaches 3."""
    printed, regulation = criteria_set(RELEASE, 8), regulation_of(RELEASE)
    low: dict[str, Mark] = {criterion.code: 0 for criterion in printed.criteria}
    three, _result = judged(8, regulation, low, {**low, "1.1": 1}, {**low, "1.1": 2})
    assert resulting_levels(printed, regulation, three)["1.1"] == 1
    two, _result = judged(8, regulation, low, {**low, "1.1": 2})
    assert resulting_levels(printed, regulation, two)["1.1"] == 0


def test_points_are_counted_from_the_average_of_the_council_not_from_the_common_levels() -> None:
    """69.5 points lack one whole point of 70, whatever the common levels add up to."""
    printed, regulation = criteria_set(RELEASE, 8), regulation_of(RELEASE)
    best: dict[str, Mark] = {
        criterion.code: max(range(len(criterion.levels)), key=lambda n, c=criterion: c.levels[n].points)
        for criterion in printed.criteria
    }
    sheets, result = judged(8, regulation, best, best)
    told = feedback_of(printed, regulation, sheets, replace(result, average=Fraction(139, 2), star=3))
    assert (told.next_star, told.lacking) == (4, 1)


def test_five_stars_leave_no_next_one() -> None:
    printed, regulation = criteria_set(RELEASE, 8), regulation_of(RELEASE)
    best: dict[str, Mark] = {
        criterion.code: max(range(len(criterion.levels)), key=lambda n, c=criterion: c.levels[n].points)
        for criterion in printed.criteria
    }
    sheets, result = judged(8, regulation, best, best)
    told = feedback_of(printed, regulation, sheets, result)
    assert (result.star, told.next_star, told.steps, told.gates, told.losses) == (5, None, None, (), ())
