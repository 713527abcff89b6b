"""Products, who makes them, and what is offered of them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from ninja import Field, Schema

from openocop.api.schemas.base import Standing, Term, address, or_none
from openocop.api.schemas.recognitions import Recognition
from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.places import Place
from openocop.catalogue.selectors.producers import ProducerPage, listing_term
from openocop.catalogue.selectors.products import ProductPage
from openocop.catalogue.views.details import producer_url
from openocop.catalogue.views.frame import product_url
from openocop.catalogue.words import FAMILY_NAMES
from openocop.offers.models import Pack as PackRow
from openocop.offers.models import Supply as SupplyRow
from openocop.offers.selectors.offers import Offer as Offered
from openocop.offers.selectors.offers import PackOffered
from openocop.recognition.domain.status import status_on
from openocop.registry.models import Producer as ProducerRow
from openocop.registry.models import ProductPhoto

KINDS = "cooperative, cooperative_group, enterprise, household and others; empty when no source says"


class ProducerName(Schema):
    id: str
    name: str
    url: str = Field(description="Its page.")


class Where(Schema):
    slug: str = Field(description="As `place` takes it in searches.")
    text: str = Field(description="The narrowest place that can be told today: a commune, else a district of before.")
    is_past: bool = Field(description="The place is no more (districts ended on 01/07/2025).")


class Product(Schema):
    """A product as lists show it, with the recognition that speaks for it on the day `as_of`."""

    id: str = Field(description="Public identifier; it never changes.")
    url: str = Field(description="Its page.")
    name: str
    producer: ProducerName | None = Field(description="Null when the source names none.")
    family: str = Field(description="Kind of goods: " + ", ".join(FAMILY_NAMES))
    classification: str | None = Field(description="Code of the group in annex I of 26/2026/QĐ-TTg, where known.")
    place: Where | None
    star: int | None = Field(description="3, 4 or 5; null when the source names none.")
    year: int | None = Field(description="Year of the recognition that speaks for it.")
    standing: Standing
    term: Term
    illustrative: bool = Field(description="Invented for demonstration ('minh hoạ'), nobody's product.")

    @classmethod
    def of(cls, listing: Listing, on: date) -> Product:
        return cls(**_facts(listing, on))


class Pack(Schema):
    """A pack on offer, as the producer states it."""

    id: str
    product: str = Field(description="Product (products.id).")
    name: str
    quantity: Decimal = Field(description="In `unit`, a decimal number written as text.")
    unit: str = Field(description="g, kg, ml, l, piece.")
    bar_code: str | None = Field(description="GTIN.")
    gift: bool
    shelf_days: int | None = Field(description="Days from packing.")
    price: int | None = Field(description="Đồng (VND) with tax; null: on request.")
    price_stated_at: datetime | None
    price_by: str | None = Field(description="Role of whoever stated the price.")
    price_per_large_unit: int | None = Field(description="Đồng for a kilogram or a litre, where it can be compared.")

    @classmethod
    def of(cls, offered: PackOffered, product: str) -> Pack:
        pack = offered.pack
        return cls(
            id=pack.public_id,
            product=product,
            name=pack.name,
            quantity=pack.quantity.normalize(),
            unit=pack.unit,
            bar_code=or_none(pack.bar_code),
            gift=pack.is_gift,
            shelf_days=pack.shelf_days,
            price=offered.price,
            price_stated_at=offered.stated_at,
            price_by=or_none(offered.by_role or ""),
            price_per_large_unit=offered.compared[0] if offered.compared else None,
        )


class Supply(Schema):
    """How much is to be had and when, as the producer states it."""

    months: list[int] = Field(description="Months (1 to 12) with goods; empty: all the year.")
    monthly: Decimal | None = Field(description="To be had each month, in `unit`.")
    minimum: Decimal | None = Field(description="Smallest order, in `unit`.")
    unit: str
    lead_days: int | None = Field(description="Days from order to delivery.")
    stated_at: datetime
    stated_by: str

    @classmethod
    def of(cls, row: SupplyRow) -> Supply:
        return cls(
            months=row.months,
            monthly=None if row.monthly is None else row.monthly.normalize(),
            minimum=None if row.minimum is None else row.minimum.normalize(),
            unit=row.unit,
            lead_days=row.lead_days,
            stated_at=row.stated_at,
            stated_by=row.by_role,
        )


class Offer(Schema):
    """What buyers in quantity look for: a product in force with its packs, supply and papers."""

    product: Product
    packs: list[Pack]
    supply: Supply | None
    papers: list[str] = Field(description="Kinds of papers held, where the producer lets buyers know.")

    @classmethod
    def of(cls, listing: Listing, offer: Offered, on: date) -> Offer:
        return cls(product=Product.of(listing, on), **_offered(offer, listing.public_id))


class Photo(Schema):
    id: str
    url: str
    caption: str
    source: str = Field(description="Who took it, or where it was published.")

    @classmethod
    def of(cls, row: ProductPhoto) -> Photo:
        url = address("catalogue:photo", row.public_id)
        return cls(id=row.public_id, url=url, caption=row.caption, source=row.source)


class ProductDetail(Product):
    """A product with all its page tells."""

    description: str | None = Field(description="As the producer states it.")
    story: str | None = Field(description="As the producer tells it.")
    packaging: str | None
    packs: list[Pack]
    supply: Supply | None
    papers: list[str]
    photos: list[Photo]
    recognitions: list[Recognition] = Field(description="All of them, the oldest first.")
    sources: list[str] = Field(description="Where it was published.")

    @classmethod
    def shown(cls, page: ProductPage, on: date) -> ProductDetail:
        row = page.product
        return cls(
            **_facts(page.listing, on),
            **_offered(page.offer, row.public_id),
            description=or_none(row.description),
            story=or_none(row.story),
            packaging=or_none(row.packaging),
            photos=[Photo.of(photo) for photo in page.photos],
            recognitions=[
                Recognition.of(one.recognition, page.listing, on, speaks=one.is_current) for one in page.recognitions
            ],
            sources=[source.url for source in page.sources],
        )


class Producer(Schema):
    """A producer with a public product. Of persons nothing is told: no telephone, no e-mail, no numbers."""

    id: str
    url: str
    name: str
    kind: str = Field(description=KINDS)
    unit_code: str | None = Field(description="Code of the administrative unit as of the day `unit_on`.")
    unit_on: date | None = Field(description="Codes are re-used: read the code as of this day.")
    aliases: list[str] = Field(description="Other spellings in sources.")
    sources: list[str]
    illustrative: bool

    @classmethod
    def of(cls, row: ProducerRow) -> Producer:
        return cls(**_producer(row))


class ProducerDetail(Producer):
    place: str | None = Field(description="Where it is, as it can be told today.")
    products: list[Product]

    @classmethod
    def shown(cls, page: ProducerPage, on: date) -> ProducerDetail:
        place: Place | None = page.place
        return cls(
            **_producer(page.producer),
            place=place.text if place else None,
            products=[Product.of(listing, on) for listing in page.listings],
        )


class FacetValue(Schema):
    value: str = Field(description="As the search takes it; chua-ro is 'unknown'.")
    count: int = Field(description="Products that would be left, given every other condition.")
    name: str | None = Field(default=None, description="Of a place: its name.")


class Facets(Schema):
    """What a search finds, counted by every value of every facet."""

    as_of: date
    total: int
    illustrative: int = Field(description="How many of them are invented for demonstration.")
    searched: str = Field(description="The words that were searched with.")
    corrected: bool = Field(description="The words as typed found nothing; others were used.")
    suggestion: str = Field(description="Better words, where the typed ones found little.")
    facets: dict[str, list[FacetValue]]


class PriceStated(Schema):
    amount: int | None = Field(description="Đồng (VND) with tax; null: on request.")
    stated_at: datetime
    stated_by: str


class PriceHistory(Schema):
    """How the price of a pack went, the latest first."""

    pack: str
    product: str
    name: str
    prices: list[PriceStated]

    @classmethod
    def of(cls, pack: PackRow) -> PriceHistory:
        stated = [
            PriceStated(amount=one.amount, stated_at=one.stated_at, stated_by=one.by_role) for one in pack.prices.all()
        ]
        return cls(pack=pack.public_id, product=pack.product.public_id, name=pack.name, prices=stated)


def _facts(listing: Listing, on: date) -> dict[str, Any]:
    named = listing.producer_public_id
    maker = f"{settings.OPENOCOP_URL}{producer_url(named, listing.producer_name)}" if named else ""
    where = Where(slug=listing.place_slug, text=listing.place_text, is_past=listing.place_is_past)
    return {
        "id": listing.public_id,
        "url": f"{settings.OPENOCOP_URL}{product_url(listing)}",
        "name": listing.name,
        "producer": ProducerName(id=named, name=listing.producer_name, url=maker) if named else None,
        "family": listing.family,
        "classification": or_none(listing.classification),
        "place": where if listing.place_slug else None,
        "star": listing.star,
        "year": listing.year,
        "standing": Standing.of(status_on(listing_term(listing), on)),
        "term": Term.of(listing, None if listing.valid_from else listing.begun_on),
        "illustrative": listing.is_illustrative,
    }


def _offered(offer: Offered, product: str) -> dict[str, Any]:
    return {
        "packs": [Pack.of(one, product) for one in offer.packs],
        "supply": Supply.of(offer.supply) if offer.supply else None,
        "papers": list(offer.papers),
    }


def _producer(row: ProducerRow) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "url": f"{settings.OPENOCOP_URL}{producer_url(row.public_id, row.name)}",
        "name": row.name,
        "kind": row.kind,
        "unit_code": or_none(row.unit_code),
        "unit_on": row.unit_on,
        "aliases": list(row.aliases),
        "sources": list(row.source_urls),
        "illustrative": row.is_illustrative,
    }
