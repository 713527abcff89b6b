"""Stating how much of a product is to be had, and when."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.offers.domain.facts import SupplyFacts
from openocop.offers.models import Supply
from openocop.offers.selectors.facts import supply_facts
from openocop.offers.services.packs import CannotOffer
from openocop.registry.models import Product
from openocop.registry.permissions import may_keep_products
from openocop.registry.services.history import announce


@transaction.atomic
def state_supply(*, product: Product, facts: SupplyFacts, by: Post, at: datetime) -> Supply:
    """State the supply of a product; what did not change leaves no trace.

    Raises:
        NotPermitted: `by` does not keep this product.
        CannotOffer: the smallest order is larger than what a month brings.
    """
    product = Product.objects.select_for_update(of=("self",)).select_related("producer").get(pk=product.pk)
    require(may_keep_products(by, product.producer, product.province, on=legal_day(at)))
    if facts.minimum is not None and facts.monthly is not None and facts.minimum > facts.monthly:
        message = _("The smallest order is larger than what a month brings. Check both numbers.")
        raise CannotOffer(message, field="minimum")
    supply = Supply.objects.filter(product=product).first()
    if supply is not None and supply_facts(supply) == facts:
        return supply
    supply = supply or Supply(province=product.province, product=product)
    supply.months, supply.monthly, supply.minimum = list(facts.months), facts.monthly, facts.minimum
    supply.unit, supply.lead_days, supply.tells_papers = facts.unit.value, facts.lead_days, facts.tells_papers
    supply.stated_at, supply.by_role = at, by.as_actor().role
    supply.save()
    told = {
        "months": supply.months,
        "monthly": str(facts.monthly or ""),
        "minimum": str(facts.minimum or ""),
        "unit": supply.unit,
        "lead_days": supply.lead_days,
        "tells_papers": supply.tells_papers,
    }
    record(province=product.province, actor=by.as_actor(), verb="supply.stated", subject=product, facts=told)
    announce(product.province, [product.pk])
    return supply
