"""Records that are probably the one a person is about to register: shown, never merged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add

from django.db.models import Case, Count, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import Exact

from openocop.registry.domain.matching import (
    ALIKE,
    bare_producer,
    producer_likeness,
    tokens,
)
from openocop.registry.models import Producer, ProducerToken

CANDIDATES = 300  # those sharing most words are compared; the rest share too few to be alike
SHOWN = 10


@dataclass(frozen=True, slots=True)
class ProducerMatch:
    producer: Producer
    likeness: int


def shared_words(key: str) -> Combinable:
    """Return the number of the distinct words of `key` that a product's name has.

    Read from the names themselves: somebody who registers a product can wait for a look at every name of a province.
    """
    padded = Concat(Value(" "), "name_key", Value(" "))
    one_each = (
        Case(When(Exact(StrIndex(padded, Value(f" {word} ")), 0), then=0), default=1)
        for word in sorted(set(key.split()))
    )
    return reduce(add, one_each, Value(0))


def probable_producers(*, province: str, name: str, kind: str = "", but: int | None = None) -> list[ProducerMatch]:
    """Return up to ten registered producers that this one probably is, most alike first, in two queries.

    Args:
        kind: the legal kind, "" when unknown; another known kind makes less alike.
        but: the internal id of a producer left out, the one being edited.
    """
    key = bare_producer(name)
    shared = ProducerToken.objects.filter(province=province, token__in=tokens(key)).exclude(producer=but)
    ids = shared.values("producer").annotate(words=Count("pk")).order_by("-words", "producer")
    found = Producer.objects.filter(pk__in=[row["producer"] for row in ids[:CANDIDATES]])
    matches = [ProducerMatch(one, _likeness(key, kind, one)) for one in found]
    alike = [match for match in matches if match.likeness >= ALIKE]
    return sorted(alike, key=lambda match: (-match.likeness, match.producer.sort_key, match.producer.pk))[:SHOWN]


def _likeness(key: str, kind: str, other: Producer) -> int:
    same_kind = not kind or kind == other.kind
    names = (other.name, *other.aliases)
    return max(producer_likeness(key, bare_producer(name), same_kind=same_kind) for name in names)
