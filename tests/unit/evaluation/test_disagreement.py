from __future__ import annotations

from fractions import Fraction

import pytest

from openocop.criteria.domain.regulation import regulation_of
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.scoring import floors
from openocop.criteria.domain.sheet import SheetScore, score_sheet
from openocop.evaluation.domain.attention import opinions
from openocop.evaluation.domain.disagreement import Matrix, changed_sheets, far_from_median, matrix, median
from tests.factories.evaluation import SET, levels_of

PRINTED = criteria_set("26-2026", SET)
TEN = regulation_of("26-2026", {"max_spread": "10"})


def _sheet(assessor: str, total: int, **changed: int) -> SheetScore:
    levels = levels_of(total) | {code.removeprefix("c").replace("_", "."): level for code, level in changed.items()}
    return score_sheet(PRINTED, assessor, levels)


def _matrix(sheets: list[SheetScore], first: list[SheetScore]) -> Matrix:
    found = opinions(PRINTED, floors(PRINTED, TEN.heading_mark), 3, sheets)
    return matrix(found, TEN, sheets, _totals(sheets), first, _totals(first))


def _totals(sheets: list[SheetScore]) -> dict[str, int]:
    return {sheet.assessor: sheet.total for sheet in sheets}


@pytest.mark.parametrize(
    ("points", "middle"), [([3], "3"), ([1, 4], "5/2"), ([9, 1, 5], "5"), ([60, 71, 65, 66], "131/2")]
)
def test_the_median_is_the_middle_or_the_mean_of_the_two(points: list[int], middle: str) -> None:
    assert median(points) == Fraction(middle)


def test_far_is_half_of_the_spread_that_the_regulation_allows() -> None:
    assert far_from_median(TEN) == 5
    assert far_from_median(regulation_of("26-2026", {"max_spread": "7.5"})) == Fraction(15, 4)
    assert far_from_median(regulation_of("26-2026", {"max_spread": None})) == 5


def test_a_total_just_at_the_distance_is_not_far_and_one_point_more_is() -> None:
    told = _matrix([_sheet("a", 60), _sheet("b", 65), _sheet("c", 71)], [])  # median 65
    assert [(column.away, column.far) for column in told.columns] == [(-5, False), (0, False), (6, True)]
    assert told.far == 1


def test_a_second_sheet_shows_what_its_first_one_gave() -> None:
    first = [_sheet("a", 60), _sheet("b", 60)]
    low, high = first[0].points[0], PRINTED.criteria[0].levels[0].points
    now = [_sheet("a", 60, c1_1=0), _sheet("b", 60)]
    told = _matrix(now, first)
    opinion, cells = told.rows[0]
    assert opinion.code == "1.1"
    assert [(cell.points, cell.before) for cell in cells] == [(high, low), (low, None)]
    assert [column.first for column in told.columns] == [60, 60]
    assert changed_sheets(PRINTED, first, now) == (1, *[0] * (len(PRINTED.criteria) - 1))


def test_a_sheet_without_a_first_one_changed_nothing() -> None:
    assert sum(changed_sheets(PRINTED, [_sheet("a", 60)], [_sheet("b", 70)])) == 0


def test_heat_is_the_distance_from_the_median_in_quarters_of_the_best_level() -> None:
    sheets = [_sheet("a", 90), _sheet("b", 90), _sheet("c", 90, c1_1=0)]
    opinion, cells = _matrix(sheets, []).rows[0]
    apart = sheets[0].points[0] - sheets[2].points[0]
    assert [cell.heat for cell in cells] == [0, 0, -(-apart * 4 // opinion.most)]
