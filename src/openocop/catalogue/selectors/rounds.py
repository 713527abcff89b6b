"""Rounds that are public: those with a recognition or with figures that a source declares."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from openocop.catalogue.models import Listing
from openocop.dossiers.models import Round
from openocop.recognition.models import Recognition
from openocop.recognition.selectors.rounds import RoundFigures, figures_of_rounds

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round with both kinds of figures; `council_on` as a source declares it, else as its recognitions say."""

    round: Round
    figures: RoundFigures
    council_on: date | None


def public_rounds() -> QuerySet[Round]:
    """Return the public rounds, the latest first, to be paged and told by `round_rows`."""
    recognised = Exists(Recognition.objects.filter(round=OuterRef("pk")))
    rounds = Round.objects.filter(recognised | ~Q(declared={})).annotate(met_on=Min("recognitions__council_on"))
    return rounds.order_by("-opened_on", "-code", "id")


def round_rows(rounds: Iterable[Round]) -> list[RoundRow]:
    """Return rounds read by `public_rounds` with their figures, in one more query."""
    listed = list(rounds)
    figures = figures_of_rounds(listed)
    return [RoundRow(round, figures[round.pk], _council_on(round)) for round in listed]


def listings_of_round(round: Round) -> QuerySet[Listing]:
    """Return the products recognised in a round, in the order of the alphabet, as they are listed today."""
    recognised = Recognition.objects.filter(round=round).values("product_id")
    return Listing.objects.filter(product__in=recognised).order_by("sort_key", "product_id")


def _council_on(round: Round) -> date | None:
    """Return the council's day of a round read by `public_rounds`."""
    declared = str(round.declared.get("council_on") or "")
    recorded: date | None = getattr(round, "met_on", None)
    return date.fromisoformat(declared) if _ISO.fullmatch(declared) else recorded
