"""Rounds that are public: those with a recognition or with figures that a source declares."""

from __future__ import annotations

import re
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
    listings: tuple[Listing, ...] = ()


def public_rounds() -> list[RoundRow]:
    """Return the public rounds, the latest code first, in two queries."""
    rounds = list(_public().order_by("-opened_on", "-code", "id"))
    figures = figures_of_rounds(rounds)
    return [RoundRow(round, figures[round.pk], _council_on(round)) for round in rounds]


def public_round(public_id: str) -> RoundRow | None:
    """Return one public round with its products, None for any other."""
    round = _public().filter(public_id=public_id).first()
    if round is None:
        return None
    listings = Listing.objects.filter(product__recognitions__round=round).distinct().order_by("sort_key", "id")
    return RoundRow(round, figures_of_rounds([round])[round.pk], _council_on(round), tuple(listings))


def _public() -> QuerySet[Round]:
    recognised = Exists(Recognition.objects.filter(round=OuterRef("pk")))
    return Round.objects.filter(recognised | ~Q(declared={})).annotate(met_on=Min("recognitions__council_on"))


def _council_on(round: Round) -> date | None:
    """Return the council's day of a round read by `_public`."""
    declared = str(round.declared.get("council_on") or "")
    recorded: date | None = getattr(round, "met_on", None)
    return date.fromisoformat(declared) if _ISO.fullmatch(declared) else recorded
