"""What to gather for a set, criterion by criterion: the papers the law names, why, and what a good one looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openocop.criteria.domain.criteria_set import STARS_WITH_GATES, CriteriaSet, Criterion, Group, Part
from openocop.criteria.domain.guidance import EvidenceKind, evidence_for


@dataclass(frozen=True, slots=True)
class Line:
    """Criteria of a group that ask for the same evidence; `gates` are (criterion, star, points) they must reach."""

    criteria: Sequence[Criterion]
    kind: EvidenceKind | None
    gates: Sequence[tuple[Criterion, int, int]]


@dataclass(frozen=True, slots=True)
class Section:
    part: Part
    group: Group
    lines: Sequence[Line]


def checklist(sheet: CriteriaSet) -> list[Section]:
    """Return the whole sheet in its order; neighbours that ask for the same evidence are one line."""
    return [Section(part, group, _lines(sheet, group)) for part in sheet.parts for group in part.groups]


def _lines(sheet: CriteriaSet, group: Group) -> list[Line]:
    runs: list[tuple[EvidenceKind | None, list[Criterion]]] = []
    for criterion in group.criteria:
        kind = evidence_for(sheet, criterion)
        if runs and kind is not None and runs[-1][0] is kind:
            runs[-1][1].append(criterion)
        else:
            runs.append((kind, [criterion]))
    return [Line(criteria, kind, [gate for one in criteria for gate in _gates(one)]) for kind, criteria in runs]


def _gates(criterion: Criterion) -> list[tuple[Criterion, int, int]]:
    """Return the lowest star of each floor of a criterion, with its points."""
    found: dict[int, int] = {}
    for star in STARS_WITH_GATES:
        points = criterion.floor(star)
        if points is not None:
            found.setdefault(points, star)
    return [(criterion, star, points) for points, star in found.items()]
