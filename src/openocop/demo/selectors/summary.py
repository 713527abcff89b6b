"""What the demonstration shows, read back through the selectors of the pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from openocop.demo.domain.practice import HISTORY, PROVINCE, REPLAYED
from openocop.dossiers.models import Round
from openocop.evaluation.models import Session
from openocop.geography.selectors.units import children_of, find_units
from openocop.recognition.selectors.rounds import itemised_in, round_figures

CURRENT = "TD-2"
STARS = (3, 4, 5)


def demonstration_summary() -> dict[str, Any]:
    """Return the promised keys of `openocop demo --json` that stand in the database."""
    round = Round.objects.get(province=PROVINCE, code=REPLAYED)
    session = Session.objects.get(council__round=round)
    figures = round_figures(round)
    current = Round.objects.get(province=PROVINCE, code=CURRENT)
    return {
        "round": round.code,
        "council_date": session.held_on.isoformat(),
        "release": round.release,
        "products": figures.products,
        "producers": figures.producers,
        "districts": round.declared["units"],
        "districts_total": _districts(session.held_on),
        "districts_counted": figures.units,
        "stars": {str(star): figures.stars.get(star, 0) for star in STARS},
        "highest": {"average": figures.highest.average, "products": list(figures.highest.products)}
        if figures.highest
        else None,
        "cumulative": {
            "products": round.declared["cumulative_products"],
            "itemised": itemised_in(Round.objects.filter(province=PROVINCE, code__in=HISTORY)),
            "as_of": session.held_on.isoformat(),
        },
        "current_round": {
            "id": current.public_id,
            "release": current.release,
            "stage": Session.objects.get(council__round=current).stage,
            "dossiers": current.dossiers.count(),
        },
    }


def _districts(on: date) -> int:
    """Return how many districts the province had on that day."""
    province = find_units("tỉnh Cà Mau", on=on, level="province")[0]
    return len(children_of(province.code, on))
