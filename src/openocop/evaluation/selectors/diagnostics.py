"""What stands beside the result of a session: agreement of the members, certainty of the stars. Read, never used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.releases import criteria_set
from openocop.evaluation.domain.agreement import (
    Agreement,
    Judged,
    Tendency,
    TotalsAgreement,
    agreement_by_criterion,
    agreement_on_totals,
    tendencies,
)
from openocop.evaluation.domain.certainty import Certainty, certainty
from openocop.evaluation.models import Entry, Seat
from openocop.evaluation.selectors.results import ResultRow, Results
from openocop.evaluation.selectors.sheets import sent_sheets

DOUBTFUL = 0.9  # below it, one equal panel in ten or more would give another star


@dataclass(frozen=True, slots=True)
class CertaintyRow:
    """One product with the certainty of its star; the figure is `None` with fewer than three sheets."""

    row: ResultRow
    certainty: Certainty | None

    @property
    def is_doubtful(self) -> bool:
        return self.certainty is not None and self.certainty.same < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """`stars` in the order of doubt; `tendencies` by seat, only where they were asked for."""

    stars: tuple[CertaintyRow, ...]
    criteria: tuple[Agreement, ...]
    totals: TotalsAgreement
    tendencies: tuple[tuple[Seat, Tendency], ...]

    @property
    def doubtful(self) -> int:
        return sum(row.is_doubtful for row in self.stars)


def diagnostics_of(results: Results, *, of_seats: Sequence[Seat]) -> Diagnostics:
    """Return the diagnostics of the products in `results`, and the tendencies of `of_seats`; two queries."""
    rows = [row for row in results.rows(results.standings) if row.held]
    sheets = sent_sheets(results.session.pk)
    judged: Judged = [
        (_printed(row.entry), sheets[row.entry.pk][row.held.number]) for row in rows if row.held is not None
    ]
    found = [
        CertaintyRow(row, certainty(printed, results.regulation, given, row.held.result))
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
