"""The producer's own sheet (Mẫu 02, part III), finished or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.regulation import regulation_of
from openocop.criteria.domain.scoring import Gate, Result, evaluate
from openocop.criteria.domain.sheet import Mark, SheetScore, points_given, score_sheet

ASSESSOR = "self"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a self-score is: `marked` of the `total` criteria that apply now, `missing` those still to mark.

    `score` counts what is not marked yet as 0 points. `missing` stands in the order of the sheet.
    """

    marked: int
    total: int
    missing: tuple[str, ...]
    score: SheetScore
    result: Result

    @property
    def complete(self) -> bool:
        return not self.missing

    def gates_missed(self, star: int) -> tuple[str, ...]:
        return next(gate.missed for gate in self.result.gates if gate.star == star)

    @property
    def next_gate(self) -> Gate | None:
        """Return the lowest star of 3 to 5 whose floors are not all met, `None` when every one is."""
        return next((gate for gate in self.result.gates if gate.missed), None)


def progress_of(criteria_set: CriteriaSet, levels: Mapping[str, Mark]) -> Progress:
    """Return what `levels` (criterion code → place or places, `None` = no level fits) come to so far.

    Raises:
        SheetRefused: a code or level that the sheet does not print.
        NotForRanking: the set is known in part only.
    """
    sheet = complete_levels(criteria_set, levels)
    score = score_sheet(criteria_set, ASSESSOR, sheet)
    codes = [criterion.code for criterion in criteria_set.criteria if applies(criteria_set, score, criterion.code)]
    missing = tuple(code for code in codes if code not in levels)
    result = evaluate(criteria_set, regulation_of(criteria_set.release_id), [score])
    return Progress(len(codes) - len(missing), len(codes), missing, score, result)


def applies(criteria_set: CriteriaSet, score: SheetScore, code: str) -> bool:
    """Tell whether a criterion applies: one that depends on another does so once that one has points."""
    needed = criteria_set.criterion(code).depends_on
    return needed is None or score.points[criteria_set.position[needed]] > 0


def complete_levels(criteria_set: CriteriaSet, levels: Mapping[str, Mark]) -> dict[str, Mark]:
    """Return a whole sheet: `levels`, with `None` for what is not marked and for what does not apply on it."""
    sheet: dict[str, Mark] = {criterion.code: None for criterion in criteria_set.criteria} | dict(levels)
    for criterion in criteria_set.criteria:
        needed, is_marked = criterion.depends_on, sheet[criterion.code] is not None
        if needed and is_marked and not points_given(ASSESSOR, criteria_set.criterion(needed), sheet):
            sheet[criterion.code] = None
    return sheet
