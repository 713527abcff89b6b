"""Where the sheets of one product part: totals far from the middle, members on two sides of a floor, what a second
ballot changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.regulation import Regulation
from openocop.criteria.domain.sheet import SheetScore
from openocop.evaluation.domain.attention import Opinion

# Half of the ten points that 1048/QĐ-TTg annex II allowed between two members; used where a regulation sets no spread.
FAR_WITHOUT_LIMIT = Fraction(5)


Points = int | Fraction  # a fraction where a member left criteria to others


def median(points: Sequence[Points]) -> Fraction:
    """Return the middle of the points given, the mean of the two middle ones where their number is even."""
    ordered, half = sorted(points), len(points) // 2
    if len(points) % 2:
        return Fraction(ordered[half])
    return Fraction(ordered[half - 1] + ordered[half]) / 2


def far_from_median(regulation: Regulation) -> Fraction:
    """Return how far from the median a total is told as far: half the spread that the regulation allows."""
    return FAR_WITHOUT_LIMIT if regulation.max_spread is None else Fraction(regulation.max_spread) / 2


@dataclass(frozen=True, slots=True)
class Cell:
    """What one sheet gives on one criterion. `heat` 0 to 4: how far from the median, in quarters of the best level.

    `before` is what the first ballot gave where this one gives another; `below` tells of a floor it does not reach.
    `points` are `None` where the member left the criterion as outside their field.
    """

    points: int | None
    before: int | None
    heat: int
    below: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One assessor: the total now and on the first ballot, its distance from the median, and whether that is far."""

    assessor: str
    total: Points
    first: Points | None
    away: Fraction
    far: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Criteria by assessors; a row's cells stand in the order of the columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Opinion, tuple[Cell, ...]], ...]

    @property
    def far(self) -> int:
        return sum(column.far for column in self.columns)


def matrix(
    opinions: Sequence[Opinion],
    regulation: Regulation,
    sheets: Sequence[SheetScore],
    totals: Mapping[str, Points],
    first: Sequence[SheetScore],
    first_totals: Mapping[str, Points],
) -> Matrix:
    """Return the sheets of one ballot side by side; `first` are those of the first ballot, empty where this is it.

    `opinions` are the criteria in the order of the sheet, as `attention.opinions` gives them; totals are those of the
    ballots, by assessor.
    """
    before = {sheet.assessor: sheet for sheet in first}
    middle = median(list(totals.values()))
    far = far_from_median(regulation)
    columns = [
        Column(who, total, first_totals.get(who), total - middle, abs(total - middle) > far)
        for who, total in ((sheet.assessor, totals[sheet.assessor]) for sheet in sheets)
    ]
    rows = [(opinion, _cells(opinion, place, sheets, before)) for place, opinion in enumerate(opinions)]
    return Matrix(tuple(columns), tuple(rows))


def _cells(
    opinion: Opinion, place: int, sheets: Sequence[SheetScore], before: Mapping[str, SheetScore]
) -> tuple[Cell, ...]:
    given = [sheet.points[place] for sheet in sheets if opinion.code not in sheet.outside]
    middle = median(given) if given else Fraction(0)
    found = []
    for sheet in sheets:
        if opinion.code in sheet.outside:
            found.append(Cell(None, None, 0, below=False))
            continue
        points = sheet.points[place]
        then = before[sheet.assessor].points[place] if sheet.assessor in before else points
        heat = -(-abs(points - middle) * 4 // opinion.most) if points != middle else 0
        below = opinion.floor is not None and points < opinion.floor
        found.append(Cell(points, None if then == points else then, int(heat), below))
    return tuple(found)


def changed_sheets(
    criteria_set: CriteriaSet, first: Sequence[SheetScore], now: Sequence[SheetScore]
) -> tuple[int, ...]:
    """Return how many assessors gave other points on the second ballot, by criterion in the order of the sheet."""
    before = {sheet.assessor: sheet.points for sheet in first}
    pairs = [(before[sheet.assessor], sheet.points) for sheet in now if sheet.assessor in before]
    return tuple(
        sum(then[place] != given[place] for then, given in pairs) for place in range(len(criteria_set.criteria))
    )
