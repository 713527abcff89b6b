"""What is known of a producer and of a product, as a plain value: what forms fill, services write, imports bring."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import Any

from openocop.registry.domain.kinds import UNSTATED
from openocop.registry.domain.places import UnitBasis

MAX_NAME = 300
# Contact and names of persons: never public, never in the journal, and not copied into the history.
PRIVATE_FIELDS = frozenset({"address", "phone", "email", "representative"})
# What a producer is by law and where: changed by an office, from papers.
IDENTITY_FIELDS = frozenset({"name", "kind", "unit_code", "unit_on", "unit_basis", "unit_basis_note"})


@dataclass(frozen=True, slots=True)
class ProducerFacts:
    """`unit_code` is the unit of day `unit_on`, both empty with basis UNKNOWN. Several source addresses are kept."""

    name: str
    kind: str = UNSTATED
    unit_code: str = ""
    unit_on: date | None = None
    unit_basis: UnitBasis = UnitBasis.UNKNOWN
    unit_basis_note: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    representative: str = ""
    founded_on: date | None = None
    aliases: tuple[str, ...] = ()
    note: str = ""
    source_urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """`family` empty lets the name decide; one given by hand counts as checked."""

    name: str
    classification: str | None = None
    family: str = ""
    description: str = ""
    story: str = ""
    packaging: str = ""
    note: str = ""
    source_urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """An official number as given, its kind a slug of `identifiers.IDENTIFIER_KINDS`."""

    kind: str
    value: str
    issued_on: date | None = None
    issued_by: str = ""


Facts = ProducerFacts | ProductFacts


def names_of(facts: type[ProducerFacts] | type[ProductFacts]) -> tuple[str, ...]:
    return _NAMES[facts]


def values_of(facts: Facts) -> tuple[Any, ...]:
    """Return the values of a record's facts in the order of `names_of`."""
    return _VALUES[type(facts)](facts)


_NAMES = {one: tuple(field.name for field in fields(one)) for one in (ProducerFacts, ProductFacts)}
_VALUES = {one: attrgetter(*names) for one, names in _NAMES.items()}


def public_json(facts: Facts) -> dict[str, Any]:
    """Return the public facts as JSON: dates as ISO text, lists as lists, private fields left out."""
    named = zip(names_of(type(facts)), values_of(facts), strict=True)
    return {name: _plain(value) for name, value in named if name not in PRIVATE_FIELDS}


def changed_fields(before: Facts, after: Facts) -> list[str]:
    """Return the names of the fields that differ, in the order of the record."""
    return [name for name in names_of(type(after)) if getattr(before, name) != getattr(after, name)]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
