"""The packs that sets of gifts are made of: on offer with a price, of products in force that suit as gifts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from openocop.buying.selectors.lists import Row, rows_of
from openocop.catalogue.domain.search import exact_words
from openocop.catalogue.selectors.listings import listings
from openocop.catalogue.selectors.search import Choice, find
from openocop.catalogue.selectors.states import CatalogueVersion
from openocop.core.domain.text import sort_key
from openocop.gifts.domain.wishes import Item
from openocop.offers.domain.amounts import Unit, packs_in
from openocop.offers.domain.gifts import GIFT
from openocop.offers.selectors.offers import PackOffered
from openocop.recognition.domain.status import IN_FORCE

MOST_PRODUCTS_READ = 1000


@dataclass(frozen=True, slots=True)
class Offered:
    """An item with the row and the pack that it stands for."""

    item: Item
    row: Row
    pack: PackOffered


def gift_items(version: CatalogueVersion, on: date) -> dict[str, Offered]:
    """Return the items by their keys, in as many queries for one product as for a thousand, the most there are.

    What has no producer on record is left out: nobody could be asked. What has no price is left out too.
    """
    choice = Choice(gifts=(GIFT,), states=tuple(state.value for state in IN_FORCE), order="ten")
    keys = find(choice, version, on).keys(0, MOST_PRODUCTS_READ)
    return {one.item.key: one for row in rows_of(listings(keys), on) for one in _items_of(row)}


def _items_of(row: Row) -> Iterator[Offered]:
    listing, offer = row.listing, row.offer
    if not listing.producer_public_id:
        return
    supply, gift = offer.supply, offer.gift
    days = (
        None if supply is None or supply.lead_days is None else supply.lead_days + (gift.ready_days or 0 if gift else 0)
    )
    for pack in offer.packs:
        if pack.price is None:
            continue
        size, unit = pack.pack.quantity, Unit(pack.pack.unit)
        yield Offered(
            Item(
                key=pack.pack.public_id,
                product=listing.public_id,
                name=sort_key(listing.name),
                words=frozenset(exact_words(listing.name).split()),
                producer=listing.producer_public_id,
                family=listing.family,
                stars=listing.star or 0,
                price=pack.price,
                occasions=frozenset(gift.occasions) if gift else frozenset(),
                any_occasion=gift is None,
                boxed=pack.pack.is_gift,
                months=frozenset(supply.months) if supply else frozenset(),
                monthly=packs_in(supply.monthly, Unit(supply.unit), size, unit) if supply else None,
                minimum=packs_in(supply.minimum, Unit(supply.unit), size, unit, up=True) if supply else None,
                days=days,
            ),
            row,
            pack,
        )
