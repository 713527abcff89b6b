"""The office's lists of producers and products: filtered, paged, with a constant number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from openocop.accounts.domain.roles import Post
from openocop.core.domain.text import search_key
from openocop.core.verdict import require
from openocop.geography.selectors.units import full_names
from openocop.registry.domain.families import FAMILIES
from openocop.registry.domain.kinds import KINDS
from openocop.registry.models import Producer, Product
from openocop.registry.permissions import in_unit, may_list, producers_visible_to, products_visible_to

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed by; empty means everything. `unit` is the code of a commune of today."""

    words: str = ""
    kind: str = ""
    unit: str = ""
    family: str = ""
    check: str = ""

    @classmethod
    def of_query(cls, query: Mapping[str, str]) -> Filters:
        """Read the filters of a page's query string; what is unknown is left out."""
        kind, family, unit = query.get("kind", ""), query.get("family", ""), query.get("unit", "")
        return cls(
            words=query.get("q", "")[:200],
            kind=kind if kind in KINDS else "",
            unit=unit if unit.isdigit() else "",
            family=family if family in FAMILIES else "",
            check=query.get("check", "") if query.get("check") in CHECKS else "",
        )


@dataclass(frozen=True, slots=True)
class ProducerRow:
    producer: Producer
    kind: str
    place: str
    products: int


@dataclass(frozen=True, slots=True)
class ProductRow:
    product: Product
    place: str
    family: str


@dataclass(frozen=True, slots=True)
class ProducerList:
    page: Page[Any]
    rows: list[ProducerRow]


@dataclass(frozen=True, slots=True)
class ProductList:
    page: Page[Any]
    rows: list[ProductRow]


# What an officer may want to look at: family read from the name only, producer not named, place not known.
CHECKS = ("family", "producer", "place")


def producers_listed(post: Post, filters: Filters, *, on: date, page: int | str = 1) -> ProducerList:
    """Return one page of the producers open to `post`, by name, as typed rows.

    Raises:
        NotPermitted: the register is not open in this role.
    """
    require(may_list(post))
    found = producers_visible_to(post, on=on).filter(_words(filters.words))
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.unit:
        found = found.filter(in_unit(filters.unit, on=on))
    if filters.check == "place":
        found = found.filter(unit_code="")
    counted = found.annotate(product_count=Count("products")).order_by("sort_key", "pk")
    shown = Paginator(counted, PER_PAGE).get_page(page)
    return ProducerList(shown, _producer_rows(list(shown)))


def products_listed(post: Post, filters: Filters, *, on: date, page: int | str = 1) -> ProductList:
    """Return one page of the products open to `post`, by name, as typed rows.

    Raises:
        NotPermitted: the register is not open in this role.
    """
    require(may_list(post))
    found = products_visible_to(post, on=on).filter(_words(filters.words))
    if filters.family:
        found = found.filter(family=filters.family)
    if filters.kind:
        found = found.filter(producer__kind=filters.kind)
    if filters.unit:
        found = found.filter(producer__in=Producer.objects.filter(in_unit(filters.unit, on=on)))
    if filters.check:
        found = found.filter(_to_check(filters.check))
    ordered = found.select_related("producer").order_by("sort_key", "pk")
    shown = Paginator(ordered, PER_PAGE).get_page(page)
    return ProductList(shown, _product_rows(list(shown)))


def _words(text: str) -> Q:
    condition = Q()
    for word in search_key(text).split():
        condition &= Q(search_key__contains=word)
    return condition


def _to_check(check: str) -> Q:
    if check == "family":
        return Q(family_checked=False)
    return Q(producer=None) if check == "producer" else Q(producer=None) | Q(producer__unit_code="")


def _producer_rows(found: list[Producer]) -> list[ProducerRow]:
    places = _places(found)
    return [
        ProducerRow(
            producer=one,
            kind=KINDS[one.kind].label if one.kind in KINDS else one.kind,
            place=places.get((one.unit_code, one.unit_on), ""),
            products=getattr(one, "product_count", 0),
        )
        for one in found
    ]


def _product_rows(found: list[Product]) -> list[ProductRow]:
    places = _places([one.producer for one in found if one.producer])
    return [
        ProductRow(
            product=one,
            place=places.get((one.producer.unit_code, one.producer.unit_on), "") if one.producer else "",
            family=FAMILIES.get(one.family, ""),
        )
        for one in found
    ]


def _places(producers: list[Producer]) -> dict[tuple[str, date | None], str]:
    pairs = {(one.unit_code, one.unit_on) for one in producers if one.unit_on is not None}
    return {(code, on): name for (code, on), name in full_names(pairs).items()}
