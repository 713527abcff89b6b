"""Which local office a dossier belongs to, and the codes its registration slip carries."""

from __future__ import annotations

from datetime import date

from openocop.geography.selectors.mergers import WHOLE, successors
from openocop.geography.selectors.tenants import tenant_units
from openocop.registry.models import Producer


def local_unit_of(producer: Producer, *, on: date) -> str:
    """Return the code, as of day `on`, of the one commune where the producer is; "" when that is not certain.

    A commune that was parted, or a place known only as a former district, leaves several candidates: somebody must ask.
    """
    if not producer.unit_code or producer.unit_on is None:
        return ""
    found = successors(producer.unit_code, on=producer.unit_on, later=on)
    if len(found) != 1 or found[0].share != WHOLE or found[0].unit.level == "province":
        return ""
    return found[0].unit.code


def province_code(province: str, *, on: date) -> str:
    """Return the code of the tenant's own province on day `on`."""
    return tenant_units(province, on)[0].code
