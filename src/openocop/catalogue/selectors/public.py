"""Which products of the register are public, for whoever asks below the public site."""

from __future__ import annotations

from django.db.models import QuerySet

from openocop.registry.models import Product


def public_products() -> QuerySet[Product]:
    """Return the products that have a page of their own on the public site."""
    return Product.objects.filter(listing__isnull=False)
