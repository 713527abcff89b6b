"""A fixed result worked out again after a correction. The sheets themselves are never edited: copies are corrected.

Source: 26/2026/QĐ-TTg names decisions on corrections nowhere; that the earlier value is kept, and that the engine works
the result out again from the same sheets, is ours. What an error of calculation or of typing is, the office records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from openocop.criteria.domain.criteria_set import CriteriaSet, Criterion
from openocop.criteria.domain.scoring import marks_given
from openocop.criteria.domain.sheet import Mark, SheetScore
from openocop.evaluation.domain.agreement import levels_to_agree_on


class Basis(StrEnum):
    """Why a result is corrected: an appeal was upheld, or the office itself found an error."""

    APPEAL = "appeal"
    OFFICE_ERROR = "office_error"


@dataclass(frozen=True, slots=True)
class Change:
    """What one correction changes.

    `points` by criterion code are what the criterion is worth after it: on every sheet, or on that of `seat` alone (a
    mark that was typed wrong). `lifts`: the product counts as not disqualified.
    """

    points: Mapping[str, int] = field(default_factory=dict)
    seat: str = ""
    lifts: bool = False

    def as_json(self) -> dict[str, Any]:
        return {"points": dict(self.points), "seat": self.seat, "lifts": self.lifts}


def change_from(stored: Mapping[str, Any]) -> Change:
    return Change(stored["points"], stored["seat"], stored["lifts"])


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a change cannot be: `kind` is "unknown" (criterion), "level", "depends" or "nothing"."""

    kind: str
    code: str = ""
    points: int = 0


def fault_of(criteria_set: CriteriaSet, sheets: Sequence[SheetScore], change: Change) -> Fault | None:
    """Return the first thing that is wrong with a change to these sheets, None when it can be made."""
    for code, points in change.points.items():
        if code not in criteria_set.position:
            return Fault("unknown", code)
        if points not in levels_to_agree_on(criteria_set.criterion(code)):
            return Fault("level", code, points)
    after = corrected_sheets(criteria_set, sheets, [change])
    if list(after) == list(sheets):
        return Fault("nothing")
    for criterion in criteria_set.criteria:
        if criterion.depends_on and any(_hangs_in_the_air(criteria_set, criterion, sheet) for sheet in after):
            return Fault("depends", criterion.code)
    return None


def corrected_sheets(
    criteria_set: CriteriaSet, sheets: Sequence[SheetScore], changes: Sequence[Change]
) -> tuple[SheetScore, ...]:
    """Return copies of the sheets with every change made, in their order; the changes follow one another."""
    for change in changes:
        sheets = [
            _corrected(criteria_set, sheet, change) if change.seat in {"", sheet.assessor} else sheet
            for sheet in sheets
        ]
    return tuple(sheets)


def council_points(criteria_set: CriteriaSet, sheets: Sequence[SheetScore], code: str) -> Fraction:
    """Return what the council gives a criterion: the exact average of the marks given, 0 where nobody marked it."""
    given = marks_given(criteria_set, sheets, code)
    return Fraction(sum(given), len(given)) if given else Fraction(0)


def counted_levels(
    criteria_set: CriteriaSet, levels: Mapping[str, Mark], sent: SheetScore, counted: SheetScore
) -> dict[str, Mark]:
    """Return the levels of a sheet as it is counted: where its points were corrected, the level that has them."""
    found = dict(levels)
    for place, criterion in enumerate(criteria_set.criteria):
        points = counted.points[place]
        if points != sent.points[place]:
            found[criterion.code] = _mark_worth(criterion, points, levels.get(criterion.code))
    return found


def _mark_worth(criterion: Criterion, points: int, otherwise: Mark) -> Mark:
    if criterion.additive:
        chosen, left = [], points
        for place in sorted(range(len(criterion.levels)), key=lambda one: -criterion.levels[one].points):
            if criterion.levels[place].points <= left:
                chosen.append(place)
                left -= criterion.levels[place].points
        return otherwise if left else sorted(chosen)
    return next((place for place, level in enumerate(criterion.levels) if level.points == points), None)


def _corrected(criteria_set: CriteriaSet, sheet: SheetScore, change: Change) -> SheetScore:
    points = list(sheet.points)
    for code, given in change.points.items():
        points[criteria_set.position[code]] = given
    parts = tuple(
        sorted(
            (part.code, sum(points[criteria_set.position[criterion.code]] for criterion in part.criteria))
            for part in criteria_set.parts
        )
    )
    return replace(
        sheet,
        points=tuple(points),
        parts=parts,
        total=sum(points),
        disqualified=() if change.lifts else sheet.disqualified,
        outside=tuple(code for code in sheet.outside if code not in change.points),
    )


def _hangs_in_the_air(criteria_set: CriteriaSet, criterion: Criterion, sheet: SheetScore) -> bool:
    """Tell whether a sheet gives points to a criterion whose condition it gives none."""
    needed = criterion.depends_on
    if needed is None:
        return False
    position = criteria_set.position
    return sheet.points[position[criterion.code]] > 0 and sheet.points[position[needed]] == 0
