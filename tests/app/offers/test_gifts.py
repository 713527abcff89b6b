"""For what a product suits as a gift: said by who keeps it, told to everybody, counted among the facets."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client

from openocop.core.models import JournalEntry
from openocop.core.verdict import NotPermitted
from openocop.offers.domain.amounts import Unit
from openocop.offers.domain.facts import PackFacts
from openocop.offers.domain.gifts import GiftFacts, Occasion
from openocop.offers.models import GiftUse
from openocop.offers.services.gifts import state_gift_use
from openocop.offers.services.packs import add_pack, retire_pack
from openocop.registry.models import Product
from openocop.registry.services.producers import revise_producer
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition, main_of
from tests.factories.registry import AT, a_producer, producer_facts

TET = GiftFacts((Occasion.TET, Occasion.VISIT), wraps=True, ready_days=3)


@pytest.fixture
def product(cast: Cast) -> Product:
    producer = a_producer(cast, member=cast.producer)
    return a_recognition(cast, "Tôm khô", producer, decided_on=date(2026, 6, 1)).product


def _say(cast: Cast, product: Product, facts: GiftFacts = TET) -> GiftUse | None:
    return state_gift_use(product=product, facts=facts, by=cast.producer.post, at=AT)


def _facet(name: str, value: str) -> str:
    page = Client().get("/san-pham/").content.decode()
    found = re.search(rf'name="{name}" value="{value}"[^>]*><span>[^<]*</span> <span class="ct">(\d+)<', page)
    return found[1] if found else ""


def test_only_who_keeps_the_product_says_so(cast: Cast, product: Product) -> None:
    keepers = {"producer", "commune_officer", "provincial_officer"}
    for name, post in cast.posts().items():
        if name in keepers:
            state_gift_use(product=product, facts=TET, by=post, at=AT)
            continue
        with pytest.raises(NotPermitted):
            state_gift_use(product=product, facts=GiftFacts(), by=post, at=AT)
    assert GiftUse.objects.get().occasions == ["tet", "visit"]


def test_what_did_not_change_leaves_no_trace(cast: Cast, product: Product) -> None:
    _say(cast, product)
    entries = JournalEntry.objects.count()
    _say(cast, product)
    assert JournalEntry.objects.count() == entries
    _say(cast, product, GiftFacts())
    last = JournalEntry.objects.filter(verb="gift.stated").latest("pk")
    assert last.facts == {"occasions": [], "wraps": False, "personalised": False, "ready_days": None}
    assert _say(cast, product, GiftFacts()) is not None


def test_nothing_more_is_said_of_what_is_no_gift() -> None:
    with pytest.raises(ValueError, match="no occasion"):
        GiftFacts(wraps=True)


def test_the_public_page_says_who_said_so(cast: Cast, product: Product) -> None:
    address = f"/san-pham/{product.slug}-{product.public_id}/"
    assert "Làm quà tặng" not in main_of(Client().get(address))
    _say(cast, product)
    page = main_of(Client().get(address))
    assert "Hợp vào dịp Tết Nguyên đán; Thăm hỏi, quà chuyến đi" in page
    assert "Hộp hoặc túi quà có, khi khách yêu cầu" in page
    assert "Số ngày chuẩn bị quà 3 ngày" in page
    assert "chủ thể ghi ngày 24/11/2026" in page
    state_gift_use(product=product, facts=GiftFacts((Occasion.TET,)), by=cast.provincial_officer.post, at=AT)
    assert "cán bộ nhập ngày 24/11/2026" in main_of(Client().get(address))


def test_the_facet_counts_occasions_and_packs_that_are_gifts(cast: Cast, product: Product) -> None:
    other = a_recognition(cast, "Cá khô", product.producer, decided_on=date(2026, 6, 1)).product
    assert _facet("qua", "gift") == "", "no facet while nobody says anything"
    _say(cast, product)
    assert [_facet("qua", one) for one in ("gift", "tet", "visit", "wedding")] == ["1", "1", "1", "0"]
    box = PackFacts("Hộp quà 1 kg", Decimal(1), Unit.KILOGRAM, is_gift=True)
    pack = add_pack(product=other, facts=box, client_id=uuid4(), by=cast.producer.post, at=AT)
    assert [_facet("qua", one) for one in ("gift", "tet")] == ["2", "1"]
    page = main_of(Client().get("/san-pham/", {"qua": "tet"}))
    assert ("Tôm khô" in page, "Cá khô" in page) == (True, False)
    retire_pack(pack=pack, by=cast.producer.post, at=AT)
    _say(cast, product, GiftFacts())
    assert _facet("qua", "gift") == ""


def test_the_facet_of_kinds_follows_the_register(cast: Cast, product: Product) -> None:
    a_recognition(cast, "Cá khô", None, decided_on=date(2026, 6, 1))
    assert [_facet("loai", one) for one in ("cooperative", "chua-ro")] == ["1", "1"]
    assert product.producer is not None
    facts = producer_facts(kind="small_medium_enterprise")
    revise_producer(producer=product.producer, facts=facts, by=cast.provincial_officer.post, at=AT)
    assert [_facet("loai", one) for one in ("cooperative", "small_medium_enterprise")] == ["", "1"]
    found = main_of(Client().get("/san-pham/", {"loai": "small_medium_enterprise"}))
    assert ("Tôm khô" in found, "Cá khô" in found) == (True, False)


@pytest.mark.parametrize("typed", ["x", "' OR 1=1", "gift\x00"])
def test_what_is_no_occasion_or_kind_narrows_nothing(cast: Cast, product: Product, typed: str) -> None:
    assert "Tôm khô" in main_of(Client().get("/san-pham/", {"qua": typed, "loai": typed}))
