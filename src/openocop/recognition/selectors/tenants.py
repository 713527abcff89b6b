"""Which provinces work in this installation."""

from __future__ import annotations

from django.utils import timezone

from openocop.accounts.models import Office
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import slug
from openocop.geography.domain.names import readings
from openocop.geography.selectors.tenants import tenant_units
from openocop.registry.models import Product


def provinces_here() -> list[str]:
    """Return the slugs of the provinces that have an office or a product here."""
    offices = Office.objects.values_list("province", flat=True).distinct()
    products = Product.objects.values_list("province", flat=True).distinct()
    return sorted({*offices, *products} - {""})


def province_of_name(name: str) -> str | None:
    """Return the slug of the province that is so named today ("Cà Mau", "tỉnh Cà Mau", "ca-mau"), None for no one."""
    today = legal_day(timezone.now())
    for reading in readings(name.replace("-", " ")):
        found = slug(reading.key)
        units = tenant_units(found, today)
        if units:
            return slug(units[0].name)
    return None
