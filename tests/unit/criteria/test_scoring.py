from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from tests.unit.criteria.cast import best_levels, with_codes

from openocop.criteria.domain.refusal import NotForRanking, Refused, SheetRefused
from openocop.criteria.domain.regulation import regulation_of
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.scoring import Gate, Result, band_of, evaluate, floors
from openocop.criteria.domain.sheet import Mark, SheetScore, score_sheet

SET_8 = criteria_set("26-2026", 8)


def council(*sheets: Mapping[str, Mark], out: Sequence[Sequence[str]] = ()) -> list[SheetScore]:
    """Return one best sheet of set 8 per given dict, with its changes; `out` are the disqualifying codes of each."""
    codes = [*out, *[()] * (len(sheets) - len(out))]
    return [
        score_sheet(SET_8, f"Thành viên {place}", best_levels(SET_8) | with_codes(changed), codes[place])
        for place, changed in enumerate(sheets)
    ]


def result(sheets: Sequence[SheetScore], **options: object) -> Result:
    return evaluate(SET_8, regulation_of("26-2026", options), sheets)


def test_a_council_that_gives_everything() -> None:
    assert result(council({}, {}, {})) == Result(
        average=Fraction(100),
        spread=0,
        rescoring_required=False,
        band=5,
        gates=(Gate(3, ()), Gate(4, ()), Gate(5, ())),
        disqualified=False,
        star=5,
    )


@pytest.mark.parametrize(
    ("points", "band"),
    [
        ("90", 5),
        ("89.99", 4),
        ("70", 4),
        ("69.99", 3),
        ("50", 3),
        ("49.5", 2),
        ("30", 2),
        ("29.99", 1),
        ("0", 1),
        ("100", 5),
    ],
)
def test_bands_are_half_open(points: str, band: int) -> None:
    # 26/2026/QĐ-TTg, Điều 3.3
    assert band_of("26-2026", regulation_of("26-2026"), Fraction(points)) == band


@pytest.mark.parametrize(
    ("points", "by_lower_bound", "rounded"),
    [("69.5", 3, 4), ("69.49", 3, 3), ("89.6", 4, 5), ("70", 4, 4), ("29.5", 1, 2), ("52.11", 3, 3)],
)
def test_whole_number_bands_of_1048_have_two_readings(points: str, by_lower_bound: int, rounded: int) -> None:
    # "từ 50 đến 69", "từ 70 đến 89": 69.5 has no band by the letter.
    average = Fraction(points)
    assert band_of("1048-2019", regulation_of("1048-2019"), average) == by_lower_bound
    half_up = regulation_of("1048-2019", {"band_reading": "rounded_half_up"})
    assert band_of("1048-2019", half_up, average) == rounded


def test_average_is_never_rounded_before_the_band_is_read() -> None:
    # 90, 90 and 89 (promotion 5 and identity 5 missing, once also 1 of raw material): 89 2/3 would round to 90.
    found = result(council({"_4_3": 0, "_5_3": 0}, {"_4_3": 0, "_5_3": 0}, {"_4_3": 0, "_5_3": 0, "_1_1": 1}))
    assert (found.average, found.band) == (Fraction(269, 3), 4)


@pytest.mark.parametrize(("limit", "again"), [("9", True), ("9.99", True), ("10", False), (None, False), ("0", True)])
def test_second_round_when_the_spread_is_greater_than_the_limit(limit: str | None, again: bool) -> None:
    found = result(council({"_4_3": 0, "_5_3": 0}, {}), max_spread=limit)
    assert (found.spread, found.rescoring_required) == (10, again)


@pytest.mark.parametrize(
    ("gate_test", "marks", "met"),
    [
        # Floor of criterion 7 for five stars: 5 points, at place 3; place 2 gives 3.
        ("every", (3, 3, 3), True),
        ("every", (3, 3, 2), False),
        ("majority", (3, 3, 2), True),
        ("majority", (3, 2, 2), False),
        ("majority", (3, 3, 2, 2), False),  # half is not more than half
        ("average", (3, 3, 2), False),  # 13/3 < 5
        ("average", (3, 3, 3), True),
    ],
)
def test_how_a_floor_is_tested_on_a_council(gate_test: str, marks: Sequence[int], met: bool) -> None:
    found = result(council(*({"_7": place} for place in marks)), gate_test=gate_test)
    assert found.gates[2] == Gate(5, () if met else ("7",))
    assert found.star == (5 if met else 4)


def test_an_average_above_the_floor_carries_one_low_sheet() -> None:
    # Criterion 7 for four stars: 3 points; 5, 5 and 0 average 10/3, while one in three sheets misses it.
    found = result(council({}, {}, {"_7": 0}), gate_test="average")
    assert found.gates[1].met


def test_missed_floors_name_every_criterion_under_them() -> None:
    found = result(council({"_1_5": 1, "_7": 2}))
    assert found.gates == (Gate(3, ()), Gate(4, ("1.5",)), Gate(5, ("1.5", "7")))
    assert (found.band, found.star) == (5, 3)


def test_a_higher_star_keeps_the_floors_of_the_lower_ones() -> None:
    # 3.5 carries *** on 1 point and **** on 2; five stars keep the 2.
    assert [(f.points, f.stars) for f in floors(SET_8, "not_binding") if f.code == "3.5"] == [(1, (3,)), (2, (4, 5))]


def test_two_stars_when_not_even_the_three_star_floors_are_met() -> None:
    found = result(council({"_2_2": 1}))  # packaging: *** on 2 points
    assert found.gates == (Gate(3, ("2.2",)), Gate(4, ("2.2",)), Gate(5, ("2.2",)))
    assert (found.band, found.star) == (5, 2)


def test_no_star_by_the_other_reading_of_missed_three_star_floors() -> None:
    found = result(council({"_2_2": 1}), missed_gate="not_eligible")
    assert (found.star, found.disqualified) == (None, False)


def test_the_other_reading_changes_nothing_once_the_three_star_floors_are_met() -> None:
    assert result(council({"_1_5": 1}), missed_gate="not_eligible").star == 3


def test_low_totals_keep_their_band() -> None:
    nothing = {criterion.code: None for criterion in SET_8.criteria}
    found = result([score_sheet(SET_8, "A", nothing)])
    assert (found.average, found.band, found.star) == (Fraction(0), 1, 1)
    assert "9" in found.gates[0].missed


@pytest.mark.parametrize(
    ("test", "calls", "out"),
    [
        ("majority", 1, False),
        ("majority", 2, False),  # two of four are not most
        ("majority", 3, True),
        ("any", 0, False),
        ("any", 1, True),
        ("every", 3, False),
        ("every", 4, True),
    ],
)
def test_who_disqualifies(test: str, calls: int, out: bool) -> None:
    sheets = council({}, {}, {}, {}, out=[["dossier"]] * calls)
    found = result(sheets, disqualifier_test=test)
    assert (found.disqualified, found.star) == (out, None if out else 5)
    assert found.band == 5  # totals, band and floors come back all the same


def test_no_level_disqualifies_by_itself() -> None:
    # 0 points for impurities ("Có tạp chất, chấp nhận được") under a stop rule.
    found = result(council({"_6_1": 0}))
    assert (found.disqualified, found.star) == (False, 3)


@pytest.mark.parametrize("no", [7, 11, 12, 13])
def test_partial_sets_give_no_star(no: int) -> None:
    sheet = criteria_set("148-2023", no)
    score = score_sheet(sheet, "A", best_levels(sheet))  # an old sheet can still be added up
    with pytest.raises(NotForRanking, match=f"Bộ số {no} của 148-2023 chỉ có bản chép không đầy đủ"):
        evaluate(sheet, regulation_of("148-2023"), [score])


def test_no_sheet_no_result() -> None:
    with pytest.raises(Refused, match="Chưa có phiếu nào"):
        result([])


def test_one_assessor_one_sheet() -> None:
    with pytest.raises(SheetRefused, match='Phiếu của "Thành viên 0": có hai phiếu cùng một người chấm'):
        result(council({}) * 2)


def test_a_sheet_of_another_set_is_refused() -> None:
    other = criteria_set("26-2026", 25)
    with pytest.raises(SheetRefused, match="không phải phiếu của bộ số 8"):
        result([score_sheet(other, "A", best_levels(other))])


def test_1048_has_no_floors() -> None:
    assert floors(criteria_set("1048-2019", 9), "not_binding") == ()
