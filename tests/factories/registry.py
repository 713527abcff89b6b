"""Records of the register, made through its own services by the provincial officer of the cast."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from openocop.registry.domain.facts import ProducerFacts, ProductFacts
from openocop.registry.domain.places import UnitBasis
from openocop.registry.models import Producer, ProducerMember, Product
from openocop.registry.services.producers import register_producer
from openocop.registry.services.products import register_product
from tests.factories.actors import DAM_DOI, Cast, Person

AT = datetime(2026, 11, 24, 3, tzinfo=UTC)  # ten in the morning of 24/11/2026 in Vietnam
ON = date(2026, 11, 24)


def producer_facts(name: str = "HTX Cái Bát", **changes: Any) -> ProducerFacts:
    """Return a cooperative in xã Đầm Dơi, as stated on 24/11/2026."""
    place = {"unit_code": DAM_DOI, "unit_on": ON, "unit_basis": UnitBasis.STATED}
    return ProducerFacts(**{"name": name, "kind": "cooperative", **place, **changes})


def a_producer(cast: Cast, name: str = "HTX Cái Bát", *, member: Person | None = None, **changes: Any) -> Producer:
    """Register a producer; `member` acts for it from 01/01/2026."""
    facts = producer_facts(name, **changes)
    producer = register_producer(facts=facts, by=cast.provincial_officer.post, at=AT)
    if member:
        ProducerMember.objects.create(
            province=producer.province, user=member.user, producer=producer, valid_from=date(2026, 1, 1)
        )
    return producer


def a_product(cast: Cast, producer: Producer | None, name: str = "Tôm khô", **changes: Any) -> Product:
    facts = ProductFacts(**{"name": name, **changes})
    return register_product(facts=facts, producer=producer, by=cast.provincial_officer.post, at=AT)
