"""Reading units: always of a day, because codes are re-used and units merge."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from openocop.geography.domain import names
from openocop.geography.domain.names import CITY_TYPES, Reading, readings
from openocop.geography.models import AdministrativeUnit

UnitDay = tuple[str, date]


def in_force(on: date) -> Q:
    """Return the condition that a unit version is in force on day `on`."""
    return (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_until=None) | Q(valid_until__gt=on))


def unit_at(code: str, on: date) -> AdministrativeUnit | None:
    """Return the unit that bore `code` on day `on`, or None when no listed unit did."""
    return AdministrativeUnit.objects.filter(in_force(on), code=code).first()


def units_at(pairs: Iterable[UnitDay]) -> dict[UnitDay, AdministrativeUnit]:
    """Return the units of many (code, day) pairs in one query; pairs without a listed unit are left out."""
    wanted = set(pairs)
    versions: dict[str, list[AdministrativeUnit]] = {}
    for unit in AdministrativeUnit.objects.filter(code__in={code for code, _ in wanted}):
        versions.setdefault(unit.code, []).append(unit)
    found: dict[UnitDay, AdministrativeUnit] = {}
    for code, on in wanted:
        for unit in versions.get(code, []):
            if _covers(unit, on):
                found[code, on] = unit
    return found


def full_name(unit: AdministrativeUnit) -> str:
    """Return "Huyện Đầm Dơi"."""
    return names.full_name(unit.type, unit.name)


def full_names(pairs: Iterable[UnitDay]) -> dict[UnitDay, str]:
    """Return the whole place of many (code, day) pairs as it was that day, in at most three queries.

    "Xã Tân Duyệt, huyện Đầm Dơi, tỉnh Cà Mau" before 01/07/2025, "Xã Đầm Dơi, tỉnh Cà Mau" since.
    """
    units = units_at(pairs)
    written = {pair: [full_name(unit)] for pair, unit in units.items()}
    level = units
    while level := {pair: unit for pair, unit in level.items() if unit.parent_code}:
        parents = units_at({(unit.parent_code, pair[1]) for pair, unit in level.items()})
        level = {
            pair: parents[unit.parent_code, pair[1]]
            for pair, unit in level.items()
            if (unit.parent_code, pair[1]) in parents
        }
        for pair, parent in level.items():
            written[pair].append(f"{names.type_word(parent.type)} {parent.name}")
    return {pair: ", ".join(parts) for pair, parts in written.items()}


def children_of(code: str, on: date) -> list[AdministrativeUnit]:
    """Return the units directly under `code` on day `on`, in the order of the Vietnamese alphabet."""
    return list(AdministrativeUnit.objects.filter(in_force(on), parent_code=code).order_by("sort_key", "code"))


def communes_of(province_codes: Iterable[str], on: date) -> list[AdministrativeUnit]:
    """Return every commune of some provinces on day `on`, in the order of the Vietnamese alphabet."""
    units = AdministrativeUnit.objects.filter(in_force(on), province_code__in=list(province_codes), level="commune")
    return list(units.order_by("sort_key", "code"))


def find_units(
    name: str, *, on: date, within: str | None = None, type: str | None = None, level: str | None = None
) -> list[AdministrativeUnit]:
    """Return the units in force on day `on` that bear `name`, higher levels first.

    Args:
        name: with or without marks, i for y or y for i, with or without its type ("huyện Đầm Dơi", "TP. Cà Mau").
        within: the name or code of the province or district it must lie in on that day.
        type: a type as in the list ("huyện"); "thành phố" stands for every kind of city.
        level: "province", "district" or "commune".
    """
    found = named(name).filter(in_force(on))
    if type:
        found = found.filter(type__in=CITY_TYPES if type == "thành phố" else [type])
    if level:
        found = found.filter(level=level)
    if within:
        found = found.filter(_lying_in(within, on))
    return sorted(found, key=lambda unit: (len(unit.code), unit.sort_key, unit.code))


def named(name: str) -> QuerySet[AdministrativeUnit]:
    """Return every version, of any day, that bears `name`."""
    condition = Q(pk__in=[])
    for reading in readings(name):
        condition |= _reads(reading)
    return AdministrativeUnit.objects.filter(condition)


def _reads(reading: Reading) -> Q:
    typed = Q() if reading.types is None else Q(type__in=reading.types)
    return Q(search_key=reading.key) & typed


def _lying_in(within: str, on: date) -> Q:
    if within.isdigit():
        codes = {within}
    else:
        above = named(within).filter(in_force(on)).exclude(level="commune")
        codes = set(above.values_list("code", flat=True))
    return Q(province_code__in=codes) | Q(parent_code__in=codes)


def _covers(unit: AdministrativeUnit, on: date) -> bool:
    begun = unit.valid_from is None or unit.valid_from <= on
    return begun and (unit.valid_until is None or unit.valid_until > on)
