"""Reading in for what products suit as gifts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openocop.offers.models import GiftUse
from openocop.registry.models import Product

_PLAIN = ("occasions", "wraps", "personalised", "ready_days", "stated_at")


def read_gifts(rows: Iterable[Mapping[str, Any]], products: Mapping[str, Product]) -> dict[str, Any]:
    """Write the rows of the table `gifts`; no other table refers to them."""
    GiftUse.objects.bulk_create(
        GiftUse(
            province=products[row["product"]].province,
            product=products[row["product"]],
            by_role=row["stated_by"],
            **{name: row[name] for name in _PLAIN},
        )
        for row in rows
    )
    return {}
