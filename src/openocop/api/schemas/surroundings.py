"""Places, administrative units, the log, the dumps."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Field, Schema

from openocop.api.schemas.base import address, or_none
from openocop.geography.models import AdministrativeUnit
from openocop.geography.selectors.mergers import Predecessor, Successor
from openocop.geography.selectors.units import full_name
from openocop.opendata.selectors.dumps import Dump as DumpRow
from openocop.places.domain.hours import schema_hours
from openocop.places.domain.kinds import Kind
from openocop.places.models import Showing as ShowingRow
from openocop.places.selectors.places import PlaceRow
from openocop.transparency.models import LogHead


class Place(Schema):
    """Where products are sold or shown, as its office states it."""

    id: str
    url: str
    kind: Kind
    name: str
    address: str
    unit_code: str = Field(description="Commune, by its code of the day `unit_on`.")
    unit_on: date
    where: str = Field(description="The commune and province, written out.")
    latitude: Decimal | None = Field(description="WGS 84, degrees.")
    longitude: Decimal | None = Field(description="WGS 84, degrees.")
    opening_hours: list[str] = Field(description="As schema.org's openingHours: 'Mo,Tu 07:30-11:30'.")
    first_on: date | None = Field(description="Of a fair: its first day.")
    last_on: date | None = Field(description="Of a fair: its last day, which still belongs to it.")
    about: str | None
    source: str | None
    stated_at: datetime
    illustrative: bool

    @classmethod
    def of(cls, row: PlaceRow) -> Place:
        return cls(**_place(row))


class Showing(Schema):
    product: str = Field(description="Product (products.id).")
    name: str
    from_on: date
    until_on: date | None = Field(description="First day on which it is no longer on show.")

    @classmethod
    def of(cls, row: ShowingRow) -> Showing:
        product = row.product
        return cls(product=product.public_id, name=product.name, from_on=row.from_on, until_on=row.until_on)


class PlaceDetail(Place):
    archived: bool = Field(description="It is no longer on the list.")
    superseded_by: str | None = Field(description="Where it went (places.id).")
    on_show: list[Showing]
    announced: list[Showing] = Field(description="On show from a later day.")

    @classmethod
    def shown(cls, row: PlaceRow, on_show: list[ShowingRow], announced: list[ShowingRow]) -> PlaceDetail:
        place = row.place
        return cls(
            **_place(row),
            archived=place.archived_at is not None,
            superseded_by=place.superseded_by.public_id if place.superseded_by else None,
            on_show=[Showing.of(one) for one in on_show],
            announced=[Showing.of(one) for one in announced],
        )


class Unit(Schema):
    """One version of an administrative unit. Codes are re-used: a unit is a code and a day."""

    code: str
    level: str = Field(description="province, district (until 30/06/2025) or commune.")
    name: str
    full_name: str
    type: str
    parent_code: str | None
    province_code: str
    valid_from: date | None = Field(description="Null: in force already in the oldest list used.")
    valid_until: date | None = Field(description="First day on which it was no more.")
    basis: str | None = Field(description="The legal act.")
    source: str

    @classmethod
    def of(cls, row: AdministrativeUnit) -> Unit:
        return cls(**_unit(row))


class Related(Schema):
    code: str
    full_name: str
    share: str = Field(description="whole, or part of it.")


class UnitDetail(Unit):
    became: list[Related] = Field(description="What it is today.")
    made_of: list[Related] = Field(description="What it was made of, as of 30/06/2025.")

    @classmethod
    def shown(cls, row: AdministrativeUnit, became: list[Successor], made_of: list[Predecessor]) -> UnitDetail:
        return cls(**_unit(row), became=_related(became), made_of=_related(made_of))


class Log(Schema):
    """The transparency log of a province: its signed head, and where to check it."""

    province: str
    size: int = Field(description="Entries under the seal.")
    root: str = Field(description="Merkle root (RFC 9162), hexadecimal.")
    signed_at: datetime
    url: str
    checkpoint: str
    key: str
    entries: str

    @classmethod
    def of(cls, head: LogHead) -> Log:
        named = ("checkpoint", "key", "entries")
        return cls(
            province=head.province,
            size=head.size,
            root=head.root,
            signed_at=head.signed_at,
            url=address("transparency:log", head.province),
            **{name: address(f"transparency:{name}", head.province) for name in named},
        )


class Dump(Schema):
    """The latest open data of a province: everything that this interface gives, in whole files."""

    province: str
    day: date
    title: str
    description: str = Field(description="datapackage.json: files, schema, checksums.")
    data_until: datetime
    files: int

    @classmethod
    def of(cls, dump: DumpRow) -> Dump:
        described = address("opendata:file", dump.province, dump.day.isoformat(), "datapackage.json")
        return cls(
            province=dump.province,
            day=dump.day,
            title=dump.package["title"],
            description=described,
            data_until=dump.package["data_until"],
            files=len(dump.package["resources"]),
        )


def _place(row: PlaceRow) -> dict[str, Any]:
    place = row.place
    plain = ("kind", "name", "address", "unit_code", "unit_on", "latitude", "longitude", "first_on", "last_on")
    return {
        **{name: getattr(place, name) for name in plain},
        "id": place.public_id,
        "url": address("places:place", place.public_id),
        "where": row.where,
        "opening_hours": schema_hours(row.hours),
        "about": or_none(place.about),
        "source": or_none(place.source),
        "stated_at": place.stated_at,
        "illustrative": place.is_illustrative,
    }


def _unit(row: AdministrativeUnit) -> dict[str, Any]:
    plain = ("code", "level", "name", "type", "province_code", "valid_from", "valid_until", "source")
    return {
        **{name: getattr(row, name) for name in plain},
        "full_name": full_name(row),
        "parent_code": or_none(row.parent_code),
        "basis": or_none(row.basis),
    }


def _related(found: list[Successor] | list[Predecessor]) -> list[Related]:
    return [Related(code=one.unit.code, full_name=full_name(one.unit), share=one.share) for one in found]
