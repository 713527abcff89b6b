"""What a producer offers of a product, as plain values: what forms fill and services write."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from openocop.offers.domain.amounts import Unit


@dataclass(frozen=True, slots=True)
class PackFacts:
    """One pack. `price` in dong with tax, None where it is told on request; `shelf_days` from the day of packing."""

    name: str
    quantity: Decimal
    unit: Unit
    price: int | None = None
    bar_code: str = ""
    is_gift: bool = False
    shelf_days: int | None = None


@dataclass(frozen=True, slots=True)
class SupplyFacts:
    """How much of a product is to be had, and when.

    `months` 1 to 12, empty where no season is said. `monthly` and `minimum` (of one order) in `unit`; `lead_days` from
    an order to its dispatch. `tells_papers`: buyers may read which kinds of papers the producer holds, not the papers.
    """

    months: tuple[int, ...] = ()
    monthly: Decimal | None = None
    minimum: Decimal | None = None
    unit: Unit = Unit.KILOGRAM
    lead_days: int | None = None
    tells_papers: bool = False
