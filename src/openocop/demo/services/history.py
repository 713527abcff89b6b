"""The public history of the programme in Cà Mau: rounds as declared, products as itemised, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openocop.core.services.journal import SYSTEM, record
from openocop.demo.domain.practice import HISTORY, PROVINCE, PROVINCE_NAME, REPLAYED, Row, camau
from openocop.dossiers.models import Round
from openocop.geography.selectors.units import find_units
from openocop.recognition.services.records import SourcedRecognition, record_recognitions_from_source
from openocop.registry.domain.facts import ProducerFacts, ProductFacts
from openocop.registry.domain.kinds import COOPERATIVE, COOPERATIVE_GROUP, ENTERPRISE, ESTABLISHMENT, HOUSEHOLD
from openocop.registry.domain.places import UnitBasis
from openocop.registry.models import Product
from openocop.registry.services.batches import IncomingProduct, register_many

UNITS_ON = date(2022, 11, 30)
RELEASE = "1048-2019"
# Districts in the province on that day, of which the session's source counts some.
KINDS = {
    "hợp tác xã": COOPERATIVE,
    "tổ hợp tác": COOPERATIVE_GROUP,
    "doanh nghiệp": ENTERPRISE,
    "hộ kinh doanh": HOUSEHOLD,
    "cơ sở sản xuất": ESTABLISHMENT,
}
Key = tuple[str, str]  # product name, producer name


@dataclass(frozen=True, slots=True)
class History:
    """What was loaded: rounds by their code, and the products of the round that is replayed."""

    rounds: dict[str, Round]
    replayed: dict[Key, Product]


def load_history(*, at: datetime) -> History:
    """Register the producers and products of four rounds and record their recognitions from the sources."""
    rows = [row for row in camau("products") if row["session_id"] in HISTORY]
    products = _register(rows, at=at)
    rounds = {row["session_id"]: _round(row) for row in camau("sessions") if row["session_id"] in HISTORY}
    for code, round in rounds.items():
        of_round = [(row, product) for row, product in zip(rows, products, strict=True) if row["session_id"] == code]
        record_recognitions_from_source(
            province=PROVINCE,
            rows=[_recognition(row, product, round) for row, product in of_round],
            by=None,
            round=round,
        )
    replayed = {
        (row["product_name"], row["entity_name"]): product
        for row, product in zip(rows, products, strict=True)
        if row["session_id"] == REPLAYED
    }
    return History(rounds, replayed)


def _register(rows: list[Row], *, at: datetime) -> list[Product]:
    """Return a product for each row, in their order; a product is a name and its producer."""
    named = sorted({row["entity_name"] for row in rows if row["entity_name"]})
    entities = {row["entity_name"]: row for row in camau("entities")}
    place_of = {name: place for place, name in enumerate(named)}
    registered = register_many(
        province=PROVINCE,
        label="Lịch sử OCOP Cà Mau 2020–2022 theo các nguồn công khai",
        source="Danh sách công khai, nguồn ghi ở từng dòng",
        producers=[_producer(entities[name]) for name in named],
        products=[
            IncomingProduct(
                ProductFacts(name=row["product_name"], source_urls=_urls(row)), place_of.get(row["entity_name"])
            )
            for row in rows
        ],
        by=None,
        at=at,
    )
    return registered.products()


def _producer(row: Row) -> ProducerFacts:
    units = find_units(_district(row["district"]), on=UNITS_ON, within=PROVINCE_NAME) if row["district"] else []
    stated = row["district_basis"].startswith("nêu")
    if len(units) != 1:
        return ProducerFacts(
            name=row["entity_name"], kind=KINDS[row["kind"]], aliases=_aliases(row), source_urls=_urls(row)
        )
    return ProducerFacts(
        name=row["entity_name"],
        kind=KINDS[row["kind"]],
        unit_code=units[0].code,
        unit_on=UNITS_ON,
        unit_basis=UnitBasis.STATED if stated else UnitBasis.INFERRED,
        unit_basis_note=row["district_basis"],
        aliases=_aliases(row),
        source_urls=_urls(row),
    )


def _district(name: str) -> str:
    return name.replace("TP ", "thành phố ") if name.startswith("TP ") else f"huyện {name}"


def _round(row: Row) -> Round:
    """Record a round as its sources declare it; it was run elsewhere, so no calendar of ours stands on it."""
    round = Round.objects.create(
        province=PROVINCE,
        code=row["session_id"],
        name=row["round"][0].upper() + row["round"][1:] if row["round"][0].isalpha() else f"Năm {row['round']}",
        release=RELEASE,
        declared=_declared(row),
        note=row["note"],
        source_urls=list(_urls(row)),
    )
    facts = {"code": round.code, "declared": round.declared}
    record(province=PROVINCE, actor=SYSTEM, verb="round.recorded", subject=round, facts=facts)
    return round


def _declared(row: Row) -> dict[str, Any]:
    """Return the declared figures under the names that the pages of rounds know; what a source omits is left out."""
    numbers = {
        "products": row["products_recognised"],
        "producers": row["entities_recognised"],
        "units": row["district_units"],
        "submitted": row["products_submitted"],
        "cumulative_products": row["cumulative_products"],
        "cumulative_producers": row["cumulative_entities"],
    }
    declared: dict[str, Any] = {key: int(value) for key, value in numbers.items() if value}
    stars = {str(star): int(row[f"star{star}"]) for star in (3, 4, 5) if row[f"star{star}"]}
    texts = {"score_min": row["score_min"], "score_max": row["score_max"], "council_on": row["council_date"]}
    declared |= {key: value for key, value in texts.items() if value}
    return declared | ({"stars": stars} if stars else {})


def _recognition(row: Row, product: Product, round: Round) -> SourcedRecognition:
    council_on = round.declared.get("council_on")
    return SourcedRecognition(
        product=product,
        council_on=date.fromisoformat(council_on) if council_on else None,
        star=int(row["star"]) if row["star"] else None,
        score=row["score"],
        source_urls=_urls(row),
        note=row["note"],
    )


def _aliases(row: Row) -> tuple[str, ...]:
    return tuple(alias.strip() for alias in row["aliases"].split(";") if alias.strip())


def _urls(row: Row) -> tuple[str, ...]:
    return tuple(url.strip() for url in row["source_url"].split("|") if url.strip())
