"""The facts of a record, as forms show them and services compare them."""

from __future__ import annotations

from typing import Any

from openocop.registry.domain.facts import ProducerFacts, ProductFacts, names_of
from openocop.registry.models import Producer, Product


def producer_facts(row: Producer) -> ProducerFacts:
    return ProducerFacts(**_facts_of(row, ProducerFacts))


def product_facts(row: Product) -> ProductFacts:
    """Return the facts of a row; a family nobody checked counts as not given."""
    values = _facts_of(row, ProductFacts)
    if not row.family_checked:
        values["family"] = ""
    return ProductFacts(**values)


def _facts_of(row: Producer | Product, kind: type[ProducerFacts] | type[ProductFacts]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names_of(kind)}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
