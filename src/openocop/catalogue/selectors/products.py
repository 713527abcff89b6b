"""One product as the public may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.core.cache import cache

from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.places import Place, UnitDay, places_of
from openocop.recognition.domain.status import Status, current_of
from openocop.recognition.models import Recognition
from openocop.recognition.selectors.recognitions import status_of, term_of
from openocop.registry.models import Producer, Product, ProductPhoto

_OTHERS = 6


@dataclass(frozen=True, slots=True)
class Source:
    url: str
    site: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """One recognition of the product with how it stands today; `is_current` marks the one that speaks for it."""

    recognition: Recognition
    status: Status
    is_current: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ProductPage:
    """All of one product's page. `score` is only ever one that a public source or an issued decision states."""

    listing: Listing
    product: Product
    producer: Producer | None
    place: Place | None
    current: Recognised
    recognitions: tuple[Recognised, ...]
    photos: tuple[ProductPhoto, ...]
    others: tuple[Listing, ...]
    same_name: tuple[Listing, ...]
    sources: tuple[Source, ...]

    @property
    def score(self) -> str:
        return self.current.recognition.score


def product_page(public_id: str, on: date) -> ProductPage | None:
    """Return the page of a listed product, None when nothing public has that id. Always the same few queries."""
    listing = Listing.objects.filter(public_id=public_id).select_related("product__producer").first()
    if listing is None:
        return None
    product, producer = listing.product, listing.product.producer
    recognitions = recognitions_of_product(product, on)
    current = next((one for one in recognitions if one.is_current), recognitions[-1] if recognitions else None)
    if current is None:
        return None
    by_producer = Listing.objects.filter(producer_public_id=listing.producer_public_id).exclude(pk=listing.pk)
    by_name = Listing.objects.filter(sort_key=listing.sort_key).exclude(pk=listing.pk)
    return ProductPage(
        listing=listing,
        product=product,
        producer=producer,
        place=place_of(producer, on),
        current=current,
        recognitions=recognitions,
        photos=tuple(product.photos.select_related("file")),
        others=tuple(by_producer.order_by("sort_key", "id")[:_OTHERS]) if producer else (),
        same_name=tuple(by_name.order_by("producer_name", "id")[:_OTHERS]),
        sources=sources_of(
            [*product.source_urls, *(url for one in recognitions for url in one.recognition.source_urls)]
        ),
    )


def recognitions_of_product(product: Product, on: date) -> tuple[Recognised, ...]:
    """Return a product's recognitions, the oldest first, in one query."""
    rows = list(product.recognitions.select_related("round", "decision", "certificate").order_by("id"))
    terms = [term_of(row) for row in rows]
    speaking = current_of(terms, on)
    ordered = sorted(range(len(rows)), key=lambda place: (terms[place].begun_on or date.min, place))
    return tuple(
        Recognised(rows[place], status_of(rows[place], on), place == speaking, sources_of(rows[place].source_urls))
        for place in ordered
    )


def place_of(producer: Producer | None, on: date) -> Place | None:
    """Return where a producer is, as it can be told on day `on`; None when no source says."""
    if producer is None or not producer.unit_code or producer.unit_on is None:
        return None
    pair = (producer.unit_code, producer.unit_on)
    key = f"catalogue:place:{pair[0]}:{pair[1]}:{on}"
    known: dict[UnitDay, Place] | None = cache.get(key)
    if known is None:  # a dozen small queries, and many producers share a commune
        known = places_of([pair], on)
        cache.set(key, known, timeout=3600)
    return known.get(pair)


def sources_of(urls: Iterable[str]) -> tuple[Source, ...]:
    """Return web addresses once each, in order; whatever is no web address is left out."""
    found = [Source(url, _site(url)) for url in dict.fromkeys(urls) if url.startswith(("https://", "http://"))]
    return tuple(source for source in found if source.site)


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
