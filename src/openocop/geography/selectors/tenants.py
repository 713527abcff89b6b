"""A province as tenant (a permanent slug) and the dated units that are its territory."""

from __future__ import annotations

from datetime import date

from openocop.geography.domain.names import unit_key
from openocop.geography.models import AdministrativeUnit
from openocop.geography.selectors.mergers import predecessors


def tenant_units(slug: str, on: date) -> list[AdministrativeUnit]:
    """Return the provinces of day `on` that are the territory of tenant `slug` today, the one of its name first.

    "ca-mau" is code 96 on any day and, before 01/07/2025, Bạc Liêu (95) too. Empty for a slug that is no province's.
    """
    name = unit_key(slug.replace("-", " "))
    today = AdministrativeUnit.objects.filter(level="province", search_key=name, valid_until=None).first()
    if today is None:
        return []
    units = [origin.unit for origin in predecessors(today.code, on=date.max, earlier=on)]
    return sorted(units, key=lambda unit: (unit.code != today.code, unit.code))
