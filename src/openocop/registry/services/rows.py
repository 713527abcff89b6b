"""From facts to table rows: the keys by which rows are searched, sorted and matched, and the history's entries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openocop.core.domain.text import key_slug, search_key, sort_key
from openocop.geography.selectors.units import full_names
from openocop.registry.domain.facts import (
    Facts,
    ProducerFacts,
    ProductFacts,
    names_of,
    values_of,
)
from openocop.registry.domain.families import read_family
from openocop.registry.models import Producer, Product

_SLUG_LENGTH = 80


def write_producer(row: Producer, facts: ProducerFacts, place: str) -> None:
    """Set the columns of an unsaved change; `place` is the written place of the facts, "" when unknown."""
    _set(row, facts)
    row.search_key = search_key(facts.name, *facts.aliases, place)
    row.sort_key = sort_key(facts.name)


def write_product(row: Product, facts: ProductFacts, producer: Producer | None) -> None:
    for column, value in product_columns(facts, producer).items():
        setattr(row, column, value)


def product_columns(facts: ProductFacts, producer: Producer | None) -> dict[str, Any]:
    """Return the columns that the facts decide, with the keys by which the product is searched and sorted."""
    key = search_key(facts.name)
    return _columns(facts) | {
        "family": facts.family or read_family(key).slug,
        "family_checked": bool(facts.family),
        "slug": key_slug(key)[:_SLUG_LENGTH].strip("-") or "san-pham",
        "name_key": key,
        "sort_key": sort_key(facts.name),
        "search_key": _words(key, producer),
    }


def product_search_key(product: Product, producer: Producer | None) -> str:
    """Return the words a product is found by: its name, its producer with other names, its place."""
    return _words(search_key(product.name), producer)


def _words(key: str, producer: Producer | None) -> str:
    return " ".join(part for part in (key, producer.search_key if producer else "") if part)


def places_of(facts: Iterable[ProducerFacts]) -> dict[tuple[str, Any], str]:
    """Return the written place of every stated (code, day) among some facts."""
    return full_names({(one.unit_code, one.unit_on) for one in facts if one.unit_code and one.unit_on})


def _set(row: Producer | Product, facts: Facts) -> None:
    for name, value in _columns(facts).items():
        setattr(row, name, value)


def _columns(facts: Facts) -> dict[str, Any]:
    values = [list(value) if isinstance(value, tuple) else value for value in values_of(facts)]
    return dict(zip(names_of(type(facts)), values, strict=True))
