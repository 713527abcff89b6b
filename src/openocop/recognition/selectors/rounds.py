"""Figures of a round, counted from rows; what a source declares stands beside them, never instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db.models import F, Q, QuerySet

from openocop.dossiers.models import Round
from openocop.recognition.models import Recognition


@dataclass(frozen=True, slots=True)
class Highest:
    """The highest score that is known in public, exact as stored ("62"), and the products that share it."""

    average: str
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """`units` counts the places of producers whose place is known; a row without star counts in `products` only."""

    products: int
    producers: int
    units: int
    stars: dict[int, int]
    highest: Highest | None
    declared: dict[str, Any] = field(default_factory=dict)


def round_figures(round: Round) -> RoundFigures:
    """Return what can be counted of one round, in one query."""
    return figures_of_rounds([round])[round.pk]


def figures_of_rounds(rounds: Iterable[Round]) -> dict[int, RoundFigures]:
    """Return the figures of many rounds in one query, by the round's key."""
    listed = list(rounds)
    rows: dict[int, list[Recognition]] = {round.pk: [] for round in listed}
    # A product counts once, though the ministry's result took the place of what the round recognised first.
    found = Recognition.objects.filter(~Q(superseded_by__round=F("round")), round__in=listed)
    found = found.select_related("product__producer")
    for recognition in found.order_by("product__sort_key", "id"):
        if recognition.round_id is not None:
            rows[recognition.round_id].append(recognition)
    return {round.pk: _figures(rows[round.pk], round.declared) for round in listed}


def recognitions_of_round(round: Round) -> QuerySet[Recognition]:
    """Return the recognitions of a round in the order of the alphabet."""
    rows = Recognition.objects.filter(round=round).select_related("product__producer", "certificate")
    return rows.order_by("product__sort_key", "id")


def itemised_in(rounds: Iterable[Round]) -> int:
    """Return how many recognitions of these rounds are recorded row by row."""
    return Recognition.objects.filter(~Q(superseded_by__round=F("round")), round__in=list(rounds)).count()


def _figures(rows: list[Recognition], declared: dict[str, Any]) -> RoundFigures:
    producers = {r.product.producer for r in rows if r.product.producer is not None}
    return RoundFigures(
        products=len(rows),
        producers=len(producers),
        units=len({(p.unit_code, p.unit_on) for p in producers if p.unit_code}),
        stars=dict(Counter(r.star for r in rows if r.star is not None)),
        highest=_highest(rows),
        declared=declared,
    )


def _highest(rows: list[Recognition]) -> Highest | None:
    scored = [(Fraction(r.score), r.product.name, r.score) for r in rows if r.score]
    if not scored:
        return None
    top = max(score for score, _, _ in scored)
    names = tuple(name for score, name, _ in scored if score == top)
    return Highest(next(text for score, _, text in scored if score == top), names)
