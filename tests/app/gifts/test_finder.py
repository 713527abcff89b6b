"""The gift finder: a wish in the address, sets with reasons, open questions, or the condition to loosen."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openocop.offers.domain.amounts import Unit
from openocop.offers.domain.facts import PackFacts, SupplyFacts
from openocop.offers.domain.gifts import GiftFacts, Occasion
from openocop.offers.services.gifts import state_gift_use
from openocop.offers.services.packs import add_pack
from openocop.offers.services.supply import state_supply
from openocop.registry.models import Producer, Product
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition, main_of
from tests.factories.registry import AT, a_producer

WISH = {"dip": "tet", "tien": "300.000", "so": "10", "mon": "2", "co-so": "2", "ngay": "10/01/2027"}


def _gift(cast: Cast, name: str, producer: Producer | None, price: int | None, **facts: Any) -> Product:
    decided_on = facts.pop("decided_on", date(2026, 6, 1))
    product: Product = a_recognition(cast, name, producer, decided_on=decided_on).product
    by = cast.provincial_officer.post
    jar = PackFacts("Hũ", Decimal(500), Unit.GRAM, price, is_gift=True)
    add_pack(product=product, facts=jar, client_id=uuid4(), by=by, at=AT)
    use = GiftFacts(facts.pop("occasions", (Occasion.TET,)), ready_days=2)
    state_gift_use(product=product, facts=use, by=by, at=AT)
    if facts:
        state_supply(product=product, facts=SupplyFacts(**facts), by=by, at=AT)
    return product


@pytest.fixture
def shelf(cast: Cast) -> list[Product]:
    one, two = a_producer(cast), a_producer(cast, "HTX Hai")
    return [
        _gift(cast, "Tôm khô", one, 180_000, months=(1, 2), monthly=Decimal(20), lead_days=3),
        _gift(cast, "Trà mãng cầu", two, 90_000),
        _gift(cast, "Mắm cá", two, 250_000, occasions=(Occasion.VISIT,), lead_days=3),
    ]


def _asked(**wish: Any) -> str:
    return main_of(Client().get("/qua-tang/", WISH | wish))


def test_a_set_says_why_each_product_is_in_it_and_what_is_not_known(shelf: list[Product]) -> None:
    page = _asked()
    for words in (
        "Gợi ý 1: 270.000",
        "10 phần: 2.700.000",
        "Tôm khô",
        "Hũ: 180.000 đ – giá do cơ quan ghi ngày 24/11/2026",
        "Cơ sở cho biết hợp dịp: Tết Nguyên đán",
        "Tháng 1 có hàng",
        "Chuẩn bị và giao trong 5 ngày",
        "Cơ sở cho biết mỗi tháng có 40 gói như vậy",
        "Trà mãng cầu",
        "Cơ sở chưa cho biết cần mấy ngày: nên hỏi.",
        "Không ai trả tiền để được đứng trước.",
        "Chọn trong 3 sản phẩm",
    ):
        assert words in page.replace("\xa0", " "), words
    assert "Mắm cá" not in page
    raw = Client().get("/qua-tang/", WISH).content.decode()
    codes = f"{shelf[0].public_id},{shelf[1].public_id}"
    assert f"/danh-sach/?ma={codes}" in raw


def test_only_what_holds_and_has_price_and_producer_is_proposed(cast: Cast, shelf: list[Product]) -> None:
    maker = a_producer(cast, "HTX Ba")
    _gift(cast, "Cá khô", maker, 90_000, decided_on=date(2022, 1, 10))  # ended
    _gift(cast, "Muối ớt", maker, None)  # told on request
    _gift(cast, "Kẹo dừa", None, 90_000)  # nobody to ask
    page = _asked(**{"mon": "1", "co-so": "1"})
    for name in ("Cá khô", "Muối ớt", "Kẹo dừa"):
        assert name not in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"tien": "200.000"}, "Nâng số tiền một phần quà lên 270.000"),
        ({"mon": "3"}, "Lấy 2 món trong một phần."),
        ({"tranh": "seafood"}, "Bớt những thứ không lấy."),
        ({"ngay": "20/06/2027"}, "Chọn ngày muộn hơn, hoặc để trống rồi hỏi cơ sở."),
        ({"so": "41"}, "Bớt số phần quà: có món không đủ hàng."),
        ({"dip": "wedding", "tien": "500.000"}, "Chọn “Mọi dịp”"),
    ],
)
def test_where_no_set_fits_the_condition_to_loosen_is_named(
    shelf: list[Product], changed: dict[str, str], words: str
) -> None:
    page = _asked(**changed).replace("\xa0", " ")
    assert "Chưa ghép được phần quà nào" in page
    assert words in page


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("tien", "", "Ghi số tiền cho một phần quà"),
        ("tien", "45,5", "“45,5” có phần lẻ của đồng"),
        ("so", "0", "Ghi một số từ 1 đến 10000."),
        ("mon", "9", "Ghi một số từ 1 đến 5."),
        ("mon", "hai", "Ghi một số từ 1 đến 5."),
        ("co-so", "4", "2 món không thể của 4 cơ sở"),
        ("ngay", "1/1/2020", "Chọn một ngày từ hôm nay trở đi"),
        ("ngay", "mai", "ngày/tháng/năm"),
        ("dip", "sinh-nhat", "sinh-nhat"),
        ("tranh", "x\x00", ""),
    ],
)
def test_a_wish_that_cannot_stand_is_told_at_its_field_and_kept(
    shelf: list[Product], field: str, typed: str, words: str
) -> None:
    answer = Client().get("/qua-tang/", WISH | {"dia-chi": "Xã <Đầm Dơi>", field: typed})
    assert answer.status_code == 422
    assert words in main_of(answer)
    assert 'value="Xã &lt;Đầm Dơi&gt;"' in answer.content.decode()


def test_nobody_has_said_anything_yet(cast: Cast) -> None:
    assert "Chưa cơ sở nào cho biết sản phẩm hợp làm quà" in _asked()
    first = Client().get("/qua-tang/")
    assert first.status_code == 200
    assert re.search(r'name="tien" value="300.000"', first.content.decode())


def test_the_page_stands_in_english(shelf: list[Product]) -> None:
    page = main_of(Client().get("/en/qua-tang/", WISH))
    assert "Set 1: " in page
    assert "Nobody can pay for a place" in page


def test_three_products_and_six_are_asked_for_alike(cast: Cast, shelf: list[Product]) -> None:
    def queries() -> int:
        Client().get("/qua-tang/", WISH)
        with CaptureQueriesContext(connection) as seen:
            Client().get("/qua-tang/", WISH)
        return len(seen)

    of_three = queries()
    for name in ("Cá khô", "Muối ớt", "Kẹo dừa"):
        _gift(cast, name, a_producer(cast, f"HTX {name}"), 90_000)
    assert queries() == of_three
