"""One product after the reveal: where the sheets differ; who gave what only for those who may read sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.scoring import floors
from openocop.evaluation.domain.attention import Opinion, opinions
from openocop.evaluation.domain.disagreement import Cell, Column, Matrix, changed_sheets, far_from_median, matrix
from openocop.evaluation.models import Entry, ScoreSheet, Seat
from openocop.evaluation.selectors.results import ResultRow, Results
from openocop.evaluation.selectors.sheets import sent_sheets


@dataclass(frozen=True, slots=True)
class Said:
    """What the sheets say on one criterion, or on the whole where `code` is empty.

    `texts` pairs each text with the number of sheets that bear it, in an order of the text: never in that of members.
    """

    code: str
    label: str
    texts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One criterion on which the sheets differ, or differed on the first ballot; `changed` counts the sheets that give
    other points now. `before` is None where there was one ballot."""

    now: Opinion
    before: Opinion | None
    changed: int


@dataclass(frozen=True, slots=True)
class Discussion:
    """One product's standing, where its sheets differ, and what they say in the order of the sheet.

    `differing` begins with the criteria that divide the members across a minimum condition. `far` counts the totals
    far from the median (`far_points` away). `sheets` names who gave what, for those who read sheets; else None.
    """

    row: ResultRow
    star: int
    differing: tuple[Compared, ...]
    far: int
    far_points: Fraction
    words: tuple[Said, ...]
    sheets: NamedSheets | None


@dataclass(frozen=True, slots=True)
class Heat:
    """The heat cells of some products, asked for only where they are drawn: closed ballots never change."""

    results: Results
    shown: Sequence[ResultRow]

    @property
    def shown_as(self) -> str:
        """Return all that the drawn table depends on."""
        return "".join(row.shown_as for row in self.shown)

    def rows(self) -> list[tuple[ResultRow, tuple[Opinion, ...]]]:
        """Return each product with its cells, by criteria set and then as before the council, in one query."""
        sheets = sent_sheets(self.results.session.pk, only=[row.entry.pk for row in self.shown])
        found = []
        for row in sorted(self.shown, key=lambda row: (row.entry.dossier.set_no, row.entry.position)):
            if row.held is None:
                continue
            printed = criteria_set(row.entry.dossier.release, row.entry.dossier.set_no)
            marks = floors(printed, self.results.regulation.heading_mark)
            given = sheets[row.entry.pk][row.held.number]
            found.append((row, opinions(printed, marks, row.gate_star, given)))
        return found


@dataclass(frozen=True, slots=True)
class NamedSheets:
    """The sheets of the current ballot side by side, the first ones beside the second; seats in their order."""

    columns: tuple[tuple[Seat, Column], ...]
    rows: tuple[tuple[Opinion, tuple[Cell, ...]], ...]


def discussion_of(results: Results, entry: Entry, *, named: bool = False) -> Discussion | None:
    """Return the discussion page of one product, `None` without a revealed sheet; four queries, five when named."""
    standing = next((one for one in results.standings if one.entry_pk == entry.pk), None)
    if standing is None or standing.current is None:
        return None
    (row,) = results.rows([standing])
    printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
    ballots = sent_sheets(entry.session_id, only=[entry.pk])[entry.pk]
    sheets = ballots[standing.current.number]
    first = ballots[standing.first.number] if standing.first and standing.second else []
    marks = floors(printed, results.regulation.heading_mark)
    found = opinions(printed, marks, row.gate_star, sheets)
    before = opinions(printed, marks, row.gate_star, first) if first else ()
    first_totals = standing.first.totals if standing.first and first else {}
    told = matrix(found, results.regulation, sheets, standing.current.totals, first, first_totals)
    return Discussion(
        row=row,
        star=row.gate_star,
        differing=_differing(found, before, changed_sheets(printed, first, sheets)),
        far=told.far,
        far_points=far_from_median(results.regulation),
        words=_words(entry, row, found),
        sheets=_named(entry, told) if named else None,
    )


def _differing(found: Sequence[Opinion], before: Sequence[Opinion], changed: Sequence[int]) -> tuple[Compared, ...]:
    first: Sequence[Opinion | None] = before or [None] * len(found)
    pairs = zip(found, first, changed, strict=True)
    apart = [Compared(*pair) for pair in pairs if pair[0].spread or (pair[1] and pair[1].spread)]
    return tuple(sorted(apart, key=_weight))


def _weight(one: Compared) -> tuple[bool, int, str]:
    return (not one.now.split, -one.now.spread * 100 // one.now.most, one.now.code)


def _named(entry: Entry, told: Matrix) -> NamedSheets:
    seats = {seat.public_id: seat for seat in Seat.objects.filter(council__session=entry.session_id)}
    columns = [(seats[column.assessor], column) for column in told.columns]
    return NamedSheets(tuple(columns), told.rows)


def _words(entry: Entry, row: ResultRow, criteria: Sequence[Opinion]) -> tuple[Said, ...]:
    number = row.held.number if row.held else 1
    rows = ScoreSheet.objects.filter(entry=entry, ballot=number, sent_at__isnull=False)
    found: dict[str, Counter[str]] = {}
    for reasons, opinion in rows.values_list("reasons", "opinion"):
        for code, text in {**reasons, "": opinion}.items():
            if text:
                found.setdefault(code, Counter())[text] += 1
    places = [("", ""), *((criterion.code, criterion.label) for criterion in criteria)]
    return tuple(Said(code, label, tuple(sorted(found[code].items()))) for code, label in places if code in found)
