"""A council's result from its sheets: plain exact average, band, floors, star."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from operator import attrgetter

from openocop.criteria.domain.criteria_set import STARS_WITH_GATES, CriteriaSet, Criterion
from openocop.criteria.domain.refusal import NotForRanking, Refused, SheetRefused
from openocop.criteria.domain.regulation import Regulation
from openocop.criteria.domain.releases import release
from openocop.criteria.domain.sheet import SheetScore

HIGHEST_WITHOUT_GATES = 2
_OUTSIDE = attrgetter("outside")


@dataclass(frozen=True, slots=True)
class Gate:
    """The floors of one star: the codes of the criteria that stay under theirs, in the order of the sheet."""

    star: int
    missed: tuple[str, ...]

    @property
    def met(self) -> bool:
        return not self.missed


@dataclass(frozen=True, slots=True)
class Floor:
    """At least `points` at `position` of the sheet, for each of `stars`."""

    position: int
    code: str
    points: int
    stars: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What the sheets of one product come to.

    `average` is exact and decides; `spread` is the highest total less the lowest, in points, a fraction only where
    assessors left criteria to others; `band` is where the
    average lies, floors aside. `star` is `None` for a disqualified product, and for one below the three-star floors
    where the regulation says `not_eligible`.
    """

    average: Fraction
    spread: int | Fraction
    rescoring_required: bool
    band: int
    gates: tuple[Gate, ...]
    disqualified: bool
    star: int | None


def evaluate(criteria_set: CriteriaSet, regulation: Regulation, sheets: Sequence[SheetScore]) -> Result:
    """Return the result of one product. The order of the sheets never matters; no size of council is enforced.

    A criterion that an assessor left as outside their field counts on their sheet with the average of those who marked
    it; so the average of the totals is the sum, over the criteria, of the averages of the marks given. Its floor is
    tested on the marks given. One that nobody marked has no points, meets no floor and asks for a second round.

    Raises:
        NotForRanking: the set is known in part only.
        SheetRefused: two sheets bear the same assessor, or one belongs to another set.
        Refused: there is no sheet.

    Source: 26/2026/QĐ-TTg art. 3.3 (average, bands) and Annex II (floors, knock-outs); 1048/QĐ-TTg art. 1.2. What
    they leave open comes from the regulation.
    """
    _refuse_unrankable(criteria_set, sheets)
    totals = completed_totals(criteria_set, sheets)
    average = Fraction(sum(totals), len(totals))
    spread = max(totals) - min(totals)
    too_wide = regulation.max_spread is not None and spread > regulation.max_spread
    band = band_of(criteria_set.release_id, regulation, average)
    gates = _gates(criteria_set, regulation, sheets)
    disqualified = _is_disqualified(regulation, sheets)
    return Result(
        average=average,
        spread=spread,
        rescoring_required=too_wide or bool(unmarked(criteria_set, sheets)),
        band=band,
        gates=gates,
        disqualified=disqualified,
        star=None if disqualified else _star(regulation, band, gates),
    )


def completed_totals(criteria_set: CriteriaSet, sheets: Sequence[SheetScore]) -> list[int | Fraction]:
    """Return the total of each sheet, what an assessor left completed with the exact average of the marks others gave.

    A criterion that nobody marked counts 0.
    """
    if not _some_left(sheets):
        return [sheet.total for sheet in sheets]
    means: dict[str, Fraction] = {}
    for code in {code for sheet in sheets for code in sheet.outside}:
        given = marks_given(criteria_set, sheets, code)
        means[code] = Fraction(sum(given), len(given)) if given else Fraction(0)
    return [_whole(sheet.total + sum((means[code] for code in sheet.outside), Fraction())) for sheet in sheets]


def _whole(total: Fraction) -> int | Fraction:
    return int(total) if total.denominator == 1 else total


def marks_given(criteria_set: CriteriaSet, sheets: Sequence[SheetScore], code: str) -> list[int]:
    """Return the points of those who marked a criterion, in the order of the sheets."""
    position = criteria_set.position[code]
    return [sheet.points[position] for sheet in sheets if code not in sheet.outside]


def unmarked(criteria_set: CriteriaSet, sheets: Sequence[SheetScore]) -> tuple[str, ...]:
    """Return the criteria that every sheet left as outside the field, in the order of the sheet."""
    if not _some_left(sheets):
        return ()
    common = set.intersection(*(set(sheet.outside) for sheet in sheets))
    return tuple(code for code in criteria_set.position if code in common)


def _some_left(sheets: Sequence[SheetScore]) -> bool:
    return any(map(_OUTSIDE, sheets))


def band_of(release_id: str, regulation: Regulation, average: Fraction) -> int:
    """Return the star band of an average of 0 to 100 points, by the regulation's reading of the bounds."""
    value = average if regulation.band_reading == "lower_bound" else (average * 2 + 1) // 2
    return next(band.stars for band in release(release_id).bands if value >= band.lower)


@cache
def floors(criteria_set: CriteriaSet, heading_mark: str) -> tuple[Floor, ...]:
    """Return the floors of a set in the order of the sheet.

    Floors are cumulative: a star's floor on a criterion is the highest points marked for that star or a lower one.
    """
    found: list[Floor] = []
    for position, criterion in enumerate(criteria_set.criteria):
        by_points: dict[int, list[int]] = {}
        for star in STARS_WITH_GATES:
            marks = (criterion.floor(star), _heading_floor(criterion, star, heading_mark))
            points = max((mark for mark in marks if mark is not None), default=None)
            if points is not None:
                by_points.setdefault(points, []).append(star)
        found += [Floor(position, criterion.code, points, tuple(stars)) for points, stars in by_points.items()]
    return tuple(found)


def _heading_floor(criterion: Criterion, star: int, heading_mark: str) -> int | None:
    if heading_mark == "not_binding" or criterion.heading_star is None or star < criterion.heading_star:
        return None
    printed = [level.points for level in criterion.levels]
    return min(printed) if heading_mark == "lowest_level" else max(printed)


def _gates(criteria_set: CriteriaSet, regulation: Regulation, sheets: Sequence[SheetScore]) -> tuple[Gate, ...]:
    columns: list[Sequence[int]] = list(zip(*[sheet.points for sheet in sheets], strict=True))
    left = {code for sheet in sheets for code in sheet.outside} if _some_left(sheets) else ()
    for code in left:
        columns[criteria_set.position[code]] = marks_given(criteria_set, sheets, code)
    unmet = [
        floor
        for floor in floors(criteria_set, regulation.heading_mark)
        if not _reached(regulation.gate_test, columns[floor.position], floor.points)
    ]
    return tuple(Gate(star, tuple([f.code for f in unmet if star in f.stars])) for star in STARS_WITH_GATES)


def _reached(gate_test: str, given: Sequence[int], points: int) -> bool:
    if not given:
        return False
    if gate_test == "average":
        return sum(given) >= points * len(given)
    if gate_test == "every":
        return min(given) >= points
    return 2 * sum(map(points.__le__, given)) > len(given)


def _is_disqualified(regulation: Regulation, sheets: Sequence[SheetScore]) -> bool:
    calls = sum(1 for sheet in sheets if sheet.disqualified)
    if regulation.disqualifier_test == "any":
        return calls > 0
    if regulation.disqualifier_test == "every":
        return calls == len(sheets)
    return 2 * calls > len(sheets)


def _star(regulation: Regulation, band: int, gates: Sequence[Gate]) -> int | None:
    reached = max((gate.star for gate in gates if gate.met), default=HIGHEST_WITHOUT_GATES)
    if reached == HIGHEST_WITHOUT_GATES and regulation.missed_gate == "not_eligible":
        return None
    return min(band, reached)


def with_agreed_points(
    criteria_set: CriteriaSet, regulation: Regulation, result: Result, agreed: Mapping[str, int]
) -> Result:
    """Return the result whose floors on some criteria are held against points that the council agreed on.

    Average, spread and band stay those of the sheets; `agreed` are points by criterion code.

    Source: an option of the council's regulation; 26/2026/QĐ-TTg does not say on what a floor is tested.
    """
    concerned = [floor for floor in floors(criteria_set, regulation.heading_mark) if floor.code in agreed]
    gates = []
    for gate in result.gates:
        missed = {code for code in gate.missed if code not in agreed}
        missed |= {f.code for f in concerned if gate.star in f.stars and agreed[f.code] < f.points}
        gates.append(Gate(gate.star, tuple(code for code in criteria_set.position if code in missed)))
    star = None if result.disqualified else _star(regulation, result.band, gates)
    return replace(result, gates=tuple(gates), star=star)


def _refuse_unrankable(criteria_set: CriteriaSet, sheets: Sequence[SheetScore]) -> None:
    if criteria_set.status != "complete":
        raise NotForRanking(
            f"Bộ số {criteria_set.no} của {criteria_set.release_id} chỉ có bản chép không đầy đủ"
            f" (cộng được {criteria_set.best_total} trên {criteria_set.total} điểm), không dùng để xếp hạng"
        )
    if not sheets:
        raise Refused("Chưa có phiếu nào để tính kết quả")
    seen: set[str] = set()
    for sheet in sheets:
        if sheet.assessor in seen:
            raise SheetRefused(sheet.assessor, "", "có hai phiếu cùng một người chấm")
        if len(sheet.points) != len(criteria_set.criteria):
            raise SheetRefused(sheet.assessor, "", f"không phải phiếu của bộ số {criteria_set.no}")
        seen.add(sheet.assessor)
