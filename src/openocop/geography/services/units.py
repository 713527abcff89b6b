"""Bringing the packaged units into the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction

from openocop.core.domain.text import sort_key
from openocop.geography.domain.names import unit_key
from openocop.geography.domain.source import SuccessionRow, UnitRow, read_successions, read_units
from openocop.geography.models import AdministrativeUnit, UnitSuccession

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many rows the packaged lists hold, and whether the database had to be changed to hold the same."""

    units: int
    successions: int
    changed: bool


@transaction.atomic
def load_units() -> LoadReport:
    """Make the tables equal to the packaged lists; a second call finds nothing to do.

    Nothing points at these rows by their internal id, so a changed list replaces them whole. Units are public facts
    of the whole country, belong to no province's data and are not journalled: the lists carry their own sources.
    """
    units, successions = read_units(), read_successions()
    changed = [_replace_units(units), _replace_successions(successions)]
    return LoadReport(len(units), len(successions), any(changed))


def _replace_units(rows: list[UnitRow]) -> bool:
    wanted = _tuples(rows)
    if set(AdministrativeUnit.objects.values_list(*_names(UnitRow))) == set(wanted):
        return False
    AdministrativeUnit.objects.all().delete()
    AdministrativeUnit.objects.bulk_create(
        (
            AdministrativeUnit(
                **dict(zip(_names(UnitRow), values, strict=True)),
                search_key=unit_key(row.name),
                sort_key=sort_key(row.name),
            )
            for row, values in zip(rows, wanted, strict=True)
        ),
        batch_size=_BATCH,
    )
    return True


def _replace_successions(rows: list[SuccessionRow]) -> bool:
    wanted = _tuples(rows)
    if set(UnitSuccession.objects.values_list(*_names(SuccessionRow))) == set(wanted):
        return False
    UnitSuccession.objects.all().delete()
    UnitSuccession.objects.bulk_create(
        (UnitSuccession(**dict(zip(_names(SuccessionRow), values, strict=True))) for values in wanted),
        batch_size=_BATCH,
    )
    return True


def _names(row: type[UnitRow] | type[SuccessionRow]) -> list[str]:
    return [field.name for field in fields(row)]


def _tuples(rows: Sequence[UnitRow] | Sequence[SuccessionRow]) -> list[tuple[Any, ...]]:
    names = _names(type(rows[0]))
    return [tuple(getattr(row, name) for name in names) for row in rows]
