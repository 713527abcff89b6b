"""A province as tenant (a permanent slug) and the dated units that are its territory."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from openocop.core.domain.text import slug
from openocop.geography.domain.names import readings, unit_key
from openocop.geography.models import AdministrativeUnit, UnitSuccession
from openocop.geography.selectors.mergers import predecessors
from openocop.geography.selectors.units import full_name


def tenant_units(tenant: str, on: date) -> list[AdministrativeUnit]:
    """Return the provinces of day `on` that are the territory of tenant `tenant` today, the one of its name first.

    "ca-mau" is code 96 on any day and, before 01/07/2025, Bạc Liêu (95) too. Empty for a slug that is no province's.
    """
    name = unit_key(tenant.replace("-", " "))
    today = AdministrativeUnit.objects.filter(level="province", search_key=name, valid_until=None).first()
    if today is None:
        return []
    units = [origin.unit for origin in predecessors(today.code, on=date.max, earlier=on)]
    return sorted(units, key=lambda unit: (unit.code != today.code, unit.code))


def territory_of(tenant: str) -> Callable[[date], list[str]]:
    """Return what tells the codes of `tenant_units` on a day; asked once for all days between two changes of units."""
    changes = list(UnitSuccession.objects.order_by("effective_on").values_list("effective_on", flat=True).distinct())

    @cache
    def after(passed: int) -> list[str]:
        day = changes[passed - 1] if passed else min(changes, default=date.max) - timedelta(days=1)
        return [unit.code for unit in tenant_units(tenant, day)]

    return lambda on: after(bisect_right(changes, on))


def province_title(slug: str, on: date) -> str:
    """Return the province as its own papers name it in running text: "tỉnh Cà Mau"; the slug when it is unknown."""
    units = tenant_units(slug, on)
    if not units:
        return slug
    title = full_name(units[0])
    return title[0].lower() + title[1:]


def tenant_named(name: str, on: date) -> str | None:
    """Return the slug of the province so named on day `on` ("Cà Mau", "tỉnh Cà Mau", "ca-mau"), None for no one."""
    for reading in readings(name.replace("-", " ")):
        units = tenant_units(slug(reading.key), on)
        if units:
            return slug(units[0].name)
    return None
