"""Names of a province and of producers' places as they were on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openocop.geography.selectors.mergers import successors
from openocop.geography.selectors.tenants import tenant_units
from openocop.geography.selectors.units import full_name, full_names
from openocop.registry.models import Producer


@dataclass(frozen=True, slots=True)
class CommuneCode:
    """The codes of a commune and of its province on a day."""

    province_code: str
    commune_code: str


def province_title(slug: str, on: date) -> str:
    """Return the province as its own papers name it in running text: "tỉnh Cà Mau"; the slug when it is unknown."""
    units = tenant_units(slug, on)
    if not units:
        return slug
    title = full_name(units[0])
    return title[0].lower() + title[1:]


def written_places(producers: Iterable[Producer]) -> dict[int, str]:
    """Return the address of each producer, else its unit as it was named on its own day; "" where neither is known."""
    known = list(producers)
    named = full_names({(p.unit_code, p.unit_on) for p in known if p.unit_code and p.unit_on})
    return {
        p.pk: p.address or (named.get((p.unit_code, p.unit_on), "") if p.unit_on is not None else "") for p in known
    }


def commune_on(producer: Producer, on: date) -> CommuneCode | None:
    """Return the one commune in which the producer lies on day `on`, None when that cannot be told.

    A district of before 01/07/2025 became several communes, and somebody has to say which one.
    """
    if not producer.unit_code or producer.unit_on is None:
        return None
    later = successors(producer.unit_code, on=producer.unit_on, later=max(on, producer.unit_on))
    if len(later) != 1 or later[0].unit.level != "commune":
        return None
    return CommuneCode(later[0].unit.province_code, later[0].unit.code)
