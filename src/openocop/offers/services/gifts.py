"""Saying for what a product suits as a gift."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.offers.domain.gifts import GiftFacts
from openocop.offers.models import GiftUse
from openocop.offers.selectors.facts import gift_facts
from openocop.registry.models import Product
from openocop.registry.permissions import may_keep_products
from openocop.registry.services.history import announce


@transaction.atomic
def state_gift_use(*, product: Product, facts: GiftFacts, by: Post, at: datetime) -> GiftUse | None:
    """Say for what occasions a product suits as a gift, none to take that back; what did not change leaves no trace.

    Raises:
        NotPermitted: `by` does not keep this product.
    """
    product = Product.objects.select_for_update(of=("self",)).select_related("producer").get(pk=product.pk)
    require(may_keep_products(by, product.producer, product.province, on=legal_day(at)))
    use = GiftUse.objects.filter(product=product).first()
    if gift_facts(use) == facts:
        return use
    use = use or GiftUse(province=product.province, product=product)
    use.occasions, use.wraps = [one.value for one in facts.occasions], facts.wraps
    use.personalised, use.ready_days = facts.personalised, facts.ready_days
    use.stated_at, use.by_role = at, by.as_actor().role
    use.save()
    told = {name: getattr(use, name) for name in ("occasions", "wraps", "personalised", "ready_days")}
    record(province=product.province, actor=by.as_actor(), verb="gift.stated", subject=product, facts=told)
    announce(product.province, [product.pk])
    return use
