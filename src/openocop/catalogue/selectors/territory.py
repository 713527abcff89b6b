"""Which communes there are, which districts there were, and where an old name leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.core.cache import cache

from openocop.catalogue.domain.territory import NOWHERE, Commune, District, Territory
from openocop.catalogue.selectors.index import ILLUSTRATIVE, catalogue_index
from openocop.catalogue.selectors.states import CatalogueVersion
from openocop.core.domain.text import slug, sort_key
from openocop.dossiers.domain.local_office import COMMUNES_SINCE
from openocop.geography.domain.names import readings, unit_key
from openocop.geography.models import AdministrativeUnit
from openocop.geography.selectors.mergers import Predecessor, former_units, predecessors
from openocop.geography.selectors.tenants import tenant_units
from openocop.geography.selectors.units import communes_of, full_name, full_names, in_force

EVE = COMMUNES_SINCE - timedelta(days=1)  # the last day of the districts


def territory(version: CatalogueVersion, on: date) -> Territory:
    """Return the territory of the provinces that have a public catalogue here, as of day `on`; kept for an hour."""
    key = f"catalogue:territory:{'-'.join(version.provinces)}:{on}"
    known: Territory | None = cache.get(key)
    if known is None:
        known = _joined(_of_province(province, on) for province in version.provinces)
        if known.communes:
            cache.set(key, known, timeout=3600)
    return known


def place_counts(version: CatalogueVersion, on: date) -> tuple[dict[str, int], int]:
    """Return how many products each place of the catalogue has, and how many of all are invented."""
    facets = catalogue_index(version, on).facets
    return facets.counts("places", facets.every), facets.counts(ILLUSTRATIVE, facets.every).get(True, 0)


def sourced_places(version: CatalogueVersion, on: date) -> set[str]:
    """Return the slugs of the places of which a source names a product."""
    facets = catalogue_index(version, on).facets
    return set(facets.counts("places", facets.every & ~facets.having(ILLUSTRATIVE, (True,))))


def bearing(name: str, here: Territory) -> list[Commune | District]:
    """Return the communes and old districts that bear `name` or once were, in part, what bore it."""
    codes = {code for reading in readings(name) for code in here.names.get(reading.key, ())}
    known: Iterable[Commune | District] = (*here.districts.values(), *here.communes.values())
    return [one for one in known if one.code in codes]


def former_parts(commune: Commune, on: date) -> list[tuple[Predecessor, str]]:
    """Return what a commune was made of when districts ended, each with its whole name of that day."""
    parts = predecessors(commune.code, on=on, earlier=EVE)
    names = full_names((part.unit.code, EVE) for part in parts)
    return [(part, names[part.unit.code, EVE]) for part in parts]


def _of_province(province: str, on: date) -> Territory:
    """Seven queries, however many communes there are."""
    today, before = ([unit.code for unit in tenant_units(province, day)] for day in (on, EVE))
    units = communes_of(today, on)
    if not units:
        return NOWHERE
    former = former_units([unit.code for unit in units], on=on)
    communes = {unit.code: _commune(unit, province, former[unit.code]) for unit in units}
    old = AdministrativeUnit.objects.filter(in_force(EVE), province_code__in=before, level="district")
    gone = list(old.order_by("sort_key", "code"))
    districts = [_district(unit, province, communes.values()) for unit in gone]
    names: dict[str, dict[str, None]] = {}
    for unit in (*units, *gone):
        names.setdefault(unit_key(unit.name), {})[unit.code] = None
    for code, parts in former.items():
        for part, _day in parts:
            names.setdefault(unit_key(part.name), {})[code] = None
    return Territory(
        {one.slug: one for one in communes.values()},
        {one.slug: one for one in districts},
        {name: tuple(codes) for name, codes in names.items()},
    )


def _commune(unit: AdministrativeUnit, province: str, former: Sequence[tuple[AdministrativeUnit, date]]) -> Commune:
    districts = frozenset(part.parent_code for part, day in former if day == EVE)
    return Commune(unit.code, slug(full_name(unit)), full_name(unit), province, districts)


def _district(unit: AdministrativeUnit, province: str, communes: Iterable[Commune]) -> District:
    within = [one for one in communes if unit.code in one.districts]
    return District(
        code=unit.code,
        slug=slug(full_name(unit)),
        text=full_name(unit),
        province=province,
        communes=tuple(one for one in within if len(one.districts) == 1),
        partly=tuple(one for one in within if len(one.districts) > 1),
    )


def _joined(provinces: Iterable[Territory]) -> Territory:
    """Put provinces together. The catalogue tells places apart by their slugs alone, so the first bearer keeps one."""
    parts = list(provinces)
    communes = {slug: one for part in reversed(parts) for slug, one in part.communes.items()}
    districts = {slug: one for part in reversed(parts) for slug, one in part.districts.items()}
    names: dict[str, tuple[str, ...]] = {}
    for part in parts:
        for name, codes in part.names.items():
            names[name] = (*names.get(name, ()), *codes)
    return Territory(
        dict(sorted(communes.items(), key=lambda item: sort_key(item[1].text))),
        dict(sorted(districts.items(), key=lambda item: sort_key(item[1].text))),
        names,
    )
