"""Packs, prices and supply: stated by who keeps the product, told to everybody once it is recognised."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openocop.core.models import JournalEntry
from openocop.core.services.files import store_file
from openocop.core.verdict import NotPermitted
from openocop.offers.domain.amounts import Unit
from openocop.offers.domain.facts import PackFacts, SupplyFacts
from openocop.offers.models import Pack, PackPrice, Supply
from openocop.offers.selectors.offers import offers_of
from openocop.offers.services.packs import CannotOffer, add_pack, retire_pack, revise_pack
from openocop.offers.services.supply import state_supply
from openocop.registry.models import ProducerPaper, Product
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition, main_of
from tests.factories.registry import AT, ON, a_producer, a_product

JAR = PackFacts("Hũ 500 g", Decimal(500), Unit.GRAM, 185_000, is_gift=True, shelf_days=180)


@pytest.fixture
def product(cast: Cast) -> Product:
    return a_product(cast, a_producer(cast, member=cast.producer))


def _add(cast: Cast, product: Product, facts: PackFacts = JAR, client_id: UUID | None = None) -> Pack:
    return add_pack(product=product, facts=facts, client_id=client_id or uuid4(), by=cast.producer.post, at=AT)


def test_a_double_tap_makes_one_pack(cast: Cast, product: Product) -> None:
    client_id = uuid4()
    assert _add(cast, product, client_id=client_id) == _add(cast, product, client_id=client_id)
    assert Pack.objects.count() == PackPrice.objects.count() == 1
    assert product.producer is not None
    other = a_product(cast, product.producer, "Cá khô")
    with pytest.raises(CannotOffer, match="sản phẩm khác"):
        _add(cast, other, client_id=client_id)
    assert Pack.objects.count() == 1


def test_every_price_is_kept_and_what_did_not_change_leaves_no_trace(cast: Cast, product: Product) -> None:
    pack, by = _add(cast, product), cast.producer.post
    entries = JournalEntry.objects.count()
    revise_pack(pack=pack, facts=JAR, by=by, at=AT)
    assert (pack.prices.count(), JournalEntry.objects.count()) == (1, entries)
    dearer = PackFacts("Hũ 500 g", Decimal(500), Unit.GRAM, 199_000, is_gift=True, shelf_days=180)
    revise_pack(pack=pack, facts=dearer, by=by, at=AT + timedelta(days=30))
    assert [(one.amount, one.by_role) for one in pack.prices.all()] == [(199_000, "producer"), (185_000, "producer")]
    (shown,) = offers_of([product.pk], ON)[product.pk].packs
    assert (shown.price, shown.stated_at, shown.compared) == (
        199_000,
        AT + timedelta(days=30),
        (398_000, Unit.KILOGRAM),
    )
    last = JournalEntry.objects.get(verb="pack.revised")
    assert (last.facts["price"], last.facts["before"]) == (199_000, 185_000)


def test_a_bar_code_names_one_pack(cast: Cast, product: Product) -> None:
    coded = PackFacts("Hộp", Decimal(10), Unit.PIECE, None, bar_code="8934680022286")
    first = _add(cast, product, coded)
    with pytest.raises(CannotOffer) as told:
        _add(cast, product, coded)
    assert told.value.field == "bar_code"
    retire_pack(pack=first, by=cast.producer.post, at=AT)
    _add(cast, product, coded)
    with pytest.raises(CannotOffer):
        revise_pack(pack=first, facts=coded, by=cast.producer.post, at=AT)


def test_a_product_has_thirty_packs_at_most(cast: Cast, product: Product) -> None:
    for number in range(30):
        _add(cast, product, PackFacts(f"Gói {number}", Decimal(1), Unit.PIECE))
    with pytest.raises(CannotOffer, match="30"):
        _add(cast, product)


def test_only_who_keeps_the_product_states_what_is_offered(cast: Cast, product: Product) -> None:
    keepers = {"producer", "commune_officer", "provincial_officer"}
    for name, post in cast.posts().items():
        if name in keepers:
            add_pack(product=product, facts=JAR, client_id=uuid4(), by=post, at=AT)
            continue
        with pytest.raises(NotPermitted):
            add_pack(product=product, facts=JAR, client_id=uuid4(), by=post, at=AT)
        with pytest.raises(NotPermitted):
            state_supply(product=product, facts=SupplyFacts(lead_days=3), by=post, at=AT)
        with pytest.raises(NotPermitted):
            retire_pack(pack=Pack.objects.earliest("pk"), by=post, at=AT)
    assert Pack.objects.count() == 3


def test_an_order_no_month_can_fill_is_refused(cast: Cast, product: Product) -> None:
    facts = SupplyFacts(monthly=Decimal(200), minimum=Decimal(500))
    with pytest.raises(CannotOffer) as told:
        state_supply(product=product, facts=facts, by=cast.producer.post, at=AT)
    assert told.value.field == "minimum"
    assert not Supply.objects.exists()


def test_the_public_page_tells_packs_prices_season_and_papers_by_kind_only(cast: Cast) -> None:
    producer = a_producer(cast, member=cast.producer)
    product = a_recognition(cast, "Tôm khô", producer, decided_on=date(2026, 6, 1)).product
    address = f"/san-pham/{product.slug}-{product.public_id}/"
    assert "Quy cách và giá" not in main_of(Client().get(address))
    _add(cast, product)
    _add(cast, product, PackFacts("Thùng", Decimal(10), Unit.KILOGRAM))
    ProducerPaper.objects.create(
        province="ca-mau",
        producer=producer,
        kind="facility_conditions",
        title="Giấy số 9 bí mật",
        number="123/ATTP",
        file=store_file(province="ca-mau", name="giay.pdf", media_type="application/pdf", content=b"%PDF-1.7 giay"),
        client_id=uuid4(),
        kept_at=AT,
    )
    facts = SupplyFacts(months=(11, 12, 1), monthly=Decimal(300), minimum=Decimal(10), lead_days=5)
    state_supply(product=product, facts=facts, by=cast.producer.post, at=AT)
    page = main_of(Client().get(address))
    for words in ("Hũ 500 g", "185.000", "370.000", "đóng gói làm quà", "báo giá khi hỏi", "tháng 11 đến tháng 1"):
        assert words in page, words
    assert "chủ thể ghi ngày 24/11/2026" in page
    assert "Giấy tờ còn hiệu lực" not in page
    state_supply(
        product=product,
        facts=SupplyFacts(**{**_plain(facts), "tells_papers": True}),
        by=cast.producer.post,
        at=AT,
    )
    page = main_of(Client().get(address))
    assert "Giấy tờ còn hiệu lực" in page
    assert "bí mật" not in page
    assert "123/ATTP" not in page


def _plain(facts: SupplyFacts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in ("months", "monthly", "minimum", "unit", "lead_days")}


def test_many_products_are_read_in_four_queries(cast: Cast) -> None:
    producer = a_producer(cast, member=cast.producer)
    products = [a_product(cast, producer, name) for name in ("Tôm khô", "Cá khô", "Mắm cá")]
    for product in products:
        _add(cast, product)
        facts = SupplyFacts(lead_days=3, tells_papers=True)
        state_supply(product=product, facts=facts, by=cast.producer.post, at=AT)
    with CaptureQueriesContext(connection) as seen:
        found = offers_of([product.pk for product in products], ON)
    assert (len(found), len(seen)) == (3, 4)
