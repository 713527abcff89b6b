"""What stands beside the result of a session: agreement of the members, certainty of the stars. Read, never used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.releases import criteria_set
from openocop.evaluation.domain.certainty import Certainty, certainty
from openocop.evaluation.domain.reliability import (
    Agreement,
    Judged,
    Reading,
    Tendency,
    TotalsAgreement,
    agreement_by_criterion,
    agreement_on_totals,
    tendencies,
)
from openocop.evaluation.models import Conclusion, Entry, Seat
from openocop.evaluation.selectors.results import ResultRow, Results
from openocop.evaluation.selectors.sheets import sent_sheets

DOUBTFUL = 0.9  # below it, one equal panel in ten or more would give another star


@dataclass(frozen=True, slots=True)
class CertaintyRow:
    """One product with the certainty of its star; the figure is `None` with fewer than three sheets."""

    row: ResultRow
    certainty: Certainty | None

    @property
    def same(self) -> int | None:
        """Return the certainty in whole percent, never rounded up to 100."""
        return int(self.certainty.same * 100) if self.certainty else None

    @property
    def others(self) -> list[tuple[int | None, int]]:
        """Return the other stars that came, each with its share in percent, at least 1."""
        held = self.row.held.result.star if self.row.held else None
        shares = self.certainty.stars if self.certainty else ()
        return [(star, max(1, round(share * 100))) for star, share in shares if star != held]

    @property
    def is_doubtful(self) -> bool:
        return self.certainty is not None and self.certainty.same < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """`stars` in the order of doubt; `tendencies` by seat, only where they were asked for.

    `unsure` are those of which some panel came to another star, `sure` the rest that could be told, `thin` how many
    had too few sheets. `silent` counts the criteria of which nothing can be said.
    """

    stars: tuple[CertaintyRow, ...]
    criteria: tuple[Agreement, ...]
    totals: TotalsAgreement
    tendencies: tuple[tuple[Seat, Tendency], ...]

    @property
    def unsure(self) -> list[CertaintyRow]:
        return [row for row in self.stars if row.certainty and row.certainty.same < 1]

    @property
    def sure(self) -> list[CertaintyRow]:
        return [row for row in self.stars if row.certainty and row.certainty.same == 1]

    @property
    def thin(self) -> int:
        return sum(row.certainty is None for row in self.stars)

    @property
    def told_criteria(self) -> list[Agreement]:
        return [row for row in self.criteria if row.reading != Reading.THIN]

    @property
    def silent(self) -> int:
        return len(self.criteria) - len(self.told_criteria)


def diagnostics_of(results: Results, *, of_seats: Sequence[Seat]) -> Diagnostics:
    """Return the diagnostics of the products in `results`, and the tendencies of `of_seats`; three queries."""
    rows = [row for row in results.rows(results.standings) if row.held]
    sheets = sent_sheets(results.session.pk)
    judged: Judged = [
        (_printed(row.entry), sheets[row.entry.pk][row.held.number]) for row in rows if row.held is not None
    ]
    agreed = dict(Conclusion.objects.filter(entry__session=results.session).values_list("entry", "points"))
    found = [
        CertaintyRow(
            row, certainty(printed, results.regulation, given, row.held.result, agreed.get(row.entry.pk) or {})
        )
        for row, (printed, given) in zip(rows, judged, strict=True)
        if row.held is not None
    ]
    found.sort(key=lambda one: one.certainty.same if one.certainty else 2)
    seats = {seat.public_id: seat for seat in of_seats}
    told = [(seats[one.assessor], one) for one in tendencies(judged) if one.assessor in seats] if seats else []
    return Diagnostics(
        stars=tuple(found),
        criteria=agreement_by_criterion(judged),
        totals=agreement_on_totals(judged),
        tendencies=tuple(sorted(told, key=lambda pair: pair[0].position)),
    )


def _printed(entry: Entry) -> CriteriaSet:
    return criteria_set(entry.dossier.release, entry.dossier.set_no)
