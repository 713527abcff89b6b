"""One assessor's sheet: checked against the printed set, and turned into points.

A `SheetScore` is all that a result needs. It is small, has one JSON form, and is stored beside the sheet, so that a
council's results are computed without reading the levels again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from openocop.criteria.domain.criteria_set import CriteriaSet, Criterion
from openocop.criteria.domain.refusal import SheetRefused

# A place in the printed list counted from 0; several places for an additive criterion; `None` = no level fits,
# or the criterion does not apply.
Mark = int | Sequence[int] | None


class StoredSheet(TypedDict):
    """The JSON form of a `SheetScore`."""

    assessor: str
    total: int
    parts: dict[str, int]
    points: list[int]
    disqualified: list[str]
    outside: NotRequired[list[str]]


@dataclass(frozen=True, slots=True)
class SheetScore:
    """What one sheet is worth.

    `points` stand in the order of `CriteriaSet.criteria`; `parts` pairs each part's code with its sum;
    `disqualified` holds the codes whose knock-out or stop rule the assessor finds fulfilled. `outside` holds the codes,
    in the order of the sheet, that the assessor left to those who know the field: no points stand there, and the total
    is that of the rest.
    """

    assessor: str
    total: int
    parts: tuple[tuple[str, int], ...]
    points: tuple[int, ...]
    disqualified: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()

    def as_json(self) -> StoredSheet:
        """Return the stored form; `from_json` gives the same score back."""
        stored: StoredSheet = {
            "assessor": self.assessor,
            "total": self.total,
            "parts": dict(self.parts),
            "points": list(self.points),
            "disqualified": list(self.disqualified),
        }
        return {**stored, "outside": list(self.outside)} if self.outside else stored

    @classmethod
    def from_json(cls, stored: StoredSheet) -> SheetScore:
        """Return the score that `as_json` wrote. The sheet was checked when it was scored; nothing is checked here."""
        return cls(
            assessor=stored["assessor"],
            total=stored["total"],
            parts=tuple(sorted(stored["parts"].items())),
            points=tuple(stored["points"]),
            disqualified=tuple(stored["disqualified"]),
            outside=tuple(stored.get("outside", ())),
        )


def score_sheet(
    criteria_set: CriteriaSet,
    assessor: str,
    levels: Mapping[str, Mark],
    disqualified: Collection[str] = (),
    outside: Collection[str] = (),
) -> SheetScore:
    """Return what a sheet is worth: every criterion of the set is marked, none beyond it, and only where it applies.

    A criterion that depends on another (5.2 on the story under 5.1) applies on the sheets that gave that other one
    more than 0 points; elsewhere its mark must be `None`. The mark of a criterion that is left as `outside` one's field
    must be `None` too, and whoever leaves a criterion leaves those that depend on it.

    Raises:
        SheetRefused: the first criterion, in the order of the sheet, whose mark is missing, unknown or impossible;
            or a disqualifying code without a knock-out or stop rule. Names assessor and criterion.

    Source: the sheet itself, Annex II of 26/2026/QĐ-TTg (Annex III of 148 and 1048).
    """
    _refuse_unknown(criteria_set, assessor, levels)
    points = tuple(points_given(assessor, criterion, levels) for criterion in criteria_set.criteria)
    for criterion in criteria_set.criteria:
        needed = criterion.depends_on
        applies = needed is None or points[criteria_set.position[needed]] > 0
        if not applies and levels[criterion.code] is not None:
            problem = f"chỉ áp dụng khi tiêu chí {needed} được trên 0 điểm, phải để trống (null)"
            raise SheetRefused(assessor, criterion.code, problem)
    parts = tuple(
        (part.code, sum(points[criteria_set.position[criterion.code]] for criterion in part.criteria))
        for part in criteria_set.parts
    )
    left = _left(criteria_set, assessor, levels, outside)
    return SheetScore(assessor, sum(points), parts, points, _knocked_out(criteria_set, assessor, disqualified), left)


def _left(
    criteria_set: CriteriaSet, assessor: str, levels: Mapping[str, Mark], outside: Collection[str]
) -> tuple[str, ...]:
    if not outside:
        return ()
    for code in outside:
        if code not in criteria_set.position:
            problem = f"không có trong bộ số {criteria_set.no} của {criteria_set.release_id}"
            raise SheetRefused(assessor, str(code), problem)
        if levels[code] is not None:
            raise SheetRefused(assessor, code, "để lại vì ngoài lĩnh vực chuyên môn thì không cho điểm (null)")
    for criterion in criteria_set.criteria:
        if criterion.depends_on in outside and criterion.code not in outside:
            problem = f"tiêu chí {criterion.depends_on} để lại thì tiêu chí này cũng để lại"
            raise SheetRefused(assessor, criterion.code, problem)
    return tuple(code for code in criteria_set.position if code in outside)


def _refuse_unknown(criteria_set: CriteriaSet, assessor: str, levels: Mapping[str, Mark]) -> None:
    for code in levels:
        if code not in criteria_set.position:
            problem = f"không có trong bộ số {criteria_set.no} của {criteria_set.release_id}"
            raise SheetRefused(assessor, str(code), problem)
    for criterion in criteria_set.criteria:
        if criterion.code not in levels:
            raise SheetRefused(assessor, criterion.code, f'bị bỏ sót ("{criterion.label}")')


def points_given(assessor: str, criterion: Criterion, levels: Mapping[str, Mark]) -> int:
    """Return the points of one criterion on a sheet that marks it.

    Raises:
        SheetRefused: a level that it does not have.
    """
    mark = levels[criterion.code]
    if mark is None:
        return 0
    if criterion.additive:
        return _added_points(assessor, criterion, mark)
    return criterion.levels[_place(assessor, criterion, mark)].points


def _added_points(assessor: str, criterion: Criterion, mark: Mark) -> int:
    if not isinstance(mark, list | tuple) or len(set(mark)) < len(mark):
        raise SheetRefused(assessor, criterion.code, "cộng nhiều nội dung, phải là danh sách số thứ tự không trùng")
    return sum(criterion.levels[_place(assessor, criterion, place)].points for place in mark)


def _place(assessor: str, criterion: Criterion, mark: object) -> int:
    if type(mark) is not int:  # a truth value is no level, though Python counts it among whole numbers
        raise SheetRefused(assessor, criterion.code, f"mức phải là số nguyên hoặc null, không phải {mark!r}")
    if not 0 <= mark < len(criterion.levels):
        last = len(criterion.levels) - 1
        raise SheetRefused(assessor, criterion.code, f"không có mức {mark} (phiếu in các mức từ 0 đến {last})")
    return mark


def _knocked_out(criteria_set: CriteriaSet, assessor: str, codes: Collection[str]) -> tuple[str, ...]:
    for code in codes:
        if code not in criteria_set.may_disqualify:
            problem = "phiếu không in điều kiện loại hay dừng đánh giá ở mã này"
            raise SheetRefused(assessor, str(code), problem)
    return tuple(sorted(set(codes)))
