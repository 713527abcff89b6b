"""Correcting copies of sheets: what changes, what is refused, and that the sheets given stay as they are."""

from __future__ import annotations

from fractions import Fraction

import pytest

from openocop.criteria.domain.regulation import regulation_of
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.scoring import evaluate
from openocop.criteria.domain.sheet import SheetScore, score_sheet
from openocop.evaluation.domain.correction import (
    Change,
    Fault,
    change_from,
    corrected_sheets,
    council_points,
    counted_levels,
    fault_of,
)

PRINTED = criteria_set("26-2026", 8)
# The first level of every criterion of set 8 that depends on none; 5.1 has 0 points, so 5.2 applies on none.
LOWEST = {c.code: None if c.depends_on else 0 for c in PRINTED.criteria}


def a_sheet(seat: str, **levels: int) -> SheetScore:
    return score_sheet(PRINTED, seat, LOWEST | {code.replace("_", "."): place for code, place in levels.items()})


SHEETS = (a_sheet("a"), a_sheet("b", **{"2.1": 1}), a_sheet("c", **{"2.1": 2}))


def totals(sheets: tuple[SheetScore, ...]) -> list[int]:
    return [sheet.total for sheet in sheets]


def test_on_all_sheets_a_criterion_has_the_points_it_is_given() -> None:
    """2.1 of set 8 prints 1, 2 and 3 points; the lowest of the others add up to 15."""
    assert totals(SHEETS) == [16, 17, 18]
    after = corrected_sheets(PRINTED, SHEETS, [Change({"2.1": 3})])
    assert totals(after) == [18, 18, 18]
    moved = {code: points - dict(SHEETS[0].parts)[code] for code, points in after[0].parts}
    assert sorted(moved.values()) == [0, 0, 2]  # the part of 2.1 alone
    assert totals(SHEETS) == [16, 17, 18]


def test_on_one_sheet_the_others_stay() -> None:
    assert totals(corrected_sheets(PRINTED, SHEETS, [Change({"2.1": 3}, seat="a")])) == [18, 17, 18]


def test_changes_follow_one_another() -> None:
    after = corrected_sheets(PRINTED, SHEETS, [Change({"2.1": 3}), Change({"2.1": 2}, seat="b")])
    assert totals(after) == [18, 17, 18]


def test_the_points_of_a_council_are_the_exact_average() -> None:
    assert council_points(PRINTED, SHEETS, "2.1") == 2
    assert council_points(PRINTED, SHEETS[:2], "2.1") == Fraction(3, 2)


def test_a_criterion_that_was_left_outside_is_marked_by_the_correction() -> None:
    levels = LOWEST | {"2.1": None}
    left = score_sheet(PRINTED, "a", levels, outside=("2.1",))
    (after,) = corrected_sheets(PRINTED, [left], [Change({"2.1": 3})])
    assert (after.outside, after.total) == ((), left.total + 3)


def test_a_disqualification_is_lifted() -> None:
    code = next(iter(PRINTED.may_disqualify))
    called = score_sheet(PRINTED, "a", LOWEST, disqualified=[code])
    regulation = regulation_of("26-2026", {})
    assert evaluate(PRINTED, regulation, [called]).disqualified
    assert not evaluate(PRINTED, regulation, corrected_sheets(PRINTED, [called], [Change(lifts=True)])).disqualified


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (Change({"2.1": 3}), None),
        (Change({"9.9": 1}), Fault("unknown", "9.9")),
        (Change({"2.1": 4}), Fault("level", "2.1", 4)),
        (Change({"5.2": 1}), Fault("depends", "5.2")),  # the sheet gives 5.1 nothing
        (Change({"5.1": 1, "5.2": 1}), None),
        (Change({"1.2": 0}), Fault("nothing")),
        (Change(), Fault("nothing")),
        (Change({"2.1": 3}, seat="x"), Fault("nothing")),
    ],
)
def test_what_cannot_be_is_named(change: Change, fault: Fault | None) -> None:
    assert fault_of(PRINTED, SHEETS, change) == fault


def test_levels_follow_the_corrected_points() -> None:
    (after,) = corrected_sheets(PRINTED, SHEETS[:1], [Change({"2.1": 3, "1.1": 2})])
    assert counted_levels(PRINTED, LOWEST, SHEETS[0], after) == LOWEST | {"2.1": 2, "1.1": 1}


def test_a_change_is_read_back_as_it_was_kept() -> None:
    change = Change({"2.1": 3}, "a", lifts=True)
    assert change_from(change.as_json()) == change
