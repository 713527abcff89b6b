"""What takes a self-score to each higher star, in the words of the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openocop.criteria.domain.next_star import Effort, Path, Step, paths_to_stars
from openocop.criteria.domain.regulation import regulation_of
from openocop.dossiers.domain.self_score import complete_levels
from openocop.dossiers.models import Dossier
from openocop.dossiers.selectors.sheets import CriterionRow, GroupRow, LevelRow, SheetView


@dataclass(frozen=True, slots=True)
class StepRow:
    """One thing to do: the criterion, its group, and the printed levels that have to be reached."""

    step: Step
    row: CriterionRow
    group: GroupRow
    reach: Sequence[LevelRow]


@dataclass(frozen=True, slots=True)
class Way:
    """The way to one star; `steps` is empty where none leads there (`path.steps` is `None`)."""

    path: Path
    steps: Sequence[StepRow]

    @property
    def blockers(self) -> int:
        """Return how many minimum conditions of the star are not met now."""
        return sum(row.step.floor is not None for row in self.steps)


def ways_up(dossier: Dossier, view: SheetView, effort: Effort) -> list[Way]:
    """Return the ways to the stars above the one that the self-score gives now, the lowest first; asks nothing."""
    levels = complete_levels(view.criteria_set, dossier.self_levels)
    paths = paths_to_stars(view.criteria_set, levels, regulation_of(dossier.release), effort)
    rows = {row.criterion.code: (row, group) for group in view.groups for row in group.criteria}
    now = view.progress.result.star or 0
    return [Way(path, [_row(step, *rows[step.code]) for step in path.steps or ()]) for path in paths if path.star > now]


def _row(step: Step, row: CriterionRow, group: GroupRow) -> StepRow:
    places = [step.to] if isinstance(step.to, int) else step.to or []
    return StepRow(step, row, group, [row.levels[place] for place in places])
