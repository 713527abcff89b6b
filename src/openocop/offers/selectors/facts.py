"""What is on record, as the plain values that forms show and services compare."""

from __future__ import annotations

from openocop.offers.domain.amounts import Unit
from openocop.offers.domain.facts import PackFacts, SupplyFacts
from openocop.offers.domain.gifts import GiftFacts, Occasion
from openocop.offers.models import GiftUse, Pack, Supply


def pack_facts(pack: Pack) -> PackFacts:
    """Return what a pack is, its price apart."""
    return PackFacts(
        name=pack.name,
        quantity=pack.quantity,
        unit=Unit(pack.unit),
        bar_code=pack.bar_code,
        is_gift=pack.is_gift,
        shelf_days=pack.shelf_days,
    )


def current_price(pack: Pack) -> int | None:
    """Return what the pack costs now, in dong; None where that is told on request."""
    return pack.prices.order_by("-pk").values_list("amount", flat=True).first()


def supply_facts(supply: Supply) -> SupplyFacts:
    return SupplyFacts(
        months=tuple(supply.months),
        monthly=supply.monthly,
        minimum=supply.minimum,
        unit=Unit(supply.unit),
        lead_days=supply.lead_days,
        tells_papers=supply.tells_papers,
    )


def gift_facts(use: GiftUse | None) -> GiftFacts:
    """Return what is said of a product as a gift; nothing where nobody said anything."""
    if use is None:
        return GiftFacts()
    return GiftFacts(
        occasions=tuple(map(Occasion, use.occasions)),
        wraps=use.wraps,
        personalised=use.personalised,
        ready_days=use.ready_days,
    )
