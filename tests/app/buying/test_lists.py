"""The list for buyers: in force and on offer only, alike as page, spreadsheet and paper."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from openocop.buying.views.lists import as_pdf
from openocop.buying.views.sheet import HEADS
from openocop.offers.domain.amounts import Unit
from openocop.offers.domain.facts import PackFacts, SupplyFacts
from openocop.offers.services.packs import add_pack
from openocop.offers.services.supply import state_supply
from openocop.recognition.models import Recognition
from openocop.registry.models import Producer
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition, main_of
from tests.factories.registry import AT, a_producer

BEGUN = date(2026, 6, 1)


def _on_offer(cast: Cast, name: str, producer: Producer, *months: int, **changes: Any) -> Recognition:
    row: Recognition = a_recognition(cast, name, producer, **{"decided_on": BEGUN, **changes})
    by = cast.provincial_officer.post
    jar = PackFacts("Hũ", Decimal(500), Unit.GRAM, 185_000, bar_code="")
    add_pack(product=row.product, facts=jar, client_id=uuid4(), by=by, at=AT)
    facts = SupplyFacts(months=months, monthly=Decimal(1200), lead_days=5)
    state_supply(product=row.product, facts=facts, by=by, at=AT)
    return row


@pytest.fixture
def producer(cast: Cast) -> Producer:
    return a_producer(cast)


def test_only_what_holds_and_is_on_offer_stands_in_the_list(cast: Cast, producer: Producer) -> None:
    _on_offer(cast, "Tôm khô", producer)
    _on_offer(cast, "Mắm cá", producer, decided_on=date(2022, 1, 10))  # ended
    _on_offer(cast, "Cá khô", producer, decided_on=None, council_on=date(2026, 5, 1))  # term unknown
    a_recognition(cast, "Muối ớt", producer, decided_on=BEGUN)  # no offer
    page = main_of(Client().get("/mua-hang/"))
    for words in ("Tôm khô", "Hũ (500 g): 185.000", "1.200 kg mỗi tháng", "giao trong 5 ngày", "đến hết 01/06/2029"):
        assert words in page, words
    for name in ("Mắm cá", "Cá khô", "Muối ớt"):
        assert name not in page


def test_a_month_leaves_out_what_is_out_of_season(cast: Cast, producer: Producer) -> None:
    _on_offer(cast, "Tôm khô", producer, 11, 12, 1)
    _on_offer(cast, "Cá khô", producer, 5)
    _on_offer(cast, "Mắm cá", producer)
    page = main_of(Client().get("/mua-hang/?thang=12"))
    assert ("Tôm khô" in page, "Cá khô" in page, "Mắm cá" in page) == (True, False, True)
    assert "Cá khô" in main_of(Client().get("/mua-hang/?q=ca+kho"))
    assert "Không có sản phẩm nào đang chào bán hợp" in main_of(Client().get("/mua-hang/?sao=5"))


def test_an_empty_list_says_how_it_fills(cast: Cast) -> None:
    assert "Chưa chủ thể nào ghi chào bán" in main_of(Client().get("/mua-hang/"))


@pytest.mark.parametrize("query", ["thang=13", "thang=٣", "sao=9", "nganh=X", "trang=999", "q=" + "x" * 5000, "q=%00"])
def test_an_address_that_makes_no_sense_narrows_nothing_and_breaks_nothing(
    cast: Cast, producer: Producer, query: str
) -> None:
    _on_offer(cast, "Tôm khô", producer)
    assert Client().get(f"/mua-hang/?{query}").status_code == 200
    assert Client().get(f"/mua-hang/danh-muc.xlsx?{query}").status_code == 200


def test_the_spreadsheet_has_a_line_for_each_pack_and_no_formula(cast: Cast, producer: Producer) -> None:
    row = _on_offer(cast, "=1+1 Tôm khô", producer, 11, 12)
    big = PackFacts("Thùng", Decimal(10), Unit.KILOGRAM, bar_code="8934680022286")
    add_pack(product=row.product, facts=big, client_id=uuid4(), by=cast.provincial_officer.post, at=AT)
    answer = Client().get("/mua-hang/danh-muc.xlsx")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content))).get_sheet_by_index(0)
    heads, *lines = sheet.to_python()
    assert tuple(heads) == HEADS
    told = [dict(zip(heads, line, strict=True)) for line in lines]
    assert [(one["Quy cách"], one["Định lượng"], one["Giá (đồng, đã có thuế)"]) for one in told] == [
        ("Thùng", 10.0, ""),
        ("Hũ", 500.0, 185_000.0),
    ]
    assert told[0]["Sản phẩm"] == "'=1+1 Tôm khô"
    assert told[0]["Mã vạch"] == "8934680022286"
    assert (told[0]["Mùa vụ"], told[0]["Mỗi tháng"]) == ("tháng 11 đến tháng 12", 1200.0)


def test_the_paper_prints_what_the_page_shows_and_marks_what_is_invented(cast: Cast, producer: Producer) -> None:
    _on_offer(cast, "Tôm khô", producer)
    _on_offer(cast, "Kẹo mẫu", producer, is_illustrative=True)
    answer = Client().get("/mua-hang/danh-muc.pdf?thang=3")
    words = " ".join(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())
    at = "10 giờ 00, ngày 24/11/2026"
    for said in ("Danh mục sản phẩm OCOP", "có hàng vào tháng 3", "Tôm khô", "185.000", "minh hoạ", at):
        assert said in words, said
    assert answer["Content-Disposition"] == 'attachment; filename="ocop-danh-muc-mua-20261124.pdf"'


def test_too_many_for_a_paper_are_to_be_narrowed_first(
    cast: Cast, producer: Producer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{as_pdf.__module__}.MOST_PRINTED", 1)
    _on_offer(cast, "Tôm khô", producer)
    _on_offer(cast, "Cá khô", producer)
    assert Client().get("/mua-hang/danh-muc.pdf?thang=3")["Location"] == "/mua-hang/?thang=3"
    assert "hãy lọc bớt" in main_of(Client().get("/mua-hang/"))
    assert Client().get("/mua-hang/danh-muc.pdf?q=tom")["Content-Type"] == "application/pdf"


def test_three_products_cost_as_many_queries_as_one(cast: Cast, producer: Producer) -> None:
    def asked() -> int:
        Client().get("/mua-hang/")  # the catalogue's index is read once after a write
        with CaptureQueriesContext(connection) as seen:
            assert Client().get("/mua-hang/").status_code == 200
        return len(seen)

    _on_offer(cast, "Tôm khô", producer)
    of_one = asked()
    _on_offer(cast, "Cá khô", producer)
    _on_offer(cast, "Mắm cá", producer)
    assert asked() == of_one


def test_only_reading_is_answered_and_everybody_reads_the_same(cast: Cast, producer: Producer) -> None:
    _on_offer(cast, "Tôm khô", producer)
    shown = main_of(Client().get("/mua-hang/"))
    for path in ("/mua-hang/", "/mua-hang/danh-muc.xlsx", "/mua-hang/danh-muc.pdf"):
        assert Client().post(path).status_code == 405
    for name in cast.posts():
        client = Client()
        client.force_login(getattr(cast, name).user)
        assert main_of(client.get("/mua-hang/")) == shown, name
