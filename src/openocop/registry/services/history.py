"""Writing one deed into the journal and the new state into the record's own history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from openocop.accounts.domain.roles import Post
from openocop.core.services.journal import SYSTEM, record
from openocop.registry.domain.facts import Facts, public_json
from openocop.registry.models import Producer, ProducerRevision, Product, ProductRevision
from openocop.registry.signals import products_changed


def keep_producer_state(
    producer: Producer, facts: Facts, changed: Sequence[str], *, verb: str, by: Post, at: datetime
) -> None:
    """Record the deed and the state it left; the journal names the changed fields and holds no value of a person."""
    digest = _journalled(producer, changed, verb=verb, by=by, note={"kind": producer.kind, "unit": producer.unit_code})
    ProducerRevision.objects.create(
        producer=producer,
        number=_next(producer.revisions.aggregate(last=Max("number"))),
        facts=public_json(facts),
        changed=list(changed),
        valid_from=at,
        **by_columns(by, digest),
    )


def keep_product_state(
    product: Product, facts: Facts, changed: Sequence[str], *, verb: str, by: Post, at: datetime
) -> None:
    """Record the deed and the state it left, and announce the product as changed."""
    digest = _journalled(product, changed, verb=verb, by=by, note={"name": product.name})
    ProductRevision.objects.create(
        product=product,
        number=_next(product.revisions.aggregate(last=Max("number"))),
        facts=public_json(facts),
        changed=list(changed),
        valid_from=at,
        **by_columns(by, digest),
    )
    announce(product.province, [product.pk])


def by_columns(by: Post | None, digest: str) -> dict[str, str]:
    """Return who acted as a revision keeps it: the journal's digest, the role and the office of that day."""
    actor = by.as_actor() if by else SYSTEM
    return {"by_digest": digest, "by_role": actor.role, "by_office": actor.office}


def announce(province: str, product_ids: list[int]) -> None:
    products_changed.send(sender=Product, province=province, product_ids=product_ids)


def _journalled(
    subject: Producer | Product, changed: Sequence[str], *, verb: str, by: Post, note: dict[str, Any]
) -> str:
    facts = note | ({"changed": list(changed)} if changed else {})
    return record(province=subject.province, actor=by.as_actor(), verb=verb, subject=subject, facts=facts).actor_digest


def _next(aggregate: dict[str, Any]) -> int:
    return int(aggregate["last"] or 0) + 1
