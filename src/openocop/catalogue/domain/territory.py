"""The communes of today and the districts of before, as the public site leads to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, ward or special zone in force. `districts` are the codes of those it lies in, wholly when one."""

    code: str
    slug: str
    text: str
    province: str
    districts: frozenset[str]


@dataclass(frozen=True, slots=True)
class District:
    """A district that is no more: the communes that lie wholly in what it was, and those that do in part."""

    code: str
    slug: str
    text: str
    province: str
    communes: tuple[Commune, ...]
    partly: tuple[Commune, ...]

    @property
    def place_slugs(self) -> tuple[str, ...]:
        """Return the places of the catalogue that certainly lie in what this district was."""
        return (f"{self.slug}-cu", *(one.slug for one in self.communes))


@dataclass(frozen=True, slots=True)
class Territory:
    """All of it, by slug in the order of the alphabet; `names` leads from folded names, old and new, to their codes."""

    communes: Mapping[str, Commune]
    districts: Mapping[str, District]
    names: Mapping[str, tuple[str, ...]]

    def counted(self, district: District, counts: Mapping[str, int]) -> int:
        return sum(counts.get(slug, 0) for slug in district.place_slugs)


NOWHERE = Territory({}, {}, {})
