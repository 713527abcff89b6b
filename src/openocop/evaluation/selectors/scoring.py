"""What an assessor sees on the scoring screen: the printed sheet with what they and others before them found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.translation import gettext as _

from openocop.criteria.domain.criteria_set import CriteriaSet, Criterion, Group, Part
from openocop.criteria.domain.regulation import Regulation
from openocop.criteria.domain.releases import criteria_set, release
from openocop.criteria.domain.scoring import evaluate, floors
from openocop.criteria.domain.sheet import Mark, score_sheet
from openocop.dossiers.domain.self_score import complete_levels
from openocop.dossiers.models import Dossier, Evidence
from openocop.evaluation.domain.filling import (
    LEVEL,
    Lack,
    applies,
    lacks,
    left_outside,
    points_of,
    without_what_does_not_apply,
)
from openocop.evaluation.models import AdvisorySheet, Entry, ScoreSheet, Seat
from openocop.evaluation.selectors.blind import shows_producer
from openocop.evaluation.selectors.drafts import Draft, Levels

NO_LEVEL = "none"


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level to choose; `starts` is the case whose levels begin here."""

    value: str
    points: int
    text: str
    gate: int | None
    case: int | None
    starts: str
    chosen: bool
    advised: bool
    claimed: bool


@dataclass(frozen=True, slots=True)
class CriterionRow:
    criterion: Criterion
    anchor: str
    place: int
    of: int
    levels: tuple[LevelRow, ...]
    points: int
    marked: bool
    applies: bool
    outside: bool
    lack: str
    reason: str
    remark: str
    evidence: tuple[Evidence, ...]

    @property
    def label(self) -> str:
        return self.criterion.caption

    @property
    def cell(self) -> str:
        if self.outside or not self.applies:
            return "outside"
        return "reason" if self.lack == "reason" else "scored" if self.marked else "blank"


@dataclass(frozen=True, slots=True)
class GroupRow:
    part: Part
    group: Group
    criteria: tuple[CriterionRow, ...]
    points: int

    @property
    def label(self) -> str:
        return self.group.caption

    @property
    def cells(self) -> list[str]:
        return [row.cell for row in self.criteria]

    @property
    def alone(self) -> bool:
        """Tell whether the law prints the group and its one criterion as one line."""
        return len(self.criteria) == 1 and self.criteria[0].criterion.code == self.group.code


@dataclass(frozen=True, slots=True)
class PartRow:
    part: Part
    groups: tuple[GroupRow, ...]
    points: int

    @property
    def label(self) -> str:
        return self.part.caption

    @property
    def cells(self) -> list[str]:
        return [cell for group in self.groups for cell in group.cells]

    @property
    def first(self) -> str:
        return self.groups[0].criteria[0].anchor


@dataclass(frozen=True, slots=True)
class ScoringPage:
    """`missing` counts unmet floors by star; `proposed`: whose levels take a reason to leave, "advice" or "claim".

    `may_leave`: criteria outside one's field may be left to others; then one's own `total` is that of the rest.
    `masked`: the producer is not named, and `withheld` counts the pictures and papers that would show them.
    """

    dossier: Dossier
    criteria_set: CriteriaSet
    parts: tuple[PartRow, ...]
    draft: Draft
    lacks: tuple[Lack, ...]
    total: int
    band: int
    may_leave: bool
    masked: bool
    withheld: int
    missing: Mapping[int, int]
    proposed: str
    loose_evidence: tuple[Evidence, ...]
    knock_outs: tuple[tuple[str, str, bool], ...]
    data: dict[str, Any]

    @property
    def groups(self) -> tuple[GroupRow, ...]:
        return tuple(group for part in self.parts for group in part.groups)

    @property
    def criteria(self) -> tuple[CriterionRow, ...]:
        return tuple(row for group in self.groups for row in group.criteria)

    @property
    def short_of(self) -> tuple[int, int] | None:
        """Return the next star whose floors are not all met, with their number."""
        return next(((star, count) for star, count in sorted(self.missing.items()) if count), None)


def anchor_of(code: str) -> str:
    return "tc-" + code.replace(".", "-").replace("#", "_")


def sheet_number(entry: Entry, seat: Seat) -> UUID:
    """Return the number of a member's sheet on one ballot: the same on each of their devices."""
    return uuid5(NAMESPACE_URL, f"sheet:{seat.public_id}:{entry.public_id}:{entry.ballot}")


def advice_number(dossier: Dossier) -> UUID:
    return uuid5(NAMESPACE_URL, f"advice:{dossier.public_id}")


def own_sheet(entry: Entry, seat: Seat) -> ScoreSheet | None:
    return ScoreSheet.objects.filter(entry=entry, seat=seat, ballot=entry.ballot).first()


def first_sheet(entry: Entry, seat: Seat) -> ScoreSheet | None:
    """Return the member's sheet of the first ballot beside which a second one stands."""
    if entry.ballot == 1:
        return None
    return ScoreSheet.objects.filter(entry=entry, seat=seat, ballot=1, sent_at__isnull=False).first()


def own_draft(entry: Entry, seat: Seat) -> Draft:
    """Return the member's draft; a second ballot starts from what they themselves sent in the first."""
    sheets = ScoreSheet.objects.filter(entry=entry, seat=seat, ballot__lte=entry.ballot).order_by("-ballot")
    sheet = sheets.first()
    if sheet is None:
        return Draft({}, {}, (), "")
    return Draft.of(sheet)


def advice_on(dossier: Dossier) -> AdvisorySheet | None:
    """Return the advisory team's sheet once it was sent."""
    return AdvisorySheet.objects.filter(dossier=dossier, sent_at__isnull=False).first()


def proposed_levels(dossier: Dossier, advice: AdvisorySheet | None) -> Levels:
    """Return the levels that take a reason to leave: the advisory team's, else those the producer claims."""
    levels: Levels = advice.levels if advice else dossier.self_levels
    return levels


def lack_rows(page: ScoringPage) -> list[dict[str, str]]:
    """Return what is left to do with its place and the words for it."""
    rows = {row.criterion.code: row for row in page.criteria}
    found = []
    for lack in page.lacks:
        row = rows[lack.code]
        words = _("No level chosen.") if lack.kind == LEVEL else _away(row)
        found.append({"code": lack.code, "anchor": row.anchor, "label": row.label, "words": words})
    return found


@dataclass(frozen=True, slots=True)
class Departure:
    """A criterion on which the sheet leaves the proposed level, in points, with the reason given."""

    code: str
    label: str
    own: int
    proposed: int
    reason: str


def departures(page: ScoringPage) -> list[Departure]:
    """Return where the sheet leaves the levels whose leaving takes a reason, in the order of the sheet."""
    if not page.proposed:
        return []
    found = []
    for row in page.criteria:
        proposed = _proposed(row, page.proposed)
        if row.applies and row.marked and proposed is not None and not proposed.chosen:
            found.append(Departure(row.criterion.code, row.label, row.points, proposed.points, row.reason))
    return found


def _proposed(row: CriterionRow, by: str) -> LevelRow | None:
    return next((level for level in row.levels if (level.advised if by == "advice" else level.claimed)), None)


def _away(row: CriterionRow) -> str:
    proposed = _proposed(row, "advice") or _proposed(row, "claim")
    words = _("You give %(own)s, proposed were %(proposed)s: no reason yet.")
    return words % {"own": row.points, "proposed": proposed.points if proposed else "–"}


def scoring_page(
    dossier: Dossier,
    draft: Draft,
    *,
    regulation: Regulation,
    advice: AdvisorySheet | None,
    reasons_needed: bool = True,
    may_leave: bool = False,
    masked: bool = False,
) -> ScoringPage:
    """Return the whole screen in one query: the evidence. Only what this assessor may know goes in.

    Without `reasons_needed` nothing need be said about leaving the producer's levels: the advisory team's work is that.
    `masked` withholds pictures, and the papers of the whole dossier: they are those of the producer.
    """
    printed = criteria_set(dossier.release, dossier.set_no)
    outside = left_outside(printed, draft.outside)
    levels = without_what_does_not_apply(printed, draft.levels)
    proposed = proposed_levels(dossier, advice) if reasons_needed else {}
    todo = lacks(printed, levels, draft.reasons, proposed, outside)
    papers: dict[str, list[Evidence]] = defaultdict(list)
    withheld = 0
    for paper in dossier.evidence.filter(removed_at=None).select_related("file", "paper"):
        if masked and shows_producer(paper):
            withheld += 1
        else:
            papers[paper.criterion].append(paper)
    rows = _Rows(printed, levels, draft, {lack.code: lack.kind for lack in todo}, dossier.self_levels, advice, papers)
    parts = tuple(rows.part(part) for part in printed.parts)
    score = score_sheet(printed, "own", complete_levels(printed, levels), outside=outside)
    result = evaluate(printed, regulation, [score])
    return ScoringPage(
        dossier=dossier,
        criteria_set=printed,
        parts=parts,
        draft=draft,
        lacks=todo,
        total=score.total,
        band=result.band,
        may_leave=may_leave,
        masked=masked,
        withheld=withheld,
        missing={gate.star: sum(1 for code in gate.missed if code not in outside) for gate in result.gates},
        proposed="" if not proposed else "advice" if advice else "claim",
        loose_evidence=tuple(papers[""]),
        knock_outs=tuple(
            (code, text, code in draft.disqualified) for code, texts in printed.knock_outs.items() for text in texts
        ),
        data=_data(printed, regulation, proposed),
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    printed: CriteriaSet
    levels: Levels
    draft: Draft
    lacks: Mapping[str, str]
    claimed: Levels
    advice: AdvisorySheet | None
    papers: Mapping[str, list[Evidence]]

    def part(self, part: Part) -> PartRow:
        groups = tuple(self.group(part, group) for group in part.groups)
        return PartRow(part, groups, sum(group.points for group in groups))

    def group(self, part: Part, group: Group) -> GroupRow:
        rows = tuple(self.row(criterion, place, group) for place, criterion in enumerate(group.criteria, start=1))
        return GroupRow(part, group, rows, sum(row.points for row in rows))

    def row(self, criterion: Criterion, place: int, group: Group) -> CriterionRow:
        code = criterion.code
        return CriterionRow(
            criterion=criterion,
            anchor=anchor_of(code),
            place=place,
            of=len(group.criteria),
            levels=tuple(self._levels(criterion)),
            points=points_of(self.printed, self.levels, code),
            marked=code in self.levels,
            applies=applies(self.printed, self.levels, code),
            outside=code in self.draft.outside,
            lack=self.lacks.get(code, ""),
            reason=self.draft.reasons.get(code, ""),
            remark=self.advice.remarks.get(code, "") if self.advice else "",
            evidence=tuple(self.papers.get(code, ())),
        )

    def _levels(self, criterion: Criterion) -> list[LevelRow]:
        advised: Levels = self.advice.levels if self.advice else {}
        rows, before = [], None
        choices: list[tuple[str, Mark]] = [(str(place), place) for place in range(len(criterion.levels))]
        if all(level.points for level in criterion.levels):
            choices.append((NO_LEVEL, None))
        for value, mark in choices:
            level = criterion.levels[mark] if isinstance(mark, int) else None
            case = level.case if level else None
            rows.append(
                LevelRow(
                    value=value,
                    points=level.points if level else 0,
                    text=level.text if level else "",
                    gate=level.star if level else None,
                    case=case,
                    starts=criterion.cases.get(case, "") if case is not None and case != before else "",
                    chosen=_is(self.levels, criterion.code, mark),
                    advised=_is(advised, criterion.code, mark),
                    claimed=_is(self.claimed, criterion.code, mark),
                )
            )
            before = case
        return rows


def _is(levels: Levels, code: str, mark: Mark) -> bool:
    return code in levels and levels[code] == mark


def _data(printed: CriteriaSet, regulation: Regulation, proposed: Levels) -> dict[str, Any]:
    """Return what the browser needs to show the member's own total at once: points, floors and bands of the law."""
    return {
        "criteria": [
            {
                "code": criterion.code,
                "anchor": anchor_of(criterion.code),
                "points": [level.points for level in criterion.levels],
                "needs": anchor_of(criterion.depends_on) if criterion.depends_on else "",
                "proposed": NO_LEVEL if proposed.get(criterion.code, 0) is None else proposed.get(criterion.code, ""),
            }
            for criterion in printed.criteria
        ],
        "floors": [[floor.position, floor.points, floor.stars] for floor in floors(printed, regulation.heading_mark)],
        "bands": [[band.stars, band.lower] for band in release(printed.release_id).bands],
    }
