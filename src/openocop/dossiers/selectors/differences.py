"""What an upgrade or re-assessment changes against the recognised dossier: was → is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openocop.dossiers.domain.required_papers import RequiredPaper, stated_matters
from openocop.dossiers.models import Dossier, Evidence
from openocop.dossiers.selectors.sheets import CriterionRow, SheetView, claimed_words, sheet_of
from openocop.registry.selectors.papers import newest_of


@dataclass(frozen=True, slots=True)
class LevelChange:
    """A criterion whose claimed level differs, in the words of the law; `row` is its line now."""

    row: CriterionRow
    was: str
    now: str
    was_points: int

    @property
    def is_raised(self) -> bool:
        return self.row.points > self.was_points


@dataclass(frozen=True, slots=True)
class PaperChange:
    """`what`: added, gone, renewed or ended; `was` and `now` are the paper as it was filed and as it is.

    A file that is added or gone under several `criteria` is one change.
    """

    what: str
    was: Evidence | None
    now: Evidence | None
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    label: str
    was: int
    now: int

    @property
    def moved(self) -> int:
        return self.now - self.was


@dataclass(frozen=True, slots=True)
class Differences:
    """`base` is None where no recognised dossier is kept here; then only the producer's words tell what changed.

    Levels are compared on one sheet only: `same_sheet` is False where the recognised dossier stood on another.
    """

    base: Dossier | None
    same_sheet: bool
    levels: Sequence[LevelChange]
    sums: Sequence[Sum]
    papers: Sequence[PaperChange]
    matters: Sequence[tuple[RequiredPaper, str]]

    @property
    def raised_without_paper(self) -> list[LevelChange]:
        return [change for change in self.levels if change.is_raised and not change.row.papers]

    @property
    def says_something(self) -> bool:
        changed = any(change.what != "ended" for change in self.papers)
        return bool(self.levels or changed or any(words for _matter, words in self.matters))


def differences_of(dossier: Dossier, view: SheetView, *, on: date) -> Differences:
    """Return the differences; of a first dossier there are none."""
    matters = [
        (matter, dossier.changes.get(matter.slug, "")) for matter in stated_matters(dossier.release, dossier.kind)
    ]
    base = dossier.base
    if base is None:
        return Differences(None, False, (), (), _ended(view, on), matters)
    before = sheet_of(base)
    same = before.criteria_set is view.criteria_set
    return Differences(
        base=base,
        same_sheet=same,
        levels=_levels(before, view) if same else (),
        sums=_sums(before, view) if same else (),
        papers=[*_papers(_all(before), _all(view)), *_ended(view, on)],
        matters=matters,
    )


def _levels(before: SheetView, view: SheetView) -> list[LevelChange]:
    was = {row.criterion.code: row for group in before.groups for row in group.criteria}
    changed = []
    for group in view.groups:
        for row in group.criteria:
            then = was[row.criterion.code]
            if claimed_words(then) != claimed_words(row):
                changed.append(LevelChange(row, claimed_words(then), claimed_words(row), then.points))
    return changed


def _sums(before: SheetView, view: SheetView) -> list[Sum]:
    was, now = dict(before.progress.score.parts), dict(view.progress.score.parts)
    parts = [Sum(f"{part.code}. {part.caption}", was[part.code], now[part.code]) for part in view.criteria_set.parts]
    return [*parts, Sum("", before.progress.score.total, view.progress.score.total)]


def _all(view: SheetView) -> list[Evidence]:
    placed = [paper for group in view.groups for row in group.criteria for paper in row.papers]
    return [*placed, *view.loose_papers]


def _papers(before: list[Evidence], now: list[Evidence]) -> list[PaperChange]:
    """Pair the papers of then and now by file, then by the line of the producer's paper; what is left came or went."""
    kept = {_file(one) for one in before} & {_file(one) for one in now}
    gone = [one for one in before if _file(one) not in kept]
    newest = newest_of([old.paper for old in gone if old.paper])
    changes, added = [], []
    for one in (one for one in now if _file(one) not in kept):
        older = next((old for old in gone if one.paper and old.paper and newest[old.paper.pk] == one.paper), None)
        if older:
            gone.remove(older)
            changes.append(PaperChange("renewed", older, one))
        else:
            added.append(one)
    return [
        *changes,
        *(PaperChange("added", None, one, criteria) for one, criteria in _by_file(added)),
        *(PaperChange("gone", one, None, criteria) for one, criteria in _by_file(gone)),
    ]


def _by_file(papers: list[Evidence]) -> list[tuple[Evidence, tuple[str, ...]]]:
    """Return the first of each file with the criteria it stands under, in the order of the sheet."""
    found: dict[str, list[Evidence]] = {}
    for one in papers:
        found.setdefault(one.file.sha256, []).append(one)
    return [(rows[0], tuple(row.criterion for row in rows if row.criterion)) for rows in found.values()]


def _file(one: Evidence) -> tuple[str, str]:
    return one.file.sha256, one.criterion


def _ended(view: SheetView, on: date) -> list[PaperChange]:
    seen: set[int] = set()
    ended = []
    for one in _all(view):
        if one.paper and one.paper.valid_until and one.paper.valid_until <= on and one.paper.pk not in seen:
            seen.add(one.paper.pk)
            ended.append(PaperChange("ended", None, one))
    return ended
