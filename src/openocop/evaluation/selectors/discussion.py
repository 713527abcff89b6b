"""One product after the reveal: where the sheets differ, without names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.scoring import floors
from openocop.evaluation.domain.attention import Opinion, opinions
from openocop.evaluation.models import Entry, ScoreSheet
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
class Discussion:
    """One product's standing, where its sheets differ, and what they say in the order of the sheet."""

    row: ResultRow
    star: int
    opinions: tuple[Opinion, ...]
    words: tuple[Said, ...]

    @property
    def differing(self) -> list[Opinion]:
        apart = [opinion for opinion in self.opinions if opinion.spread]
        return sorted(apart, key=lambda opinion: (-opinion.spread * 100 // opinion.most, opinion.code))


def discussion_of(results: Results, entry: Entry) -> Discussion | None:
    """Return the discussion page of one product, `None` without a revealed sheet; four queries."""
    standing = next((one for one in results.standings if one.entry_pk == entry.pk), None)
    if standing is None or standing.current is None:
        return None
    (row,) = results.rows([standing])
    printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
    sheets = sent_sheets(entry.session_id, only=[entry.pk])[entry.pk][standing.current.number]
    marks = floors(printed, results.regulation.heading_mark)
    found = opinions(printed, marks, row.gate_star, sheets)
    return Discussion(row, row.gate_star, found, _words(entry, row, found))


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


def heat_rows(results: Results, shown: Sequence[ResultRow]) -> list[tuple[ResultRow, tuple[Opinion, ...]]]:
    """Return the heat cells of some products, by criteria set and then as before the council, in one query."""
    sheets = sent_sheets(results.session.pk, only=[row.entry.pk for row in shown])
    found = []
    for row in sorted(shown, key=lambda row: (row.entry.dossier.set_no, row.entry.position)):
        if row.held is None:
            continue
        printed = criteria_set(row.entry.dossier.release, row.entry.dossier.set_no)
        marks = floors(printed, results.regulation.heading_mark)
        given = sheets[row.entry.pk][row.held.number]
        found.append((row, opinions(printed, marks, row.gate_star, given)))
    return found
