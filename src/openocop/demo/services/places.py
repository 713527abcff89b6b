"""A few invented places with invented products on show, so that somebody looking for a shop finds how one looks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from openocop.demo.domain.practice import practice
from openocop.demo.services.practice_dossiers import Stand
from openocop.places.domain.facts import PlaceFacts
from openocop.places.domain.hours import Hours, read_weekly
from openocop.places.domain.kinds import Kind
from openocop.places.services.keeping import register_place, show_product

_RECORDED_AGO = 12


def record_places(stand: Stand) -> None:
    """Record the places of `practice.yaml` and what they show; their products must be on the public site by now."""
    officer, at = stand.cast["chi-cuc"].post, stand.at(_RECORDED_AGO)
    for row in practice()["places"]:
        place = register_place(facts=_facts(row, stand), client_id=uuid4(), by=officer, at=at, is_illustrative=True)
        for name in row["products"]:
            show_product(
                place=place, product=stand.products[name], from_on=stand.today, until_on=None, by=officer, at=at
            )


def _facts(row: dict[str, Any], stand: Stand) -> PlaceFacts:
    first, last = ((stand.today + timedelta(days=ahead)) for ahead in row.get("days", (0, 0)))
    return PlaceFacts(
        kind=Kind(row["kind"]),
        name=row["name"],
        unit_code=row["unit"],
        address=row["address"],
        hours=Hours(read_weekly("\n".join(row["hours"]))),
        first_on=first,
        last_on=last,
        about=row["about"],
        source="Minh hoạ",
    )
