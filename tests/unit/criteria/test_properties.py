"""What holds for every sheet of every release, whatever the marks."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.criteria.cast import best_levels, every_set, rankable_sets

from openocop.criteria.domain.criteria_set import CriteriaSet, Criterion, SetNo
from openocop.criteria.domain.regulation import Regulation, regulation_of
from openocop.criteria.domain.releases import criteria_set, errata_of, release
from openocop.criteria.domain.scoring import Result, evaluate, floors
from openocop.criteria.domain.sheet import Mark, SheetScore, score_sheet

fast = settings(max_examples=60, deadline=None)


@st.composite
def marks(draw: st.DrawFn, sheet: CriteriaSet) -> dict[str, Mark]:
    """Draw the marks of one valid sheet."""
    levels: dict[str, Mark] = {}
    for criterion in sheet.criteria:
        levels[criterion.code] = draw(one_mark(criterion))
    for criterion in sheet.criteria:
        needed = criterion.depends_on
        if needed is not None and points_of(sheet.criterion(needed), levels[needed]) == 0:
            levels[criterion.code] = None
    return levels


def one_mark(criterion: Criterion) -> st.SearchStrategy[Any]:
    places = st.integers(0, len(criterion.levels) - 1)
    return st.lists(places, unique=True) if criterion.additive else st.none() | places


def points_of(criterion: Criterion, mark: Mark) -> int:
    chosen = [] if mark is None else [mark] if isinstance(mark, int) else mark
    return sum(criterion.levels[place].points for place in chosen)


@st.composite
def councils(draw: st.DrawFn) -> tuple[CriteriaSet, Regulation, list[dict[str, Mark]], list[SheetScore]]:
    """Draw a rankable set, a regulation allowed under it, and the sheets of one to five members."""
    sheet = criteria_set(*draw(st.sampled_from(rankable_sets())))
    options = {
        name: draw(st.sampled_from(option.allowed))
        for name, option in release(sheet.release_id).options.items()
        if option.allowed
    }
    regulation = regulation_of(sheet.release_id, options)
    levels = draw(st.lists(marks(sheet), min_size=1, max_size=5))
    knocked: st.SearchStrategy[list[str]] = st.sampled_from(sorted(sheet.may_disqualify)).map(
        lambda code: [code]
    ) | st.just([])
    scores = [score_sheet(sheet, str(place), one, draw(knocked)) for place, one in enumerate(levels)]
    return sheet, regulation, levels, scores


def rank(result: Result) -> int:
    return 0 if result.star is None else result.star


@pytest.mark.parametrize(("release_id", "no"), list(every_set()))
def test_the_best_sheet_gives_100_or_what_the_errata_name(release_id: str, no: SetNo) -> None:
    sheet = criteria_set(release_id, no)
    named = [item.attainable_total for item in errata_of(sheet) if item.attainable_total is not None]
    score = score_sheet(sheet, "A", best_levels(sheet))
    assert [score.total] == (named or [100])
    if sheet.status == "complete":
        met = evaluate(sheet, regulation_of(release_id), [score])
        assert [gate.missed for gate in met.gates] == [(), (), ()]
        assert met.star == 5


@fast
@given(councils(), st.randoms(use_true_random=False))
def test_the_order_of_members_never_matters(drawn: Any, random: Any) -> None:
    sheet, regulation, _, scores = drawn
    shuffled = list(scores)
    random.shuffle(shuffled)
    assert evaluate(sheet, regulation, shuffled) == evaluate(sheet, regulation, scores)


@fast
@given(councils())
def test_a_star_never_exceeds_its_band_nor_its_floors(drawn: Any) -> None:
    sheet, regulation, _, scores = drawn
    found = evaluate(sheet, regulation, scores)
    assert rank(found) <= found.band
    for gate in found.gates:
        assert gate.met or rank(found) < gate.star
    assert 0 <= found.average <= 100
    assert found.average == sum(Fraction(score.total) for score in scores) / len(scores)


@fast
@given(councils())
def test_stored_scores_give_the_same_result(drawn: Any) -> None:
    sheet, regulation, _, scores = drawn
    stored = json.dumps([score.as_json() for score in scores])
    back = [SheetScore.from_json(item) for item in json.loads(stored)]
    assert back == scores
    assert evaluate(sheet, regulation, back) == evaluate(sheet, regulation, scores)


@fast
@given(st.data())
def test_raising_a_mark_never_lowers_a_total(data: st.DataObject) -> None:
    sheet = criteria_set(*data.draw(st.sampled_from(list(every_set()))))
    levels = data.draw(marks(sheet))
    before = score_sheet(sheet, "A", levels)
    raised = raise_one(data, sheet, levels, [criterion.code for criterion in sheet.criteria])
    after = score_sheet(sheet, "A", raised)
    assert after.total >= before.total
    assert all(later >= earlier for later, earlier in zip(after.points, before.points, strict=True))


@fast
@given(councils(), st.data())
def test_raising_a_mark_on_a_floor_never_lowers_the_star(drawn: Any, data: st.DataObject) -> None:
    sheet, regulation, levels, scores = drawn
    gated = [floor.code for floor in floors(sheet, "not_binding")] or [sheet.criteria[0].code]
    before = evaluate(sheet, regulation, scores)
    raised = raise_one(data, sheet, levels[0], gated)
    changed = [score_sheet(sheet, "0", raised, scores[0].disqualified), *scores[1:]]
    after = evaluate(sheet, regulation, changed)
    assert after.band >= before.band
    assert all(
        set(later.missed) <= set(earlier.missed) for later, earlier in zip(after.gates, before.gates, strict=True)
    )
    assert rank(after) >= rank(before)


def raise_one(data: st.DataObject, sheet: CriteriaSet, levels: dict[str, Mark], codes: list[str]) -> dict[str, Mark]:
    """Return `levels` with one of `codes`, if it applies, on a mark of at least as many points."""
    applicable = [
        code
        for code in codes
        if (needed := sheet.criterion(code).depends_on) is None
        or points_of(sheet.criterion(needed), levels[needed]) > 0
    ]
    code = data.draw(st.sampled_from(applicable))
    criterion = sheet.criterion(code)
    least = points_of(criterion, levels[code])
    choices = [levels[code], *best_choices(criterion, least)]
    return levels | {code: data.draw(st.sampled_from(choices))}


def best_choices(criterion: Criterion, least: int) -> list[Mark]:
    if criterion.additive:
        return [list(range(len(criterion.levels)))]
    return [place for place, level in enumerate(criterion.levels) if level.points >= least]
