"""Which provinces work in this installation."""

from __future__ import annotations

from openocop.accounts.models import Office
from openocop.registry.models import Product


def provinces_here() -> list[str]:
    """Return the slugs of the provinces that have an office or a product here."""
    offices = Office.objects.values_list("province", flat=True).distinct()
    products = Product.objects.values_list("province", flat=True).distinct()
    return sorted({*offices, *products} - {""})
