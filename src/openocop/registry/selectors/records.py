"""One producer or product with what its office page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from openocop.accounts.domain.roles import Post
from openocop.core.verdict import Verdict, require
from openocop.geography.selectors.mergers import successors
from openocop.geography.selectors.units import full_name, full_names
from openocop.registry.domain.identifiers import IDENTIFIER_KINDS, masked
from openocop.registry.domain.kinds import KINDS, Kind
from openocop.registry.models import Producer, ProducerMember, Product, ProductPhoto
from openocop.registry.permissions import (
    may_add_member,
    may_keep_producer,
    may_keep_products,
    may_read_producer,
    may_read_product,
    may_see_private,
)
from openocop.registry.selectors.history import Change, history_of_record


@dataclass(frozen=True, slots=True)
class Place:
    """Where a producer is: the unit as recorded, and what it is now (several: somebody has to ask)."""

    recorded: str
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """An official number as this reader may see it: masked for those who do not work with the producer."""

    label: str
    shown: str


@dataclass(frozen=True, slots=True)
class ProducerPage:
    producer: Producer
    kind: Kind
    place: Place
    numbers: list[Number]
    products: list[Product]
    members: list[ProducerMember]
    history: list[Change]
    private: Verdict
    may_keep: Verdict
    may_add_product: Verdict
    may_add_member: Verdict


@dataclass(frozen=True, slots=True)
class ProductPage:
    product: Product
    place: Place
    photos: list[ProductPhoto]
    history: list[Change]
    may_keep: Verdict


def producer_by_public_id(public_id: str) -> Producer | None:
    return Producer.objects.filter(public_id=public_id).first()


def product_by_public_id(public_id: str) -> Product | None:
    """Return the product with its producer at hand."""
    return Product.objects.select_related("producer").filter(public_id=public_id).first()


def products_of(producer: Producer) -> list[Product]:
    """Return the producer's products in the order of the Vietnamese alphabet."""
    return list(producer.products.order_by("sort_key", "pk"))


def place_of(producer: Producer | None, *, on: date) -> Place:
    """Return the producer's unit as it was named on its day, and the units it is on day `on`."""
    if producer is None or not producer.unit_code or producer.unit_on is None:
        return Place("", ())
    pair = producer.unit_code, producer.unit_on
    later = successors(producer.unit_code, on=producer.unit_on, later=on)
    return Place(full_names([pair]).get(pair, ""), tuple(full_name(one.unit) for one in later))


def producer_page(producer: Producer, post: Post, *, on: date) -> ProducerPage:
    """Return everything the office's page of a producer shows to `post`.

    Raises:
        NotPermitted: the producer is not open to this post.
    """
    require(may_read_producer(post, producer, on=on))
    private = may_see_private(post, producer, on=on)
    running = Q(valid_until=None) | Q(valid_until__gt=on)
    members = producer.members.filter(running).select_related("user").order_by("valid_from", "pk")
    return ProducerPage(
        producer=producer,
        kind=KINDS[producer.kind] if producer.kind in KINDS else KINDS["unstated"],
        place=place_of(producer, on=on),
        numbers=_numbers(producer, private),
        products=products_of(producer),
        members=list(members) if private else [],
        history=history_of_record(producer),
        private=private,
        may_keep=may_keep_producer(post, producer, on=on),
        may_add_product=may_keep_products(post, producer, producer.province, on=on),
        may_add_member=may_add_member(post, producer, on=on),
    )


def product_page(product: Product, post: Post, *, on: date) -> ProductPage:
    """Return everything the office's page of a product shows to `post`.

    Raises:
        NotPermitted: the product is not open to this post.
    """
    require(may_read_product(post, product, on=on))
    return ProductPage(
        product=product,
        place=place_of(product.producer, on=on),
        photos=list(product.photos.filter(retired_at=None)),
        history=history_of_record(product),
        may_keep=may_keep_products(post, product.producer, product.province, on=on),
    )


def _numbers(producer: Producer, private: Verdict) -> list[Number]:
    numbers = producer.identifiers.order_by("kind")
    return [
        Number(IDENTIFIER_KINDS[number.kind].label, number.value if private else masked(number.value))
        for number in numbers
        if private or not IDENTIFIER_KINDS[number.kind].of_person
    ]
