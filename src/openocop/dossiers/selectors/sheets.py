"""The producer's sheet as pages show it: groups, criteria, levels in the words of the law, papers beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from openocop.criteria.domain.criteria_set import CriteriaSet, Criterion, Group, Part
from openocop.criteria.domain.guidance import EvidenceKind, evidence_for
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.sheet import Mark
from openocop.dossiers.domain.form_03 import criterion_under
from openocop.dossiers.domain.self_score import Progress, applies, progress_of
from openocop.dossiers.models import Dossier, Evidence

NO_LEVEL = "none"  # how a form says that no level fits


@dataclass(frozen=True, slots=True)
class LevelRow:
    """`case` is the heading of the case the level opens, "" for the others."""

    value: str
    points: int
    text: str
    gate: int | None
    chosen: bool
    case: str


@dataclass(frozen=True, slots=True)
class CriterionRow:
    criterion: Criterion
    levels: Sequence[LevelRow]
    marked: bool
    applies: bool
    points: int
    offers_none: bool
    none_chosen: bool
    papers: Sequence[Evidence]
    evidence: EvidenceKind | None

    @property
    def anchor(self) -> str:
        """Return the id of the criterion on its page."""
        return "tc-" + self.criterion.code.replace(".", "-").replace("#", "-")

    @property
    def seen(self) -> str:
        """Return the mark as a form sends it, "" while there is none."""
        if self.none_chosen:
            return NO_LEVEL
        return self.chosen.value if self.chosen else ""

    @property
    def chosen(self) -> LevelRow | None:
        return next((level for level in self.levels if level.chosen), None)


@dataclass(frozen=True, slots=True)
class GroupRow:
    part: Part
    group: Group
    criteria: Sequence[CriterionRow]

    @property
    def missing(self) -> int:
        return sum(row.applies and not row.marked for row in self.criteria)

    @property
    def points(self) -> int:
        return sum(row.points for row in self.criteria)


@dataclass(frozen=True, slots=True)
class MissedGate:
    """A floor not reached: `needed` is the first printed level that reaches it."""

    row: CriterionRow
    group: Group
    needed: LevelRow | None


@dataclass(frozen=True, slots=True)
class SheetView:
    criteria_set: CriteriaSet
    progress: Progress
    groups: Sequence[GroupRow]
    loose_papers: Sequence[Evidence]

    @property
    def ruler_missing(self) -> dict[int, int]:
        """Return the number of missed floors of each star whose band the total reaches."""
        result = self.progress.result
        return {g.star: len(g.missed) for g in result.gates if g.missed and g.star <= result.band}

    @property
    def missed(self) -> list[MissedGate]:
        """Return the floors missed for the lowest star that is not met."""
        gate = self.progress.next_gate
        codes = gate.missed if gate else ()
        return [
            MissedGate(row, group.group, _needed(row, gate.star))
            for group in self.groups
            for row in group.criteria
            if gate and row.criterion.code in codes
        ]

    @property
    def without_paper(self) -> list[CriterionRow]:
        """Return the criteria with points that no paper proves."""
        return [row for group in self.groups for row in group.criteria if row.points and not row.papers]


def sheet_of(dossier: Dossier, papers: Iterable[Evidence] | None = None) -> SheetView:
    """Return the self-score of `dossier` with its papers, fetched in one query unless the caller has them."""
    sheet = criteria_set(dossier.release, dossier.set_no)
    progress = progress_of(sheet, dossier.self_levels)
    papers = papers_of(dossier) if papers is None else papers
    by_criterion: dict[str, list[Evidence]] = defaultdict(list)
    for paper in papers:
        by_criterion[paper.criterion].append(paper)
    groups = [
        GroupRow(part, group, [_row(sheet, progress, dossier.self_levels, c, by_criterion) for c in group.criteria])
        for part in sheet.parts
        for group in part.groups
    ]
    return SheetView(sheet, progress, groups, by_criterion[""])


def papers_of(dossier: Dossier) -> Iterable[Evidence]:
    """Return the papers that are in the dossier now, oldest first."""
    return dossier.evidence.filter(removed_at=None).select_related("file", "paper__superseded_by")


def claim_under(view: SheetView, heading: str) -> str:
    """Return in words which level the producer claims on the matter of a heading of Mẫu 03; "" without one."""
    criterion = criterion_under(view.criteria_set, heading)
    row = next((r for group in view.groups for r in group.criteria if r.criterion is criterion), None)
    if row is None or row.chosen is None:
        return ""
    facts = {"code": row.criterion.code, "text": row.chosen.text}
    return _("The producer states under %(code)s: %(text)s") % facts


def claimed_words(row: CriterionRow) -> str:
    """Return the levels the producer claims, in the words of the law; "" where nothing is marked yet."""
    if not row.applies:
        return "Không áp dụng"
    if row.none_chosen:
        return "Không đạt mức nào"
    return "; ".join(level.text for level in row.levels if level.chosen)


def _row(
    sheet: CriteriaSet,
    progress: Progress,
    levels: dict[str, Mark],
    criterion: Criterion,
    papers: dict[str, list[Evidence]],
) -> CriterionRow:
    code = criterion.code
    mark = levels.get(code)
    chosen = {mark} if isinstance(mark, int) else set(mark or ())
    applicable = applies(sheet, progress.score, code)
    return CriterionRow(
        criterion=criterion,
        levels=_levels(criterion, chosen if applicable else set()),
        marked=code in levels,
        applies=applicable,
        points=progress.score.points[sheet.position[code]],
        offers_none=all(level.points for level in criterion.levels),
        none_chosen=code in levels and mark is None,
        papers=papers[code],
        evidence=evidence_for(sheet, criterion),
    )


def _levels(criterion: Criterion, chosen: set[int]) -> list[LevelRow]:
    rows = []
    for place, level in enumerate(criterion.levels):
        opens = level.case is not None and (place == 0 or criterion.levels[place - 1].case != level.case)
        case = criterion.cases.get(level.case, "") if opens and level.case is not None else ""
        rows.append(LevelRow(str(place), level.points, level.text, level.star, place in chosen, case))
    return rows


def _needed(row: CriterionRow, star: int) -> LevelRow | None:
    floor = row.criterion.floor(star)
    return next((level for level in row.levels if floor is not None and level.points >= floor), None)
