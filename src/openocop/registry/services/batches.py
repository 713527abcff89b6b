"""Many records at once: imports of lists and demonstration sets, each under one name and one journal entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc, search_key
from openocop.core.models import new_public_id
from openocop.core.refusal import Refused
from openocop.core.services.bulk import append_rows, insert_models, new_keys
from openocop.core.services.journal import SYSTEM, record
from openocop.core.verdict import require
from openocop.registry.domain.facts import Facts, ProducerFacts, ProductFacts, public_json
from openocop.registry.models import Producer, ProducerRevision, Product, ProductRevision, RegistryBatch
from openocop.registry.permissions import may_import
from openocop.registry.services.checks import check_places, checked_producer, checked_product
from openocop.registry.services.history import announce, by_columns
from openocop.registry.services.producers import AlreadyRegistered
from openocop.registry.services.rows import (
    places_of,
    product_columns,
    write_producer,
)
from openocop.registry.services.tokens import index_producers


class CannotWithdraw(Refused):
    """Something else already stands on records of the batch."""


@dataclass(frozen=True, slots=True)
class IncomingProduct:
    """A product of a list; `producer` is a place in the list of new producers, a registered one, or None (unknown)."""

    facts: ProductFacts
    producer: int | Producer | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """What a batch made, in the order of what was given."""

    batch: RegistryBatch
    producers: list[Producer]
    product_ids: list[int]

    def products(self) -> list[Product]:
        """Return the products with their producers, in one query."""
        found = Product.objects.select_related("producer").in_bulk(self.product_ids)
        return [found[key] for key in self.product_ids]


@transaction.atomic
def register_many(
    *,
    province: str,
    label: str,
    source: str,
    producers: Sequence[ProducerFacts],
    products: Sequence[IncomingProduct],
    by: Post | None,
    at: datetime,
    is_illustrative: bool = False,
) -> Registered:
    """Register all of the records or none; one journal entry names the counts. `by` None is the console.

    Raises:
        NotPermitted: `by` does not import for this province.
        NotRegistrable: a record cannot stand; the sentence shows its value.
        AlreadyRegistered: two records of the list, or one of them and the register, are the same.
    """
    require(may_import(by, province))
    on = legal_day(at)
    makers = [checked_producer(facts, on=on) for facts in producers]
    check_places(province, makers)
    batch = RegistryBatch.objects.create(
        province=province,
        label=nfc(label)[:200],
        source=nfc(source)[:500],
        is_illustrative=is_illustrative,
        producer_count=len(producers),
        product_count=len(products),
        registered_at=at,
    )
    counts = {"producers": len(producers), "products": len(products)}
    facts = counts | {"label": batch.label, "illustrative": is_illustrative}
    actor = by.as_actor() if by else SYSTEM
    entry = record(province=province, actor=actor, verb="registry.batch_registered", subject=batch, facts=facts)
    author = by_columns(by, entry.actor_digest)
    made = _insert_producers(batch, makers, author)
    goods = _insert_products(batch, products, made, author)
    announce(province, goods)
    return Registered(batch, made, goods)


@transaction.atomic
def withdraw_batch(*, batch: RegistryBatch, by: Post | None, at: datetime) -> None:
    """Take back every record of a batch; the batch itself stays as the name of what was there.

    Raises:
        NotPermitted: `by` does not import for this province.
        CannotWithdraw: a dossier, a recognition or a product of another batch stands on a record of it.
    """
    batch = RegistryBatch.objects.select_for_update().get(pk=batch.pk)
    require(may_import(by, batch.province))
    gone = list(batch.products.values_list("pk", flat=True))
    try:
        batch.products.all().delete()
        batch.producers.all().delete()
    except ProtectedError:
        raise CannotWithdraw(
            _("Dossiers or recognitions already stand on records of this import. Take those back first.")
        ) from None
    actor = by.as_actor() if by else SYSTEM
    facts = {"producers": batch.producer_count, "products": batch.product_count, "on": legal_day(at).isoformat()}
    record(province=batch.province, actor=actor, verb="registry.batch_withdrawn", subject=batch, facts=facts)
    announce(batch.province, gone)


def _insert_producers(batch: RegistryBatch, makers: list[ProducerFacts], author: dict[str, str]) -> list[Producer]:
    known = set(Producer.objects.filter(province=batch.province).values_list("name", "unit_code"))
    _refuse_repeated(Counter([*known, *((facts.name, facts.unit_code) for facts in makers)]))
    places = places_of(makers)
    rows = []
    for facts in makers:
        row = Producer(
            province=batch.province,
            batch=batch,
            is_illustrative=batch.is_illustrative,
            registered_at=batch.registered_at,
        )
        write_producer(row, facts, places.get((facts.unit_code, facts.unit_on), ""))
        rows.append(row)
    insert_models(rows)
    index_producers(rows)
    keys = [row.pk for row in rows]
    _begin_history(ProducerRevision, "producer_id", keys, makers, author, batch.registered_at)
    return rows


def _insert_products(
    batch: RegistryBatch, products: Sequence[IncomingProduct], made: list[Producer], author: dict[str, str]
) -> list[int]:
    kept = [checked_product(one.facts) for one in products]
    owners = [made[one.producer] if isinstance(one.producer, int) else one.producer for one in products]
    owned = [(search_key(facts.name), owner.pk) for facts, owner in zip(kept, owners, strict=True) if owner]
    known = Product.objects.filter(province=batch.province, producer__isnull=False)
    _refuse_repeated(Counter([*known.values_list("name_key", "producer_id"), *owned]))
    keys = new_keys(Product, len(kept))
    values = itemgetter(*_PRODUCT)
    rows = (values(_product_row(batch, *row)) for row in zip(keys, kept, owners, strict=True))
    append_rows(Product, _PRODUCT, rows)
    _begin_history(ProductRevision, "product_id", keys, kept, author, batch.registered_at)
    return keys


def _begin_history(
    model: type[ProducerRevision] | type[ProductRevision],
    owner: str,
    keys: Sequence[int],
    facts: Sequence[Facts],
    author: dict[str, str],
    at: datetime,
) -> None:
    """Write the first entry of each record's history."""
    columns = (owner, "number", "facts", "changed", "valid_from", *author)
    rows = ([key, 1, public_json(one), [], at, *author.values()] for key, one in zip(keys, facts, strict=True))
    append_rows(model, columns, rows)


_PRODUCT = [field.attname for field in Product._meta.concrete_fields]


def _product_row(batch: RegistryBatch, key: int, facts: ProductFacts, producer: Producer | None) -> dict[str, Any]:
    return product_columns(facts, producer) | {
        "id": key,
        "public_id": new_public_id(),
        "province": batch.province,
        "batch_id": batch.pk,
        "producer_id": producer.pk if producer else None,
        "is_illustrative": batch.is_illustrative or (producer is not None and producer.is_illustrative),
        "registered_at": batch.registered_at,
    }


def _refuse_repeated(names: Counter[tuple[str, int | str | None]]) -> None:
    twice = sorted(str(name) for (name, _owner), count in names.items() if count > 1)
    if twice:
        raise AlreadyRegistered(
            _("%(count)d records would stand twice, the first “%(name)s”. Join them in the list or leave them out.")
            % {"count": len(twice), "name": twice[0]}
        )
