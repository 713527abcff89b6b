"""Products, producers, what is offered, and how many there are of each kind."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from openocop.api.schemas.asked import Offers, OfProduct, Paged, Products, Search
from openocop.api.schemas.base import Listed
from openocop.api.schemas.products import (
    Facets,
    FacetValue,
    Offer,
    Pack,
    Producer,
    ProducerDetail,
    Product,
    ProductDetail,
)
from openocop.api.selectors.pages import found_page, page_by
from openocop.api.views.frame import found_or_404, listed, of_catalogue
from openocop.buying.selectors.lists import offered, rows_of
from openocop.catalogue.selectors.index import FACETS, UNKNOWN
from openocop.catalogue.selectors.producers import keys_of_producer_page, producer_page
from openocop.catalogue.selectors.products import keys_of_product_page, product_page
from openocop.catalogue.selectors.public import public_producers
from openocop.catalogue.selectors.search import FacetCounts, find
from openocop.catalogue.views.frame import visit
from openocop.offers.selectors.offers import pack_offered, packs_on_offer

router = Router(tags=["products"])
_NAMES = dict(zip(FACETS, ("state", "star", "family", "group", "place", "year", "kind", "gift"), strict=True))


@router.get("/products", response=Listed[Product], summary="Products")
def products(request: HttpRequest, response: HttpResponse, asked: Query[Products]) -> Any:
    """The catalogue, searched, narrowed and ordered as on its pages. Source: decisions and public lists."""
    seen = of_catalogue(response)
    page = found_page(
        asked.choice(asked.order),
        seen.version,
        seen.on,
        by_id=asked.order == "id",
        limit=asked.limit,
        cursor=asked.cursor,
    )
    return listed(request, response, seen, page, lambda rows: [Product.of(row, seen.on) for row in rows])


@router.get("/products/{id}", response=ProductDetail, summary="One product")
def product(request: HttpRequest, response: HttpResponse, id: str) -> Any:
    """All that a product's page tells: texts, packs and prices, supply, photographs, every recognition, sources."""
    seen = of_catalogue(response)
    page = product_page(id, keys_of_product_page(id), seen.on)
    return ProductDetail.shown(found_or_404(page), seen.on)


@router.get("/facets", response=Facets, summary="Counts of what a search finds")
def facets(request: HttpRequest, response: HttpResponse, asked: Query[Search]) -> Any:
    """How many products a search finds, by state, star, goods, group, place, year, producer and gift."""
    seen = of_catalogue(response)
    found = find(asked.choice(), seen.version, seen.on)
    return Facets(
        as_of=seen.on,
        total=found.counts.total,
        illustrative=found.counts.illustrative,
        searched=found.said,
        corrected=found.corrected,
        suggestion=found.suggestion,
        facets={_NAMES[facet]: _values(facet, found.counts) for facet in FACETS},
    )


@router.get("/producers", response=Listed[Producer], summary="Producers")
def producers(request: HttpRequest, response: HttpResponse, asked: Query[Paged]) -> Any:
    """The producers of public products."""
    seen = visit()
    page = page_by(public_producers(), "public_id", limit=asked.limit, cursor=asked.cursor)
    return listed(request, response, seen, page, lambda rows: [Producer.of(row) for row in rows])


@router.get("/producers/{id}", response=ProducerDetail, summary="One producer")
def producer(request: HttpRequest, response: HttpResponse, id: str) -> Any:
    """A producer with its public products."""
    seen = of_catalogue(response)
    return ProducerDetail.shown(found_or_404(producer_page(id, keys_of_producer_page(id), seen.on)), seen.on)


@router.get("/packs", response=Listed[Pack], summary="Packs with prices")
def packs(request: HttpRequest, response: HttpResponse, asked: Query[OfProduct]) -> Any:
    """Packs on offer with what they cost now, as producers state it."""
    seen = visit()
    found = packs_on_offer().filter(product__listing__isnull=False).select_related("product")
    if asked.product is not None:
        found = found.filter(product__public_id=asked.product)
    page = page_by(found, "public_id", limit=asked.limit, cursor=asked.cursor)
    return listed(
        request, response, seen, page, lambda rows: [Pack.of(pack_offered(row), row.product.public_id) for row in rows]
    )


@router.get("/supply", response=Listed[Offer], summary="For buyers in quantity")
def supply(request: HttpRequest, response: HttpResponse, asked: Query[Offers]) -> Any:
    """Products whose certificate holds, with packs, season, supply and the kinds of papers held."""
    seen = visit()
    page = page_by(offered(asked.wanted(), seen.version, seen.on), "public_id", limit=asked.limit, cursor=asked.cursor)
    return listed(
        *(request, response, seen, page),
        lambda rows: [Offer.of(row.listing, row.offer, seen.on) for row in rows_of(rows, seen.on)],
    )


def _values(facet: str, counts: FacetCounts) -> list[FacetValue]:
    if facet == "places":
        places = sorted(counts.places.items(), key=lambda one: (-one[1].count, one[0]))
        return [FacetValue(value=_told(slug), count=one.count, name=one.text or None) for slug, one in places]
    counted: dict[str, int] = getattr(counts, facet)
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return [FacetValue(value=_told(value), count=count) for value, count in ordered]


def _told(value: str) -> str:
    return "unknown" if value == UNKNOWN else value
