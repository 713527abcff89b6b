"""Saved lists: carried by their address, telling of every product what the public site tells."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from openocop.offers.domain.amounts import Unit
from openocop.offers.domain.facts import PackFacts
from openocop.offers.services.packs import add_pack
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.models import Recognition
from openocop.recognition.services.records import withdraw_recognition
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition, main_of
from tests.factories.registry import AT, a_producer, a_product

BEGUN = date(2026, 6, 1)


@pytest.fixture
def shrimp(cast: Cast) -> Recognition:
    row = a_recognition(cast, "Tôm khô", a_producer(cast), star=4, decided_on=BEGUN)
    jar = PackFacts("Hũ", Decimal(500), Unit.GRAM, 185_000)
    add_pack(product=row.product, facts=jar, client_id=uuid4(), by=cast.provincial_officer.post, at=AT)
    return row


@pytest.fixture
def gone(cast: Cast, shrimp: Recognition) -> Recognition:
    row = a_recognition(cast, "Muối ớt", shrimp.product.producer, decided_on=BEGUN)
    withdraw_recognition(
        recognition=row,
        ground=WithdrawalGround.FALSE_DOSSIER,
        decision_no="9/QĐ-UBND",
        decided_on=date(2026, 11, 1),
        by=cast.leader.post,
    )
    return row


def _list(*codes: str, **more: str) -> str:
    return main_of(Client().get("/danh-sach/", {"ma": ",".join(codes), **more}))


def test_a_list_shows_its_products_in_its_order(cast: Cast, shrimp: Recognition) -> None:
    fish = a_recognition(cast, "Cá khô", None, decided_on=BEGUN)
    page = _list(fish.product.public_id, shrimp.product.public_id)
    assert page.index("Cá khô") < page.index("Tôm khô")
    for words in ("Hũ (500 g): 185.000", "chưa ghi", "4 sao"):
        assert words in page, words
    raw = Client().get("/danh-sach/", {"ma": shrimp.product.public_id}).content.decode()
    assert f"http://localhost:8000/danh-sach/?ma={shrimp.product.public_id}" in raw or "/danh-sach/?ma=" in raw
    assert "noindex" in raw


def test_a_withdrawn_product_stays_and_says_so(gone: Recognition, shrimp: Recognition) -> None:
    page = _list(shrimp.product.public_id, gone.product.public_id)
    assert "Muối ớt" in page
    assert "Bị thu hồi ngày 01/11/2026" in page
    assert "Không còn được dùng hạng sao này" in page


def test_a_product_that_is_not_public_is_as_unknown_as_any_code(cast: Cast, shrimp: Recognition) -> None:
    hidden = a_product(cast, shrimp.product.producer, "Mắm bí mật")
    page = _list(hidden.public_id, "222222222222")
    assert "bí mật" not in page
    assert f"2 mã không có trong danh mục công khai: {hidden.public_id}, 222222222222" in page
    assert "Chưa lưu sản phẩm nào" in page


def test_odd_words_and_too_many_codes_are_told(shrimp: Recognition) -> None:
    many = [f"{number:012d}" for number in range(70)]
    page = _list(shrimp.product.public_id, *many, "<script>x")
    assert "Một danh sách chứa tối đa 60 sản phẩm: 11 mã còn lại trong địa chỉ đã bị bỏ ra." in page
    assert "Không phải mã sản phẩm nên đã bỏ ra: “<script>x”" in page


def test_products_are_added_and_taken_off_without_a_script(cast: Cast, shrimp: Recognition) -> None:
    fish = a_recognition(cast, "Cá khô", None, decided_on=BEGUN)
    raw = Client().get("/danh-sach/", {"ma": shrimp.product.public_id, "tim": "ca kho"}).content.decode()
    both = f"/danh-sach/?ma={shrimp.product.public_id},{fish.product.public_id}"
    assert both in raw
    raw = Client().get(both).content.decode()
    assert f'href="/danh-sach/?ma={fish.product.public_id}"' in raw
    assert "Không có sản phẩm nào khác khớp" in _list(shrimp.product.public_id, tim="tom kho")


def test_the_list_goes_along_as_sheet_and_as_paper(gone: Recognition, shrimp: Recognition) -> None:
    codes = {"ma": f"{gone.product.public_id},{shrimp.product.public_id}"}
    answer = Client().get("/danh-sach/danh-sach.xlsx", codes)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.getvalue())).get_sheet_by_index(0).to_python()
    assert [(row[0], row[-1]) for row in rows[1:]] == [
        ("Muối ớt", "3 sao, Bị thu hồi ngày 01/11/2026"),
        ("Tôm khô", "4 sao, đến hết 01/06/2029"),
    ]
    paper = PdfReader(io.BytesIO(Client().get("/danh-sach/danh-sach.pdf", codes).content)).pages[0].extract_text()
    assert "Sản phẩm đã lưu" in paper
    assert "Bị thu hồi" in paper


def test_every_card_and_product_page_has_its_control(shrimp: Recognition) -> None:
    code = shrimp.product.public_id
    for path in ("/", "/san-pham/", f"/san-pham/tom-kho-{code}/"):
        page = Client().get(path).content.decode()
        assert re.search(rf'<a class="save"[^>]*data-save="{code}" href="/danh-sach/\?ma={code}">Lưu<', page), path
    english = Client().get("/en/san-pham/").content.decode()
    assert f'href="/en/danh-sach/?ma={code}">Save<' in english


def test_a_list_of_three_asks_no_more_than_a_list_of_one(cast: Cast, shrimp: Recognition) -> None:
    others = [a_recognition(cast, name, None, decided_on=BEGUN).product.public_id for name in ("Cá khô", "Mắm cá")]
    asked = []
    for codes in ([shrimp.product.public_id], [shrimp.product.public_id, *others]):
        Client().get("/danh-sach/", {"ma": codes})
        with CaptureQueriesContext(connection) as seen:
            Client().get("/danh-sach/", {"ma": codes})
        asked.append(len(seen))
    assert asked[0] == asked[1]
