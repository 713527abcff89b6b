"""Packs, prices and supply of invented products: none of a real producer, whose prices no source gives."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

from openocop.demo.domain.practice import practice
from openocop.demo.services.practice_dossiers import Stand
from openocop.offers.domain.amounts import Unit
from openocop.offers.domain.facts import PackFacts, SupplyFacts
from openocop.offers.domain.gifts import GiftFacts, Occasion
from openocop.offers.services.gifts import state_gift_use
from openocop.offers.services.packs import add_pack
from openocop.offers.services.supply import state_supply

_STATED_AGO = 40


def offer_packs(stand: Stand) -> None:
    """Let producers say how they pack some of their products, what that costs and how much there is."""
    for row in practice()["offers"]:
        product, at = stand.products[row["product"]], stand.at(_STATED_AGO)
        by = stand.owners[product.producer.name if product.producer else ""]
        for pack in row["packs"]:
            add_pack(product=product, facts=_pack(pack), client_id=uuid4(), by=by, at=at)
        state_supply(product=product, facts=_supply(row["supply"]), by=by, at=at)
        if "gift" in row:
            state_gift_use(product=product, facts=_gift(row["gift"]), by=by, at=at)


def _pack(row: dict[str, Any]) -> PackFacts:
    return PackFacts(
        name=row["name"],
        quantity=Decimal(row["quantity"]),
        unit=Unit(row["unit"]),
        price=row.get("price"),
        is_gift=row.get("gift", False),
        shelf_days=row.get("shelf_days"),
    )


def _gift(row: dict[str, Any]) -> GiftFacts:
    return GiftFacts(
        occasions=tuple(map(Occasion, row["occasions"])),
        wraps=row.get("wraps", False),
        personalised=row.get("personalised", False),
        ready_days=row.get("ready_days"),
    )


def _supply(row: dict[str, Any]) -> SupplyFacts:
    return SupplyFacts(
        months=tuple(row["months"]),
        monthly=Decimal(row["monthly"]),
        minimum=Decimal(row["minimum"]),
        unit=Unit(row["unit"]),
        lead_days=row["lead_days"],
        tells_papers=row.get("tells_papers", False),
    )
