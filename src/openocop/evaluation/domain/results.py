"""A product's result before the council, from the sheets of its ballots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.explanation import reasons
from openocop.criteria.domain.numbers import exact_text
from openocop.criteria.domain.regulation import Regulation
from openocop.criteria.domain.scoring import Gate, Result, completed_totals, evaluate
from openocop.criteria.domain.sheet import SheetScore


@dataclass(frozen=True, slots=True)
class Ballot:
    """One lần chấm of one product: every sheet's total by seat, and what they come to.

    A total is a fraction where its member left criteria to others: those count with the average of the marks given.
    """

    number: int
    totals: Mapping[str, int | Fraction]
    result: Result

    @property
    def average(self) -> Fraction:
        return self.result.average

    @property
    def spread(self) -> int | Fraction:
        return self.result.spread

    @property
    def missed_in_band(self) -> tuple[str, ...]:
        """Return the criteria whose floor keeps the product out of the band its points reach."""
        return next((gate.missed for gate in self.result.gates if gate.star == self.result.band), ())


def ballot(criteria_set: CriteriaSet, regulation: Regulation, number: int, sheets: Sequence[SheetScore]) -> Ballot:
    """Return what the sheets of one ballot come to; the sheets' assessors are seats. Raises as `evaluate` does."""
    whole = completed_totals(criteria_set, sheets)
    totals = {sheet.assessor: total for sheet, total in zip(sheets, whole, strict=True)}
    return Ballot(number, totals, evaluate(criteria_set, regulation, sheets))


def fixed_result(
    criteria_set: CriteriaSet, regulation: Regulation, held: Ballot, sheets: Sequence[SheetScore]
) -> dict[str, Any]:
    """Return the JSON that is kept when the result is fixed; `ballot_from` reads it back without the sheets."""
    result = held.result
    return {
        "ballot": held.number,
        "totals": {seat: _stored(total) for seat, total in held.totals.items()},
        "average": exact_text(result.average),
        "spread": _stored(result.spread),
        "rescoring_required": result.rescoring_required,
        "band": result.band,
        "missed": {str(gate.star): list(gate.missed) for gate in result.gates},
        "disqualified": result.disqualified,
        "star": result.star,
        "reasons": list(reasons(criteria_set, regulation, sheets, result)),
    }


def ballot_from(stored: Mapping[str, Any]) -> Ballot:
    """Return the ballot a fixed result was made of."""
    result = Result(
        average=Fraction(stored["average"]),
        spread=_read(stored["spread"]),
        rescoring_required=stored["rescoring_required"],
        band=stored["band"],
        gates=tuple(Gate(int(star), tuple(codes)) for star, codes in sorted(stored["missed"].items())),
        disqualified=stored["disqualified"],
        star=stored["star"],
    )
    return Ballot(stored["ballot"], {seat: _read(total) for seat, total in stored["totals"].items()}, result)


def _stored(points: int | Fraction) -> int | str:
    return points if isinstance(points, int) else exact_text(points)


def _read(stored: int | str) -> int | Fraction:
    return stored if isinstance(stored, int) else Fraction(stored)
