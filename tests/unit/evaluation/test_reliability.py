"""Coefficients against published tables."""

from __future__ import annotations

import pytest

from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.sheet import SheetScore
from openocop.evaluation.domain.reliability import (
    Agreement,
    Reading,
    agreement_by_criterion,
    agreement_on_totals,
    intraclass_correlation,
    tendencies,
)

PRINTED = criteria_set("26-2026", 8)
# Three coders on fifteen units, some unseen: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), as
# reprinted in many places; its interval alpha is 0.811.
CODERS = {
    "A": [None, None, None, None, None, 3, 4, 1, 2, 1, 1, 3, 3, None, 3],
    "B": [1, None, 2, 1, 3, 3, 4, 3, None, None, None, None, None, None, None],
    "C": [None, None, 2, 1, 3, 4, 4, None, 2, 1, 1, 3, 3, None, 4],
}
# Four judges on six targets: Shrout and Fleiss (1979), table 2; ICC(2,1) = 0.29 and ICC(2,4) = 0.62 in their table 4.
JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def _sheet(assessor: str, *, total: int = 0, first: int = 0) -> SheetScore:
    return SheetScore(assessor, total, (), (first, *[1] * (len(PRINTED.criteria) - 1)))


def _judged(table: list[list[int]]) -> list[tuple[object, list[SheetScore]]]:
    return [(PRINTED, [_sheet(str(place), total=total) for place, total in enumerate(row)]) for row in table]


def _first_criterion(judged: list) -> Agreement:
    return next(row for row in agreement_by_criterion(judged) if row.code == PRINTED.criteria[0].code)


def test_alpha_of_the_published_example() -> None:
    units = [
        (PRINTED, [_sheet(coder, first=given[unit]) for coder, given in CODERS.items() if given[unit] is not None])
        for unit in range(15)
    ]
    found = _first_criterion(units)
    assert round(found.alpha or 0, 3) == 0.811
    assert (found.products, found.reading) == (12, Reading.RELIABLE)  # twelve of the units have two coders or more


def test_a_criterion_on_which_all_give_the_same_has_no_coefficient() -> None:
    last = agreement_by_criterion(_judged(JUDGES))[-1]
    assert (last.alpha, last.reading) == (None, Reading.CONSTANT)


def test_thin_data_say_nothing() -> None:
    assert _first_criterion(_judged(JUDGES[:4])).reading == Reading.THIN
    two_members = [row[:2] for row in JUDGES]
    assert _first_criterion(_judged(two_members)).reading == Reading.THIN
    assert agreement_on_totals(_judged(JUDGES[:4])).single is None
    assert {found.severity for found in tendencies(_judged(JUDGES[:4]))} == {None}


def test_intraclass_correlation_of_the_published_example() -> None:
    found = agreement_on_totals(_judged(JUDGES))
    assert (found.products, found.members) == (6, 4)
    assert (round(found.single or 0, 2), round(found.mean or 0, 2)) == (0.29, 0.62)


def test_a_product_that_one_member_did_not_score_stays_out_of_the_totals() -> None:
    judged = _judged([*JUDGES, [50, 50, 50, 50]])
    judged[-1][1].pop()
    assert agreement_on_totals(judged) == agreement_on_totals(_judged(JUDGES))


def test_totals_that_never_vary_have_no_coefficient() -> None:
    assert intraclass_correlation([[70, 70, 70]] * 5) == (None, None)


def test_a_member_lies_beside_the_mean_of_the_others() -> None:
    """70, 72 and 77 on five products: the first is 4.5 below the mean of the others, 74.5."""
    low, middle, high = tendencies(_judged([[70, 72, 77]] * 5))
    assert (low.severity, middle.severity, high.severity) == (-4.5, -1.5, 6.0)
    assert low.scatter == pytest.approx(0)
