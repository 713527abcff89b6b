"""Taking products into the register and keeping their records."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import search_key
from openocop.core.verdict import require
from openocop.registry.domain.facts import ProductFacts, changed_fields
from openocop.registry.models import Producer, Product
from openocop.registry.permissions import may_keep_products
from openocop.registry.selectors.facts import product_facts
from openocop.registry.services.checks import checked_product
from openocop.registry.services.history import keep_product_state
from openocop.registry.services.producers import AlreadyRegistered
from openocop.registry.services.rows import write_product


@transaction.atomic
def register_product(
    *, facts: ProductFacts, producer: Producer | None, by: Post, at: datetime, is_illustrative: bool = False
) -> Product:
    """Register a product of `producer` (None: the source does not name it). A product is its name and its producer.

    What an illustrative producer makes is illustrative.

    Raises:
        NotPermitted: `by` does not keep this producer's products.
        NotRegistrable: the facts cannot stand; the field is named.
        AlreadyRegistered: this producer has a product of this name, marks and capitals apart.
    """
    if producer is not None:
        producer = Producer.objects.select_for_update().get(pk=producer.pk)
    province = producer.province if producer else by.province
    require(may_keep_products(by, producer, province, on=legal_day(at)))
    facts = checked_product(facts)
    _refuse_twin(producer, facts)
    product = Product(
        province=province,
        producer=producer,
        is_illustrative=is_illustrative or (producer is not None and producer.is_illustrative),
        registered_at=at,
    )
    write_product(product, facts, producer)
    product.save()
    keep_product_state(product, facts, (), verb="product.registered", by=by, at=at)
    return product


@transaction.atomic
def revise_product(*, product: Product, facts: ProductFacts, by: Post, at: datetime) -> Product:
    """Change the record of a product; what did not change leaves no trace.

    Raises:
        NotPermitted, NotRegistrable, AlreadyRegistered: as in `register_product`.
    """
    product = Product.objects.select_for_update(of=("self",)).select_related("producer").get(pk=product.pk)
    require(may_keep_products(by, product.producer, product.province, on=legal_day(at)))
    facts = checked_product(facts)
    changed = changed_fields(product_facts(product), facts)
    if not changed:
        return product
    _refuse_twin(product.producer, facts, but=product)
    write_product(product, facts, product.producer)
    product.save()
    keep_product_state(product, facts, changed, verb="product.revised", by=by, at=at)
    return product


def _refuse_twin(producer: Producer | None, facts: ProductFacts, *, but: Product | None = None) -> None:
    if producer is None:
        return
    twins = producer.products.filter(name_key=search_key(facts.name))
    if (twins.exclude(pk=but.pk) if but else twins).exists():
        raise AlreadyRegistered(
            _("This producer already has a product of this name. Open that record, or give each its own name."),
            field="name",
        )
