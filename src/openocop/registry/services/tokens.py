"""Keeping the index of words by which probable matches are found."""

from __future__ import annotations

from collections.abc import Iterable

from openocop.core.services.bulk import append_rows
from openocop.registry.domain.matching import bare_producer, tokens
from openocop.registry.models import Producer, ProducerToken, Product, ProductToken

Row = tuple[str, int, str]


def index_producers(producers: Iterable[Producer]) -> None:
    """Enter the words of saved producers' names, other names too; their old words must be gone."""
    _insert(
        ProducerToken,
        "producer_id",
        [
            (one.province, one.pk, word)
            for one in producers
            for word in tokens(*(bare_producer(name) for name in (one.name, *one.aliases)))
        ],
    )


def index_products(products: Iterable[Product]) -> None:
    """Enter the words of saved products' names; their old words must be gone."""
    _insert(
        ProductToken, "product_id", [(one.province, one.pk, word) for one in products for word in tokens(one.name_key)]
    )


def _insert(model: type[ProducerToken] | type[ProductToken], owner: str, rows: list[Row]) -> None:
    """Five words a record make this the longest table of an import, and it has no logic."""
    append_rows(model, ("province", owner, "token"), rows)
