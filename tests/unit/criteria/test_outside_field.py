"""Criteria that an assessor leaves to those who know the field: what counts there, worked by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.criteria.cast import best_levels, with_codes

from openocop.criteria.domain.explanation import reasons
from openocop.criteria.domain.refusal import SheetRefused
from openocop.criteria.domain.regulation import regulation_of
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.scoring import Result, completed_totals, evaluate, marks_given, unmarked
from openocop.criteria.domain.sheet import Mark, SheetScore, score_sheet

SET_8 = criteria_set("26-2026", 8)  # 1.1 gives 1, 2 or 3 points; 5.2 depends on 5.1


def sheet(name: str, outside: Collection[str] = (), **changed: Mark) -> SheetScore:
    levels = best_levels(SET_8) | with_codes(changed) | dict.fromkeys(outside)
    return score_sheet(SET_8, name, levels, outside=outside)


def result(*sheets: SheetScore, **options: object) -> Result:
    return evaluate(SET_8, regulation_of("26-2026", options), sheets)


def test_the_average_of_the_marks_given_stands_where_one_is_left() -> None:
    # 1.1: marks 1, 3, 3 of three members, left by the fourth, whose other criteria come to 97: 97 + 7/3.
    sheets = [sheet("A", _1_1=0), sheet("B"), sheet("C"), sheet("D", outside=["1.1"])]
    assert completed_totals(SET_8, sheets) == [98, 100, 100, 97 + Fraction(7, 3)]
    found = result(*sheets)
    assert (found.average, found.spread, found.rescoring_required) == (Fraction(298, 3), 2, False)
    assert marks_given(SET_8, sheets, "1.1") == [1, 3, 3]


def test_where_nothing_is_left_the_average_is_the_plain_one_of_whole_totals() -> None:
    found = result(sheet("A", _1_1=0), sheet("B"))
    assert (found.average, found.spread, type(found.spread)) == (99, 2, int)


def test_a_floor_is_tested_on_the_marks_given() -> None:
    # 1.5 takes its best level for five stars. One of two reaches it: no majority; of one alone it is met.
    assert result(sheet("A", _1_5=0), sheet("B")).gates[2].missed == ("1.5",)
    assert result(sheet("A", outside=["1.5"]), sheet("B")).gates[2].missed == ()


@pytest.mark.parametrize("gate_test", ["every", "majority", "average"])
def test_what_nobody_marks_has_no_points_meets_no_floor_and_is_scored_again(gate_test: str) -> None:
    sheets = [sheet("A", outside=["1.1"]), sheet("B", outside=["1.1"])]
    found = result(*sheets, gate_test=gate_test)
    assert unmarked(SET_8, sheets) == ("1.1",)
    assert (found.average, found.spread, found.rescoring_required) == (97, 0, True)
    assert [gate.missed for gate in found.gates] == [("1.1",)] * 3


def test_it_is_said_how_the_average_came_about() -> None:
    sheets = [sheet("A", _1_1=0), sheet("B"), sheet("C", outside=["1.1"])]
    said = reasons(SET_8, regulation_of("26-2026"), sheets, result(*sheets))
    assert (
        "Tiêu chí 1.1: 1 phiếu để lại vì ngoài lĩnh vực chuyên môn, lấy trung bình 2 điểm của 2 phiếu có chấm." in said
    )


@pytest.mark.parametrize(
    ("levels", "outside", "words"),
    [
        ({"1.1": 2}, ["1.1"], "thì không cho điểm"),
        ({"5.1": None}, ["5.1"], "tiêu chí 5.1 để lại thì tiêu chí này cũng để lại"),
        ({}, ["9.9"], "không có trong bộ số 8"),
    ],
)
def test_a_sheet_that_contradicts_itself_is_refused(levels: Mapping[str, Mark], outside: list[str], words: str) -> None:
    whole = best_levels(SET_8) | levels | ({"5.2": None} if "5.1" in outside else {})
    with pytest.raises(SheetRefused, match=words):
        score_sheet(SET_8, "A", whole, outside=outside)


def test_what_is_stored_reads_back_and_whole_sheets_are_stored_as_before() -> None:
    left = sheet("A", outside=["5.1", "5.2"])
    assert left.as_json()["outside"] == ["5.1", "5.2"]
    assert SheetScore.from_json(left.as_json()) == left
    assert "outside" not in sheet("A").as_json()


@settings(max_examples=30)
@given(st.lists(st.sets(st.sampled_from(["1.1", "1.2", "2.1", "7"]), max_size=4), min_size=1, max_size=6), st.randoms())
def test_the_average_is_the_sum_of_the_averages_of_the_marks_given(left: list[set[str]], random: object) -> None:
    sheets = [sheet(f"Thành viên {n}", outside=sorted(codes), **_lower(codes, n)) for n, codes in enumerate(left)]
    means = Fraction(0)
    for criterion in SET_8.criteria:
        given = marks_given(SET_8, sheets, criterion.code)
        means += Fraction(sum(given), len(given)) if given else 0
    found = result(*sheets)
    assert found.average == means
    random.shuffle(sheets)  # type: ignore[attr-defined]  # Hypothesis gives a Random
    assert result(*sheets) == found


def _lower(left: set[str], number: int) -> dict[str, Mark]:
    return {} if "1.1" in left else {"_1_1": number % 3}
