"""The count of the rehearsal, which reads the printed data itself, and the engine come to the same."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from rehearsal.counting import MOST_APART, outcome, written
from rehearsal.law import RELEASE
from rehearsal.plan import Plan

from openocop.core.documents.vietnamese import average_text
from openocop.criteria.domain.regulation import regulation_of
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.scoring import evaluate
from openocop.criteria.domain.sheet import score_sheet

PLAN = Plan(dossiers=30, members=9, tablets=15)


@pytest.mark.parametrize("position", PLAN.positions())
@pytest.mark.parametrize("ballot", [1, 2])
def test_the_engine_and_the_independent_count_agree(position: int, ballot: int) -> None:
    set_no, members = PLAN.set_of(position), PLAN.scorers(position)
    printed, given = criteria_set(RELEASE, set_no), [PLAN.gives(member, position, ballot) for member in members]
    sheets = [score_sheet(printed, str(member), levels) for member, levels in zip(members, given, strict=True)]
    engine = evaluate(printed, regulation_of(RELEASE, {"max_spread": str(MOST_APART)}), sheets)
    counted = outcome(set_no, given)
    assert (engine.average, engine.spread, engine.band, engine.star) == (
        counted.average,
        counted.spread,
        counted.band,
        counted.star,
    )
    assert engine.rescoring_required == (counted.spread > MOST_APART)


def test_the_plan_has_what_a_rehearsal_must_show() -> None:
    assert PLAN.scored_again() == [1, 11, 21]
    assert PLAN.paired == (1, 2, 3)
    assert len(list(PLAN.sheets())) == 30 * 9 - 1 + 3 * 9
    assert {PLAN.final(position).star for position in PLAN.positions()} == {2, 3, 5}
    assert any(PLAN.final(one).band > PLAN.final(one).star for one in PLAN.positions())


@pytest.mark.parametrize("average", [Fraction(226, 3), Fraction(89996, 1000), Fraction(70), Fraction(1, 200)])
def test_an_average_is_written_as_on_paper(average: Fraction) -> None:
    assert written(average) == average_text(average)
    assert average_text(Decimal("75.335")) == written(Fraction(75335, 1000))
