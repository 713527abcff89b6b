"""What buyers in quantity look through: products whose certificate holds, with packs, season and supply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Exists, OuterRef, Q, QuerySet

from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.producers import listing_term
from openocop.catalogue.selectors.search import Choice, find
from openocop.catalogue.selectors.states import CatalogueVersion
from openocop.core.keys import among
from openocop.offers.models import Pack, Supply
from openocop.offers.selectors.offers import NOTHING, Offer, offers_of
from openocop.recognition.domain.status import IN_FORCE, Status, status_on

MOST_KEYS = 1_000_000
_CHUNK = 500
_NOT_READ = ("search_key", "exact_key")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a buyer looks for: words, stars and group as in the catalogue, and a month in which it is to be had."""

    query: str = ""
    stars: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One product of the list as it stands today."""

    listing: Listing
    status: Status
    offer: Offer


def offered(wanted: Wanted, version: CatalogueVersion, on: date) -> QuerySet[Listing]:
    """Return the listings in force on day `on` of products that are on offer, in the order of the Vietnamese alphabet.

    A product without a stated season is to be had in every month.
    """
    states = tuple(state.value for state in IN_FORCE)
    choice = Choice(query=wanted.query, stars=wanted.stars, groups=wanted.groups, states=states)
    found = find(choice, version, on).keys(0, MOST_KEYS)
    packed = Exists(Pack.objects.filter(product=OuterRef("product_id"), retired_at=None))
    supplied = Exists(Supply.objects.filter(product=OuterRef("product_id")))
    rows = Listing.objects.filter(pk__in=among(found)).filter(Q(packed) | Q(supplied)).defer(*_NOT_READ)
    if wanted.month is not None:
        rows = rows.exclude(product__in=_out_of_season(wanted.month))
    return rows.order_by("sort_key", "pk")


def rows_of(listings: Sequence[Listing], on: date) -> list[Row]:
    """Return the rows of some listings, in three queries."""
    offers = offers_of((listing.product_id for listing in listings), on)
    return [Row(one, status_on(listing_term(one), on), offers.get(one.product_id, NOTHING)) for one in listings]


def all_rows(listings: QuerySet[Listing], on: date, *, most: int) -> Iterator[Row]:
    """Return up to `most` rows, read by and by."""
    reading = listings[:most].iterator(chunk_size=_CHUNK)
    while chunk := list(islice(reading, _CHUNK)):
        yield from rows_of(chunk, on)


def _out_of_season(month: int) -> list[int]:
    """Return the products that say in which months they are to be had, and do not name this one."""
    stated = Supply.objects.exclude(months=[]).values_list("product_id", "months")
    return [product_id for product_id, months in stated if month not in months]
