"""What is offered of products: packs with the price of today, season and supply, papers held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from openocop.offers.domain.amounts import Unit, per_large_unit
from openocop.offers.domain.gifts import GIFT
from openocop.offers.domain.seasons import runs
from openocop.offers.models import GiftUse, Pack, PackPrice, Supply
from openocop.registry.domain.paper_kinds import paper_kinds
from openocop.registry.models import ProducerPaper


@dataclass(frozen=True, slots=True)
class PackOffered:
    """A pack on offer. `price` in dong, None where it is told on request; `stated_at`, `by_role` are the price's."""

    pack: Pack
    price: int | None
    stated_at: datetime
    by_role: str

    @property
    def compared(self) -> tuple[int, Unit] | None:
        """Return the price of a kilogram or litre, None where nothing compares."""
        if self.price is None:
            return None
        return per_large_unit(self.price, self.pack.quantity, Unit(self.pack.unit))


@dataclass(frozen=True, slots=True)
class Offer:
    """All that is offered of one product; `papers` are kinds by name, where the producer lets buyers read them.

    `gift` is None where the product is not said to suit as a gift.
    """

    packs: tuple[PackOffered, ...] = ()
    supply: Supply | None = None
    papers: tuple[str, ...] = ()
    gift: GiftUse | None = None

    def __bool__(self) -> bool:
        return bool(self.packs or self.supply or self.gift)

    @property
    def seasons(self) -> list[tuple[int, int]]:
        return runs(self.supply.months) if self.supply else []

    @property
    def stated_at(self) -> datetime | None:
        """Return when anything of it was last stated."""
        others = [one.stated_at for one in (self.supply, self.gift) if one]
        return max([*(one.stated_at for one in self.packs), *others], default=None)


NOTHING = Offer()


def offers_of(product_ids: Iterable[int], on: date) -> dict[int, Offer]:
    """Return what is offered of many products as of day `on`, in four queries; those without an offer are left out."""
    ids = list(product_ids)
    packs: dict[int, list[PackOffered]] = {}
    for pack in packs_on_offer().filter(product__in=ids):
        packs.setdefault(pack.product_id, []).append(pack_offered(pack))
    supplies = {one.product_id: one for one in Supply.objects.filter(product__in=ids)}
    telling = [product_id for product_id, supply in supplies.items() if supply.tells_papers]
    papers = _papers_of(telling, on)
    gifts = {one.product_id: one for one in gift_uses().filter(product__in=ids)}
    return {
        one: Offer(tuple(packs.get(one, ())), supplies.get(one), papers.get(one, ()), gifts.get(one))
        for one in packs.keys() | supplies.keys() | gifts.keys()
    }


def gift_uses() -> QuerySet[GiftUse]:
    """Return what is said of products that suit as gifts; of those that no longer do nothing is said."""
    return GiftUse.objects.exclude(occasions=[])


def gift_words(products: Any) -> dict[int, str]:
    """Return by product, in two queries, `GIFT` and the occasions for which it suits, with spaces between.

    One that is only packed as a gift has `GIFT` alone; what is no gift is left out. `products` is what a filter may
    look among.
    """
    packed = Pack.objects.filter(product__in=products, retired_at=None, is_gift=True)
    found = dict.fromkeys(packed.values_list("product_id", flat=True), GIFT)
    said = gift_uses().filter(product__in=products).values_list("product_id", "occasions")
    return found | {product_id: " ".join([GIFT, *occasions]) for product_id, occasions in said}


def packs_on_offer() -> QuerySet[Pack]:
    """Return the packs on offer, each with what it costs now: `price`, `price_stated_at`, `price_by_role`."""
    latest = PackPrice.objects.filter(pack=OuterRef("pk")).order_by("-pk")
    return Pack.objects.filter(retired_at=None).annotate(
        price=Subquery(latest.values("amount")[:1]),
        price_stated_at=Subquery(latest.values("stated_at")[:1]),
        price_by_role=Subquery(latest.values("by_role")[:1]),
    )


def pack_offered(pack: Pack) -> PackOffered:
    """Return a pack read by `packs_on_offer` with its price."""
    return PackOffered(pack, pack.price, pack.price_stated_at, pack.price_by_role)  # type: ignore[attr-defined]  # annotated


def _papers_of(product_ids: list[int], on: date) -> dict[int, tuple[str, ...]]:
    """Return the kinds of papers that hold on day `on`, by product, in one query."""
    if not product_ids:
        return {}
    holding = Q(valid_until=None) | Q(valid_until__gt=on)
    rows = ProducerPaper.objects.filter(holding, producer__products__in=product_ids, superseded_by=None)
    kinds: dict[int, dict[str, None]] = {}
    for product_id, kind in rows.values_list("producer__products", "kind").order_by("kind"):
        kinds.setdefault(product_id, {})[kind] = None
    names = paper_kinds()
    return {key: tuple(names[kind].label for kind in found if kind in names) for key, found in kinds.items()}
