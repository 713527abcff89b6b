"""Reading a dump into an empty system: a mirror that shows the same public site. All of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, transaction

from openocop.catalogue.models import CatalogueState
from openocop.catalogue.services.listings import rebuild_listings
from openocop.core.models import StoredFile
from openocop.core.services.files import store_file
from openocop.core.services.journal import SYSTEM, record
from openocop.dossiers.models import Round
from openocop.geography.services.units import load_units
from openocop.offers.models import Pack, PackPrice, Supply
from openocop.opendata.domain.tables import TABLES
from openocop.opendata.services.reading import NOT_UNDERSTOOD, CannotReadIn, Row, checked, rows_of
from openocop.opendata.services.reading_gifts import read_gifts
from openocop.opendata.services.reading_places import place_of, sale_of, showing_of
from openocop.places.models import Place
from openocop.proofs.models import Proof, SigningKey
from openocop.recognition.models import Certificate, CertificateScope, Decision, Recognition
from openocop.registry.domain.facts import ProducerFacts, ProductFacts
from openocop.registry.domain.places import UnitBasis
from openocop.registry.models import Producer, Product, ProductPhoto
from openocop.registry.services.rows import places_of, write_producer, write_product


@dataclass(slots=True)
class _Reading:
    """What was read so far: the rows made, by table and public id."""

    folder: Path
    package: Mapping[str, Any]
    province: str
    at: datetime
    made: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of(self, table: str, key: str | None) -> Any:
        return None if key is None else self.made[table][key]


@transaction.atomic
def read_in(folder: Path) -> dict[str, int]:
    """Read the dump in `folder` into this empty system and return the number of rows by table.

    Raises:
        CannotReadIn: no dump, of another format, with a file that its checksum does not fit, or the system has
            products, producers, rounds or keys of its own.
    """
    package = checked(folder)
    if any(model.objects.exists() for model in (Round, Producer, Product, Recognition, SigningKey)):
        raise CannotReadIn("hệ thống này đã có dữ liệu; chỉ đọc được vào một hệ thống trống")
    load_units()
    until: datetime = package["data_until"]
    reading = _Reading(folder, package, package["province"], until)
    counts = {}
    for table in TABLES:
        try:
            rows = list(rows_of(folder, table))
            with transaction.atomic():
                reading.made[table.name] = _MAKERS[table.name](reading, rows)
        except (*NOT_UNDERSTOOD, DatabaseError) as fault:
            raise CannotReadIn(f"{table.name}.jsonl: không hiểu được dữ liệu ({fault})") from fault
        counts[table.name] = len(rows)
    rebuild_listings(reading.province)
    CatalogueState.objects.filter(province=reading.province).update(changed_at=until)
    first = next((row for table in reading.made.values() for row in table.values()), None)
    if first is not None:
        facts = {"day": package["version"], "rows": counts}
        record(province=reading.province, actor=SYSTEM, verb="open_data.read_in", subject=first, facts=facts)
    return counts


def _rounds(reading: _Reading, rows: list[Row]) -> dict[str, Any]:
    plain = ("code", "name", "release", "opened_on", "declared", "source_urls")
    return _stored(
        Round(
            public_id=row["id"],
            province=reading.province,
            is_illustrative=row["illustrative"],
            **{name: row[name] for name in plain},
        )
        for row in rows
    )


def _producers(reading: _Reading, rows: list[Row]) -> dict[str, Any]:
    facts = [
        ProducerFacts(
            name=row["name"],
            kind=row["kind"],
            unit_code=row["unit_code"],
            unit_on=row["unit_on"],
            unit_basis=UnitBasis(row["unit_basis"]),
            aliases=tuple(row["aliases"]),
            source_urls=tuple(row["source_urls"]),
        )
        for row in rows
    ]
    places, made = places_of(facts), []
    for row, fact in zip(rows, facts, strict=True):
        producer = Producer(
            public_id=row["id"],
            province=reading.province,
            is_illustrative=row["illustrative"],
            registered_at=reading.at,
        )
        write_producer(producer, fact, places.get((fact.unit_code, fact.unit_on), ""))
        made.append(producer)
    return _stored(made)


def _products(reading: _Reading, rows: list[Row]) -> dict[str, Any]:
    made = []
    for row in rows:
        plain = {name: row[name] for name in ("name", "description", "story", "packaging")}
        facts = ProductFacts(
            **plain,
            classification=row["classification"] or None,
            family=row["family"],
            source_urls=tuple(row["source_urls"]),
        )
        producer = reading.of("producers", row["producer"] or None)
        product = Product(
            public_id=row["id"],
            province=reading.province,
            producer=producer,
            is_illustrative=row["illustrative"],
            registered_at=reading.at,
        )
        write_product(product, facts, producer)
        product.family_checked = row["family_checked"]
        made.append(product)
    return _stored(made)


def _decisions(reading: _Reading, rows: list[Row]) -> dict[str, Any]:
    return _stored(
        Decision(
            public_id=row["id"],
            province=reading.province,
            round=reading.of("rounds", row["round"]),
            kind=row["kind"],
            number=row["number"],
            decided_on=row["decided_on"],
            year=row["decided_on"].year,
            drafted_at=_midnight(row["decided_on"]),
            issued_at=_midnight(row["decided_on"]),
            is_illustrative=row["illustrative"],
        )
        for row in rows
    )


def _recognitions(reading: _Reading, rows: list[Row]) -> dict[str, Any]:
    plain = (
        *("star", "score", "group_as_printed", "decision_no_as_printed", "council_on", "valid_from", "valid_until"),
        *(
            "withdrawn_on",
            "withdrawal_ground",
            "withdrawal_decision",
            "withdrawal_reason",
            "kept_until",
            "superseded_on",
            "source_urls",
        ),
    )
    made = _stored(
        Recognition(
            public_id=row["id"],
            province=reading.province,
            product=reading.of("products", row["product"]),
            round=reading.of("rounds", row["round"] or None),
            decision=reading.of("decisions", row["decision"] or None),
            is_illustrative=row["illustrative"],
            recorded_at=reading.at,
            **{name: row[name] for name in plain},
        )
        for row in rows
    )
    _follow(Recognition, made, rows, "superseded_by")
    return made


def _certificates(reading: _Reading, rows: list[Row]) -> dict[str, Any]:
    plain = ("number", "product_code", "issued_on", "valid_until", "replaced_on")
    made = _stored(
        Certificate(
            public_id=row["id"],
            province=reading.province,
            recognition=reading.of("recognitions", row["recognition"] or None),
            is_illustrative=row["illustrative"],
            **{name: row[name] for name in plain},
        )
        for row in rows
    )
    _follow(Certificate, made, rows, "replaced_by")
    return made


def _scopes(reading: _Reading, rows: list[Row]) -> dict[str, Any]:
    plain = ("product_name", "version", "facts_sha256", "photos", "packs", "sha256", "recorded_at")
    CertificateScope.objects.bulk_create(
        CertificateScope(
            province=reading.province,
            certificate=reading.of("certificates", row["certificate"]),
            **{name: row[name] for name in plain},
        )
        for row in rows
    )
    return {}


def _keys(reading: _Reading, rows: list[Row]) -> dict[str, Any]:
    plain = ("public_key", "active_from", "retired_on", "revoked_on", "revocation_reason")
    return _stored(
        SigningKey(public_id=row["id"], province=reading.province, **{name: row[name] for name in plain})
        for row in rows
    )


def _proofs(reading: _Reading, rows: list[Row]) -> dict[str, Any]:
    return _stored(
        Proof(
            public_id=row["id"],
            province=reading.province,
            certificate=reading.of("certificates", row["certificate"]),
            key=reading.of("signing_keys", row["key"]),
            compact=row["compact"],
            credential=row["credential"],
            made_at=row["made_at"],
        )
        for row in rows
    )


def _photos(reading: _Reading, rows: list[Row]) -> dict[str, Any]:
    named = {Path(one["path"]).stem: one["path"] for one in reading.package["resources"]}
    said = ("kind", "caption", "caption_en", "alt", "alt_en", "source", "rights", "licence")
    plain = (*said, "position", "width", "height", "added_at")
    made = []
    for row in rows:
        file = _photo_file(reading, row, named.get(row["sha256"]))
        made.append(
            ProductPhoto(
                public_id=row["id"],
                province=reading.province,
                product=reading.of("products", row["product"]),
                file=file,
                is_illustrative=row["illustrative"],
                **{name: row[name] for name in plain},
            )
        )
    return _stored(made)


def _photo_file(reading: _Reading, row: Row, path: str | None) -> StoredFile:
    """Keep a photograph; of one that was lost where the dump was made, only that there was one."""
    kind = {"province": reading.province, "media_type": row["media_type"]}
    if path is None:
        return StoredFile.objects.create(name="", size=0, sha256=row["sha256"], stored_at=row["added_at"], **kind)
    return store_file(name=Path(path).name, content=(reading.folder / path).read_bytes(), **kind)


def _packs(reading: _Reading, rows: list[Row]) -> dict[str, Any]:
    made = _stored(
        Pack(
            public_id=row["id"],
            province=reading.province,
            product=reading.of("products", row["product"]),
            client_id=uuid4(),
            name=row["name"],
            quantity=Decimal(row["quantity"]),
            unit=row["unit"],
            bar_code=row["bar_code"],
            is_gift=row["gift"],
            shelf_days=row["shelf_days"],
            added_at=row["price_stated_at"],
        )
        for row in rows
    )
    PackPrice.objects.bulk_create(
        PackPrice(
            province=reading.province,
            pack=made[row["id"]],
            amount=row["price"],
            stated_at=row["price_stated_at"],
            by_role=row["price_by"],
        )
        for row in rows
    )
    return made


def _supplies(reading: _Reading, rows: list[Row]) -> dict[str, Any]:
    Supply.objects.bulk_create(
        Supply(
            province=reading.province,
            product=reading.of("products", row["product"]),
            months=row["months"],
            monthly=Decimal(row["monthly"]) if row["monthly"] else None,
            minimum=Decimal(row["minimum"]) if row["minimum"] else None,
            unit=row["unit"],
            lead_days=row["lead_days"],
            stated_at=row["stated_at"],
            by_role=row["stated_by"],
        )
        for row in rows
    )
    return {}


def _gifts(reading: _Reading, rows: list[Row]) -> dict[str, Any]:
    return read_gifts(rows, reading.made["products"])


def _places(reading: _Reading, rows: list[Row]) -> dict[str, Any]:
    made = _stored(place_of(row, reading.province) for row in rows)
    _follow(Place, made, rows, "superseded_by")
    return made


def _showings(reading: _Reading, rows: list[Row]) -> dict[str, Any]:
    places, products = reading.made["places"], reading.made["products"]
    return _stored(showing_of(row, places[row["place"]], products[row["product"]]) for row in rows)


def _sales(reading: _Reading, rows: list[Row]) -> dict[str, Any]:
    return _stored(sale_of(row, reading.made["products"][row["product"]]) for row in rows)


def _stored(rows: Iterator[Any] | list[Any]) -> dict[str, Any]:
    """Write rows of one model in their order and return them by public id."""
    made = list(rows)
    if made:
        type(made[0]).objects.bulk_create(made, batch_size=500)
    return {row.public_id: row for row in made}


def _follow(model: Any, made: dict[str, Any], rows: list[Row], column: str) -> None:
    """Let rows point to others of their own table, now that all of them stand."""
    pointing = [row for row in rows if row[column]]
    for row in pointing:
        setattr(made[row["id"]], column, made[row[column]])
    model.objects.bulk_update([made[row["id"]] for row in pointing], [column], batch_size=500)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


_MAKERS = {
    "rounds": _rounds,
    "producers": _producers,
    "products": _products,
    "decisions": _decisions,
    "recognitions": _recognitions,
    "certificates": _certificates,
    "certificate_scopes": _scopes,
    "signing_keys": _keys,
    "proofs": _proofs,
    "photos": _photos,
    "packs": _packs,
    "supplies": _supplies,
    "gifts": _gifts,
    "places": _places,
    "showings": _showings,
    "channel_listings": _sales,
}
