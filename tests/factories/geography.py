"""The real units of Cà Mau and Bạc Liêu in the test database (the whole country takes two seconds, these do not)."""

from __future__ import annotations

from functools import cache

from openocop.core.domain.text import sort_key
from openocop.geography.domain.names import unit_key
from openocop.geography.domain.source import SuccessionRow, UnitRow, read_successions, read_units
from openocop.geography.models import AdministrativeUnit, UnitSuccession


@cache
def _camau() -> tuple[list[UnitRow], list[SuccessionRow]]:
    units = [row for row in read_units() if row.province_code in {"95", "96"}]
    codes = {row.code for row in units}
    return units, [row for row in read_successions() if row.old_code in codes]


def load_camau() -> None:
    """Put the packaged units of provinces 95 and 96, and what became of them, into the database."""
    units, successions = _camau()
    AdministrativeUnit.objects.bulk_create(
        AdministrativeUnit(
            **{name: getattr(row, name) for name in UnitRow.__slots__},
            search_key=unit_key(row.name),
            sort_key=sort_key(row.name),
        )
        for row in units
    )
    UnitSuccession.objects.bulk_create(
        UnitSuccession(**{name: getattr(row, name) for name in SuccessionRow.__slots__}) for row in successions
    )
