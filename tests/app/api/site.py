"""A small public site with something of every kind, and beside it what is nobody's business."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.test import Client

from openocop.offers.domain.amounts import Unit
from openocop.offers.domain.facts import PackFacts, SupplyFacts
from openocop.offers.services.packs import add_pack, revise_pack
from openocop.offers.services.supply import state_supply
from openocop.places.domain.facts import PlaceFacts
from openocop.places.domain.kinds import Kind
from openocop.places.models import Place
from openocop.places.services.keeping import register_place, show_product
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.models import Certificate, Recognition
from openocop.recognition.services.records import withdraw_recognition
from openocop.registry.models import Product
from openocop.transparency.services.publishing import publish_all
from tests.factories.actors import DAM_DOI, Cast
from tests.factories.catalogue import a_declared_round, a_recognition
from tests.factories.registry import AT, ON, a_producer, a_product

CODE = "96-32152-01-2026"
HIDDEN = "Sản phẩm kín"


@dataclass(frozen=True, slots=True)
class Site:
    sold: Recognition
    withdrawn: Recognition
    certificate: Certificate
    hidden: Product
    place: Place


def a_site(cast: Cast) -> Site:
    """Three products: one in force with packs, supply, certificate and a place; one of 2022; one withdrawn. Another
    product is registered only, with a pack, a showing and a producer that has nothing else."""
    producer, by = a_producer(cast, aliases=("HTX CB",)), cast.provincial_officer.post
    round = a_declared_round(declared={"products": 3, "council_on": "2022-11-30"})
    sold = a_recognition(cast, "Tôm khô", producer, decided_on=date(2026, 6, 1), star=4)
    a_recognition(cast, "Mắm cá", None, round=round, score="62")
    gone = a_recognition(cast, "Muối ớt", producer, decided_on=date(2025, 6, 1))
    withdraw_recognition(
        recognition=gone,
        ground=WithdrawalGround.FALSE_DOSSIER,
        decision_no="9/QĐ-UBND",
        decided_on=date(2026, 11, 1),
        by=cast.leader.post,
    )
    jar = PackFacts("Hũ", Decimal("0.5"), Unit.KILOGRAM, 450_000)
    pack = add_pack(product=sold.product, facts=jar, client_id=uuid4(), by=by, at=AT)
    revise_pack(pack=pack, facts=PackFacts("Hũ", Decimal("0.5"), Unit.KILOGRAM, 490_000), by=by, at=AT)
    state_supply(product=sold.product, facts=SupplyFacts(months=(11, 12), monthly=Decimal(300)), by=by, at=AT)
    certificate = Certificate.objects.create(
        province="ca-mau",
        recognition=sold,
        number="MH-002/2026/GCN-OCOP",
        product_code=CODE,
        issued_on=date(2026, 6, 1),
        valid_until=date(2029, 6, 2),
        is_illustrative=True,
    )
    place = register_place(
        facts=PlaceFacts(Kind.SALES_POINT, "Cửa hàng OCOP", DAM_DOI, "Số 1, chợ Đầm Dơi"),
        client_id=uuid4(),
        by=by,
        at=AT,
    )
    show_product(place=place, product=sold.product, from_on=ON, until_on=None, by=by, at=AT)
    hidden = a_product(cast, a_producer(cast, "HTX kín"), HIDDEN)
    add_pack(
        product=hidden, facts=PackFacts("Gói kín", Decimal(1), Unit.KILOGRAM, 1_000), client_id=uuid4(), by=by, at=AT
    )
    publish_all()
    return Site(sold, gone, certificate, hidden, place)


def get(path: str, **headers: str) -> Any:
    """Ask the interface and return the answer with its parsed body as `.data`."""
    answer: Any = Client().get(f"/api/v1/{path}", headers=headers)
    readable = "json" in answer.headers.get("Content-Type", "") and "Content-Encoding" not in answer.headers
    answer.data = answer.json() if answer.content and readable else None
    return answer
