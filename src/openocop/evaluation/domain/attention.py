"""Where a council's time should go: products near a threshold, over the spread, or short of minimum conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.scoring import Floor
from openocop.criteria.domain.sheet import SheetScore
from openocop.evaluation.domain.results import Ballot

THRESHOLDS = (50, 70, 90)
NEAR = 1  # a point: one level of one criterion on one sheet in three


def near_threshold(average: Fraction) -> int | None:
    """Return the threshold of 50, 70 or 90 that lies within less than one point of the average."""
    points, parts = average.numerator, average.denominator  # in whole numbers: a session has a thousand averages
    return next((mark for mark in THRESHOLDS if abs(points - mark * parts) < NEAR * parts), None)


def is_short(held: Ballot) -> bool:
    """Tell whether minimum conditions keep the product out of the band its points reach."""
    return bool(held.missed_in_band)


@dataclass(frozen=True, slots=True)
class Opinion:
    """How the sheets of one ballot stand on one criterion. `counts` pairs points with sheets, by printed level.

    `split` tells that the sheets stand on both sides of a floor of `floor` points (that of the band's star). `left`
    counts the sheets beside the `sheets` that left the criterion as outside their member's field.
    """

    code: str
    label: str
    counts: tuple[tuple[int, int], ...]
    spread: int
    most: int
    floor: int | None
    reaching: int
    sheets: int
    left: int

    @property
    def split(self) -> bool:
        return self.floor is not None and 0 < self.reaching < self.sheets

    @property
    def heat(self) -> int:
        """Return 0 to 4: the spread in quarters of the criterion's best level."""
        return -(-self.spread * 4 // self.most) if self.spread else 0


def opinions(
    criteria_set: CriteriaSet, floors: Sequence[Floor], star: int, sheets: Sequence[SheetScore]
) -> tuple[Opinion, ...]:
    """Return one row per criterion in the order of the sheet; `star` names the floors that matter."""
    lowest = {floor.position: floor.points for floor in floors if star in floor.stars}
    found = []
    for place, criterion in enumerate(criteria_set.criteria):
        given = [sheet.points[place] for sheet in sheets if criterion.code not in sheet.outside]
        steps = sorted({0, *(level.points for level in criterion.levels)})
        floor = lowest.get(place)
        found.append(
            Opinion(
                code=criterion.code,
                label=criterion.caption,
                counts=tuple((step, given.count(step)) for step in steps),
                spread=max(given, default=0) - min(given, default=0),
                most=criterion.best,
                floor=floor,
                reaching=sum(points >= floor for points in given) if floor is not None else len(given),
                sheets=len(given),
                left=len(sheets) - len(given),
            )
        )
    return tuple(found)
