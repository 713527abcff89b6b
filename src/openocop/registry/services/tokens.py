"""Keeping the index of words by which probable producers are found."""

from __future__ import annotations

from collections.abc import Iterable

from openocop.core.services.bulk import append_rows
from openocop.registry.domain.matching import bare_producer, tokens
from openocop.registry.models import Producer, ProducerToken


def index_producers(producers: Iterable[Producer]) -> None:
    """Enter the words of saved producers' names, other names too; their old words must be gone."""
    rows = [
        (one.province, one.pk, word)
        for one in producers
        for word in tokens(*(bare_producer(name) for name in (one.name, *one.aliases)))
    ]
    append_rows(ProducerToken, ("province", "producer_id", "token"), rows)
