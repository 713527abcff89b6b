"""Where somebody without an account may send an idea: the communes of the provinces that work with the programme."""

from __future__ import annotations

from datetime import date

from openocop.accounts.domain.roles import OfficeLevel
from openocop.accounts.models import Office
from openocop.geography.selectors.tenants import province_title


def provinces(*, on: date) -> list[tuple[str, str]]:
    """Return (slug, name) of the provinces that have an office here, by name."""
    slugs = Office.objects.filter(level=OfficeLevel.PROVINCE).order_by().values_list("province", flat=True).distinct()
    return sorted(((slug, province_title(slug, on)) for slug in slugs), key=lambda pair: pair[1])
