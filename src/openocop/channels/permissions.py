"""Who states where a product is sold, and who says that it is so."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import Verdict, refused
from openocop.registry.models import Product
from openocop.registry.permissions import may_keep_products

CHECKERS = frozenset({Role.PROVINCIAL_OFFICER, Role.COMMUNE_OFFICER})


def may_record(post: Post, product: Product, *, on: date) -> Verdict:
    """State an address of a product, or that it is gone: whoever keeps the product."""
    return may_keep_products(post, product.producer, product.province, on=on)


def may_check(post: Post, product: Product, *, on: date) -> Verdict:
    """Say that an address was opened and shows the product: an office that keeps it, never the producer."""
    if post.role not in CHECKERS:
        return refused(_("An address counts once the commune or the provincial OCOP office has opened it."))
    return may_record(post, product, on=on)
