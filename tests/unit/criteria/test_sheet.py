from __future__ import annotations

import json
from typing import Any

import pytest
from tests.unit.criteria.cast import best_levels

from openocop.criteria.domain.refusal import SheetRefused
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.sheet import Mark, SheetScore, score_sheet

SET_8 = criteria_set("26-2026", 8)


def test_best_sheet_of_set_8() -> None:
    score = score_sheet(SET_8, "A", best_levels(SET_8))
    assert (score.total, score.parts) == (100, (("A", 40), ("B", 25), ("C", 35)))
    assert score.points[:7] == (3, 2, 3, 3, 3, 3, 1)  # 1.1 to 1.7 as printed


def test_no_level_fits_is_no_point() -> None:
    score = score_sheet(SET_8, "A", best_levels(SET_8, _3_3=None))
    assert score.total == 97  # local labour is worth 3


def test_structure_of_a_story_that_is_not_there() -> None:
    score = score_sheet(SET_8, "A", best_levels(SET_8, _5_1=0, _5_2=None))
    assert score.total == 93  # less 5 for the story, less 2 for its structure


@pytest.mark.parametrize("story", [0, None])
def test_a_level_for_a_criterion_that_does_not_apply_is_refused(story: Mark) -> None:
    with pytest.raises(SheetRefused) as refused:
        score_sheet(SET_8, "A", best_levels(SET_8, _5_1=story, _5_2=0))
    assert str(refused.value) == (
        'Phiếu của "A", tiêu chí 5.2: chỉ áp dụng khi tiêu chí 5.1 được trên 0 điểm, phải để trống (null)'
    )


def test_an_applicable_criterion_may_fit_no_level() -> None:
    assert score_sheet(SET_8, "A", best_levels(SET_8, _5_2=None)).total == 98


def test_a_criterion_left_out_is_refused() -> None:
    levels = best_levels(SET_8)
    del levels["9"]
    with pytest.raises(SheetRefused, match='Phiếu của "Bà Tư", tiêu chí 9: bị bỏ sót') as refused:
        score_sheet(SET_8, "Bà Tư", levels)
    assert (refused.value.assessor, refused.value.criterion) == ("Bà Tư", "9")


def test_an_unknown_criterion_is_refused() -> None:
    with pytest.raises(SheetRefused, match=r"tiêu chí 1\.9: không có trong bộ số 8 của 26-2026"):
        score_sheet(SET_8, "A", best_levels(SET_8, _1_9=0))


@pytest.mark.parametrize(
    ("mark", "problem"),
    [
        (3, r"không có mức 3 \(phiếu in các mức từ 0 đến 2\)"),
        (-1, "không có mức -1"),
        (True, "mức phải là số nguyên hoặc null, không phải True"),
        (1.0, "không phải 1.0"),
        ("1", "không phải '1'"),
        ([1], r"không phải \[1\]"),
    ],
)
def test_a_level_that_does_not_exist_is_refused(mark: Any, problem: str) -> None:
    with pytest.raises(SheetRefused, match=f"tiêu chí 1.1: .*{problem}"):
        score_sheet(SET_8, "A", best_levels(SET_8) | {"1.1": mark})


def test_additive_criterion_adds_each_content_found() -> None:
    # 1048/QĐ-TTg, original set 26: Vị trí has 1 + 1 + 2 + 1 points.
    sheet = criteria_set("1048-2019", "26-2019")
    assert score_sheet(sheet, "A", best_levels(sheet)).total == 99
    assert score_sheet(sheet, "A", best_levels(sheet, _6=[0, 2])).total == 97
    assert score_sheet(sheet, "A", best_levels(sheet, _6=[])).total == 94
    assert score_sheet(sheet, "A", best_levels(sheet, _6=None)).total == 94


@pytest.mark.parametrize(("mark", "problem"), [(1, "danh sách"), ([1, 1], "không trùng"), ([4], "không có mức 4")])
def test_impossible_marks_of_an_additive_criterion(mark: Mark, problem: str) -> None:
    sheet = criteria_set("1048-2019", "26-2019")
    with pytest.raises(SheetRefused, match=f"tiêu chí 6: .*{problem}"):
        score_sheet(sheet, "A", best_levels(sheet, _6=mark))


def test_cases_count_through_both() -> None:
    # Set 26, criterion 8: case 1 gives 1 or 3 at places 0 and 1, case 2 gives 1 or 3 at places 2 and 3.
    sheet = criteria_set("26-2026", 26)
    totals = [score_sheet(sheet, "A", best_levels(sheet, _8=place)).total for place in range(4)]
    assert totals == [98, 100, 98, 100]


def test_disqualifying_codes_are_kept_once_and_sorted() -> None:
    score = score_sheet(SET_8, "A", best_levels(SET_8), ["dossier", "2.1", "2.1"])
    assert score.disqualified == ("2.1", "dossier")


@pytest.mark.parametrize("code", ["1.2", "99", ""])
def test_a_code_without_a_knock_out_rule_is_refused(code: str) -> None:
    with pytest.raises(SheetRefused, match="không in điều kiện loại"):
        score_sheet(SET_8, "A", best_levels(SET_8), [code])


def test_stored_form() -> None:
    score = score_sheet(SET_8, "A", best_levels(SET_8), ["1.1"])
    stored = json.dumps(score.as_json())
    assert SheetScore.from_json(json.loads(stored)) == score


def test_a_message_is_one_printable_line() -> None:
    with pytest.raises(SheetRefused) as refused:
        score_sheet(SET_8, "A\nB\ud800", {})
    assert str(refused.value) == 'Phiếu của "A B\\ud800", tiêu chí 1.1: bị bỏ sót ("Nguồn nguyên liệu")'
