"""One product as the public may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import connection
from django.db.models import BigIntegerField, CharField, QuerySet

from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.listings import listings
from openocop.catalogue.selectors.places import Place, UnitDay, places_of
from openocop.core.prepared import Given, Prepared
from openocop.offers.selectors.offers import NOTHING, Offer, offers_of
from openocop.recognition.domain.status import Status, current_of
from openocop.recognition.models import Recognition
from openocop.recognition.selectors.recognitions import status_of, term_of
from openocop.registry.models import Producer, Product, ProductPhoto
from openocop.registry.selectors.photos import hanging_photos

_NEIGHBOURS = 6  # of each kind
_KEYS_OF_PAGE = f"""
    WITH own AS (SELECT id, producer_public_id, sort_key FROM catalogue_listing WHERE public_id = %s)
    SELECT 'own', id FROM own
    UNION ALL SELECT * FROM (
        SELECT 'other', other.id FROM own
        JOIN catalogue_listing other ON other.producer_public_id = own.producer_public_id
        WHERE own.producer_public_id <> '' AND other.id <> own.id
        ORDER BY other.sort_key, other.product_id LIMIT {_NEIGHBOURS}
    ) AS of_the_producer
    UNION ALL SELECT * FROM (
        SELECT 'namesake', other.id FROM own JOIN catalogue_listing other ON other.sort_key = own.sort_key
        WHERE other.id <> own.id
        ORDER BY other.producer_name, other.product_id LIMIT {_NEIGHBOURS}
    ) AS of_the_name
"""  # noqa: S608  # fixed words and a fixed number


@dataclass(frozen=True, slots=True)
class PageKeys:
    """The keys of the listings that the page of a product shows: its own, the producer's others, those so named.

    Whatever changes on the page is announced with the product's id, and its listing is written anew under another key,
    as are its neighbours' when they change: while the keys stay, the page stays.
    """

    own: tuple[int, ...]
    others: tuple[int, ...]
    same_name: tuple[int, ...]


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
    offer: Offer
    others: tuple[Listing, ...]
    same_name: tuple[Listing, ...]
    sources: tuple[Source, ...]

    @property
    def score(self) -> str:
        return self.current.recognition.score


def keys_of_product_page(public_id: str) -> PageKeys:
    """Return what a product's page shows, nothing when nothing public has that id."""
    with connection.cursor() as cursor:
        cursor.execute(_KEYS_OF_PAGE, [public_id])
        rows = cursor.fetchall()
    return PageKeys(*(tuple(key for kind, key in rows if kind == one) for one in ("own", "other", "namesake")))


def product_page(public_id: str, keys: PageKeys, on: date) -> ProductPage | None:
    """Return the page of a listed product, None when nothing public has that id. Always the same few queries."""
    listing = _LISTED.first(public_id=public_id)
    if listing is None:
        return None
    product, producer = listing.product, listing.product.producer
    recognitions = recognitions_of_product(product, on)
    current = next((one for one in recognitions if one.is_current), recognitions[-1] if recognitions else None)
    if current is None:
        return None
    neighbours = {one.pk: one for one in listings([*keys.others, *keys.same_name])}
    return ProductPage(
        listing=listing,
        product=product,
        producer=producer,
        place=place_of(producer, on),
        current=current,
        recognitions=recognitions,
        photos=tuple(_PHOTOS.rows(product=product.pk)),
        offer=offers_of([product.pk], on).get(product.pk, NOTHING),
        others=tuple(neighbours[key] for key in keys.others if key in neighbours),
        same_name=tuple(neighbours[key] for key in keys.same_name if key in neighbours),
        sources=sources_of(
            [*product.source_urls, *(url for one in recognitions for url in one.recognition.source_urls)]
        ),
    )


def recognitions_of_product(product: Product, on: date) -> tuple[Recognised, ...]:
    """Return a product's recognitions, the oldest first, in one query."""
    rows = _RECOGNITIONS.rows(product=product.pk)
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


def _listed() -> QuerySet[Listing]:
    return Listing.objects.filter(public_id=Given("public_id", CharField())).select_related("product__producer")


def _recognitions() -> QuerySet[Recognition]:
    of_product = Recognition.objects.filter(product=Given("product", BigIntegerField()))
    return of_product.select_related("round", "decision", "certificate").order_by("id")


def _photos() -> QuerySet[ProductPhoto]:
    of_product = hanging_photos().filter(product=Given("product", BigIntegerField()))
    return of_product.select_related("file")


_LISTED, _RECOGNITIONS, _PHOTOS = Prepared(_listed), Prepared(_recognitions), Prepared(_photos)
