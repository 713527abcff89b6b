"""The producer's own sheet, finished or not. Points are those printed on set 8 of 26/2026."""

from __future__ import annotations

import pytest

from openocop.criteria.domain.refusal import NotForRanking, SheetRefused
from openocop.criteria.domain.releases import criteria_set, current_sets
from openocop.dossiers.domain.form_03 import HEADINGS, criterion_under, headings_missing
from openocop.dossiers.domain.self_score import progress_of
from openocop.dossiers.domain.slip import slip_number

SHEET = criteria_set("26-2026", 8)


def all_at(place: int) -> dict[str, int]:
    return {c.code: min(place, len(c.levels) - 1) for c in SHEET.criteria}


def test_nothing_is_marked_at_first() -> None:
    progress = progress_of(SHEET, {})
    assert (progress.marked, progress.total) == (0, 31)  # 5.2, the 32nd, does not apply while 5.1 has no points
    assert "5.2" not in progress.missing
    assert progress.score.total == 0
    assert not progress.complete


def test_marks_add_up_while_others_are_missing() -> None:
    progress = progress_of(SHEET, {"1.1": 2, "1.2": 1})  # printed: 3 points and 1 point
    assert progress.score.total == 4
    assert progress.missing[0] == "1.3"


def test_the_best_levels_reach_the_printed_total() -> None:
    progress = progress_of(SHEET, all_at(99))
    assert (progress.complete, progress.score.total, progress.result.star) == (True, 100, 5)
    assert progress.next_gate is None


def test_a_criterion_that_depends_on_another_waits_for_its_points() -> None:
    with_story = progress_of(SHEET, {"5.1": 1})
    assert "5.2" in with_story.missing
    without = progress_of(SHEET, {"5.1": None, "5.2": 1})
    assert "5.2" not in without.missing
    assert without.score.points[SHEET.position["5.2"]] == 0


def test_a_missed_floor_holds_the_star_back() -> None:
    progress = progress_of(SHEET, {**all_at(99), "1.5": 1})  # four stars ask for 2 points at 1.5, five for 3
    assert progress.score.total == 98
    assert progress.gates_missed(4) == ("1.5",)
    assert progress.result.star == 3
    assert progress.next_gate is not None
    assert progress.next_gate.star == 4


@pytest.mark.parametrize(
    ("levels", "criterion"), [({"1.1": 9}, "1.1"), ({"1.1": -1}, "1.1"), ({"1.1": True}, "1.1"), ({"99": 0}, "99")]
)
def test_a_level_the_sheet_does_not_print_is_named(levels: dict[str, int], criterion: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        progress_of(SHEET, levels)
    assert refused.value.criterion == criterion


def test_a_set_known_in_part_gives_no_star() -> None:
    with pytest.raises(NotForRanking):
        progress_of(criteria_set("148-2023", 7), {})


def test_form_03_needs_words_under_each_heading() -> None:
    words = {"local_material": "có", "local_labour": " ", "idea_origin": "có"}
    assert headings_missing("26-2026", words) == ("local_labour", "local_identity")
    assert headings_missing("1048-2019", {}) == ()  # the district's proposal had no such form


def test_every_sheet_speaks_of_the_headings_of_form_03() -> None:
    # 26/2026 annex II: only the services of tourism (set 26) have no criterion on material and on local identity.
    without = {
        (sheet.no, heading)
        for sheet in current_sets("26-2026")
        for heading in HEADINGS
        if criterion_under(sheet, heading) is None
    }
    assert without == {(26, "local_material"), (26, "local_identity")}


def test_slip_numbers_are_written_as_the_form_prints_them() -> None:
    # Mẫu 01: "<số>/PĐK-(Mã tỉnh)-(Mã xã)-(Năm)"
    assert slip_number(3, province_code="96", commune_code="32152", year=2027) == "03/PĐK-96-32152-2027"
