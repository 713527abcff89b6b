"""The pages of enquiries before buyers, producers and the whole cast."""

from __future__ import annotations

import re
import time
from typing import Any
from uuid import uuid4

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openocop.enquiries import received_urls, urls
from openocop.enquiries.models import Enquiry, EnquiryPart
from openocop.enquiries.services.answering import ask_for_help
from openocop.enquiries.views import public
from openocop.registry.models import Product
from tests.factories.actors import Cast, Person
from tests.factories.catalogue import main_of
from tests.factories.enquiries import an_enquiry, sold_product
from tests.factories.registry import AT, a_producer

# One status a person, in the order of the cast: producer, rival producer, commune officer, other commune officer,
# provincial officer, adviser, council member, secretary, chair, leader, inspector, ministry, administrator.
PAGES = {
    "list": ("/hoi-mua/nhan/", "200 200 200 200 200 403 403 403 403 403 403 403 403"),
    "note": ("/hoi-mua/nhan/ghi/", "200 200 403 403 403 403 403 403 403 403 403 403 403"),
    "counts": ("/hoi-mua/nhan/so-luong/", "403 403 403 403 200 403 403 403 403 200 403 403 403"),
    "part": ("/hoi-mua/nhan/{part}/", "200 404 404 404 404 403 403 403 403 403 403 403 403"),
    "help": ("/hoi-mua/nhan/{part}/nho-giup/", "405 405 405 405 405 405 405 405 405 405 405 405 405"),
}
HELPED = "200 404 200 404 200 403 403 403 403 403 403 403 403"


@pytest.fixture
def shrimp(cast: Cast) -> Product:
    return sold_product(cast, "Tôm khô", a_producer(cast, member=cast.producer))


@pytest.fixture
def tea(cast: Cast, shrimp: Product) -> Product:
    return sold_product(cast, "Trà mãng cầu", a_producer(cast, "HTX Hai", member=cast.rival_producer))


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _sent(*products: Product, **changes: Any) -> dict[str, Any]:
    lines = {f"so-{one.public_id}": "12" for one in products} | {f"goi-{one.public_id}": "" for one in products}
    opened = signing.dumps(int(time.time()) - 60, salt="enquiries.opened")
    return {
        "client_id": uuid4(),
        "opened": opened,
        "contact_name": "Chị Khách Thử",
        "phone": "0900 000 000",
        "email": "",
        "needed_on": "20/12/2026",
        "place": "Xã Thử",
        "message": "Cần hóa đơn",
        "consent": "on",
        **lines,
        **changes,
    }


def _ask(*products: Product) -> str:
    return f"/hoi-mua/?ma={','.join(one.public_id for one in products)}"


def test_every_page_before_the_whole_cast(cast: Cast, shrimp: Product) -> None:
    part = an_enquiry(shrimp).parts.get()
    assert {pattern.name for pattern in received_urls.urlpatterns} == set(PAGES)
    assert {pattern.name for pattern in urls.urlpatterns} == {"ask", "receipt", "withdraw"}
    for name, (path, expected) in PAGES.items():
        address = path.format(part=part.public_id)
        assert Client().get(address).status_code in {302, 405}, name
        seen = " ".join(str(_client(getattr(cast, who)).get(address).status_code) for who in cast.posts())
        assert seen == expected, name
    ask_for_help(part=part, by=cast.producer.post, at=AT)
    address = f"/hoi-mua/nhan/{part.public_id}/"
    seen = " ".join(str(_client(getattr(cast, who)).get(address).status_code) for who in cast.posts())
    assert seen == HELPED


def test_another_producer_cannot_see_count_or_tell_that_there_is_one(cast: Cast, shrimp: Product, tea: Product) -> None:
    """Every byte the rival reads, and every query asked for it, is the same before and after."""

    def all_read() -> tuple[list[str], list[int]]:
        client, bodies, asked = _client(cast.rival_producer), [], []
        for address in ("/hoi-mua/nhan/", "/hoi-mua/nhan/?trang-thai=waiting", "/ho-so/viec-can-lam/"):
            with CaptureQueriesContext(connection) as seen:
                answer = client.get(address)
            bodies.append(re.sub(r'"[A-Za-z0-9]{64}"', "", answer.content.decode()))
            asked.append(len(seen))
        return bodies, asked

    all_read()
    before = all_read()
    part = an_enquiry(shrimp).parts.get()
    assert all_read() == before
    client = _client(cast.rival_producer)
    theirs, none = client.get(f"/hoi-mua/nhan/{part.public_id}/"), client.get("/hoi-mua/nhan/222222222222/")
    assert (theirs.status_code, none.status_code) == (404, 404)
    body = theirs.content.decode().replace(part.public_id, "222222222222")
    tokens = re.compile(r'"[A-Za-z0-9]{64}"')
    assert tokens.sub("", body) == tokens.sub("", none.content.decode())


def test_a_part_tells_only_of_itself(cast: Cast, shrimp: Product, tea: Product) -> None:
    enquiry = an_enquiry(shrimp, tea)
    mine = enquiry.parts.get(producer=shrimp.producer)
    page = main_of(_client(cast.producer).get(f"/hoi-mua/nhan/{mine.public_id}/"))
    for words in ("Tôm khô", "Chị Khách Thử", "0900 000 000", "Cần hóa đơn", "khách thấy giá 185.000"):
        assert words in page.replace("\xa0", " "), words
    for words in ("Trà mãng cầu", "HTX Hai", enquiry.receipt_key):
        assert words not in _client(cast.producer).get(f"/hoi-mua/nhan/{mine.public_id}/").content.decode()


def test_the_office_reads_numbers_and_what_it_is_asked_to_help_with(cast: Cast, shrimp: Product) -> None:
    part = an_enquiry(shrimp).parts.get()
    officer = _client(cast.provincial_officer)
    counts = main_of(officer.get("/hoi-mua/nhan/so-luong/"))
    assert "HTX Cái Bát 1 1 0 0 0 0 0" in counts
    assert "Khách Thử" not in counts
    assert "Tôm khô" not in main_of(officer.get("/hoi-mua/nhan/"))
    assert _client(cast.producer).post(f"/hoi-mua/nhan/{part.public_id}/nho-giup/").status_code == 302
    assert "Tôm khô" in main_of(officer.get("/hoi-mua/nhan/"))
    shown = main_of(officer.get(f"/hoi-mua/nhan/{part.public_id}/"))
    assert "Chỉ cơ sở trả lời khách" in shown
    assert "Chị Khách Thử" in shown
    refused = officer.post(f"/hoi-mua/nhan/{part.public_id}/", {"answer": "can", "version": "0"})
    assert refused.status_code == 403


def test_an_enquiry_goes_there_and_back(cast: Cast, shrimp: Product, tea: Product) -> None:
    buyer = Client()
    form = buyer.get(f"{_ask(shrimp, tea)}&so=12&ngay=20/12/2026&noi=Xã+Thử").content.decode()
    assert 'value="12"' in form
    assert 'value="20/12/2026"' in form
    sent = _sent(shrimp, tea)
    first = buyer.post(_ask(shrimp, tea), sent)
    assert first.status_code == 302
    assert buyer.post(_ask(shrimp, tea), sent)["Location"] == first["Location"], "a double tap is one"
    assert Enquiry.objects.count() == 1
    receipt = first["Location"]
    assert re.fullmatch(r"/hoi-mua/da-gui/[a-z0-9]{26}/", receipt)
    shown = Client().get(receipt)
    assert shown["Referrer-Policy"] == "no-referrer"
    assert "no-store" in shown["Cache-Control"]
    assert "Chờ trả lời" in main_of(shown) or "chờ" in main_of(shown).lower()
    part = EnquiryPart.objects.get(producer=shrimp.producer)
    own = _client(cast.producer)
    assert "1 khách hỏi mua đang chờ trả lời" in own.get("/ho-so/viec-can-lam/").content.decode()
    answer = {"answer": "offer", "words": "Có 8 hũ <b>ngày 18</b>", "version": "0"}
    assert own.post(f"/hoi-mua/nhan/{part.public_id}/", answer).status_code == 302
    page = main_of(Client().get(receipt))
    assert "Đề nghị khác" in page
    assert "Có 8 hũ <b>ngày 18</b>" in page
    assert Client().post(f"{receipt}rut/").status_code == 302
    assert "Bạn đã rút câu hỏi này" in main_of(Client().get(receipt))
    assert "Khách đã rút" in main_of(own.get(f"/hoi-mua/nhan/{part.public_id}/"))
    assert Client().get("/hoi-mua/da-gui/22222222222222222222222222/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"contact_name": ""}, "Ghi tên để cơ sở tiện xưng hô."),
        ({"phone": ""}, "Ghi số điện thoại hoặc địa chỉ thư để cơ sở trả lời được."),
        ({"phone": "gọi tôi"}, "không phải"),
        ({"email": "khach@"}, "không phải"),
        ({"consent": ""}, "chưa đồng ý"),
        ({"needed_on": "1/1/2020"}, "Chọn một ngày từ hôm nay"),
        ({"website": "http://x"}, "mở quá lâu"),
        ({"opened": "x"}, "mở quá lâu"),
        ({"message": "x" * 1001}, "1000"),
    ],
)
def test_what_cannot_stand_is_told_and_nothing_typed_is_lost(
    shrimp: Product, changed: dict[str, str], words: str
) -> None:
    answer = Client().post(_ask(shrimp), _sent(shrimp, place="Xã <Thử>", **changed) if "place" not in changed else {})
    assert answer.status_code == 422
    assert words in main_of(answer)
    assert 'value="Xã &lt;Thử&gt;"' in answer.content.decode()
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("typed", ["", "0", "-1", "100001", "hai"])
def test_a_quantity_that_cannot_stand_is_told(shrimp: Product, typed: str) -> None:
    answer = Client().post(_ask(shrimp), _sent(shrimp, **{f"so-{shrimp.public_id}": typed}))
    assert answer.status_code == 422
    assert "Ghi số" in main_of(answer) or "Ghi một số" in main_of(answer)
    assert not Enquiry.objects.exists()


def test_whoever_cannot_be_asked_is_named_with_the_reason(cast: Cast, shrimp: Product) -> None:
    silent = sold_product(cast, "Muối ớt", a_producer(cast, "HTX Vắng"))
    nobody = sold_product(cast, "Cá khô", None)
    page = main_of(Client().get(f"{_ask(shrimp, silent, nobody)},222222222222"))
    assert "Muối ớt HTX Vắng Cơ sở chưa dùng hệ thống này" in page
    assert "Nguồn không ghi chủ thể" in page
    assert "không có trong danh mục công khai: 222222222222" in page
    assert "Chưa chọn sản phẩm nào" in main_of(Client().get("/hoi-mua/"))


def test_one_line_may_not_send_without_end(shrimp: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public, "MOST_AN_HOUR", 1)
    assert Client(REMOTE_ADDR="192.0.2.9").post(_ask(shrimp), _sent(shrimp)).status_code == 302
    answer = Client(REMOTE_ADDR="192.0.2.9").post(_ask(shrimp), _sent(shrimp))
    assert "vừa gửi nhiều câu hỏi trong một giờ" in main_of(answer)
    assert Enquiry.objects.count() == 1


def test_a_producer_notes_a_call(cast: Cast, shrimp: Product, tea: Product) -> None:
    own = _client(cast.producer)
    form = own.get("/hoi-mua/nhan/ghi/").content.decode()
    assert "Tôm khô" in form
    assert "Trà mãng cầu" not in form
    sent = {"client_id": uuid4(), "source": "chat", "product": shrimp.public_id, "quantity": "3"}
    assert own.post("/hoi-mua/nhan/ghi/", sent).status_code == 302
    assert own.post("/hoi-mua/nhan/ghi/", sent).status_code == 302
    assert Enquiry.objects.count() == 1
    assert "qua tin nhắn" in main_of(own.get("/hoi-mua/nhan/"))
    wrong = own.post("/hoi-mua/nhan/ghi/", sent | {"client_id": uuid4(), "product": tea.public_id, "quantity": "0"})
    assert wrong.status_code == 422
    noted = Enquiry.objects.get()
    assert Client().get(f"/hoi-mua/da-gui/{noted.receipt_key}/").status_code == 404


def test_a_list_of_one_asks_as_much_as_a_list_of_three(cast: Cast, shrimp: Product) -> None:
    def queries(address: str) -> int:
        client = _client(cast.producer)
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        return len(seen)

    an_enquiry(shrimp)
    of_one = queries("/hoi-mua/nhan/")
    an_enquiry(shrimp)
    an_enquiry(shrimp)
    assert queries("/hoi-mua/nhan/") == of_one


def test_the_page_of_a_product_leads_to_its_producer(cast: Cast, shrimp: Product) -> None:
    page = Client().get(f"/san-pham/{shrimp.slug}-{shrimp.public_id}/").content.decode()
    assert f'href="/hoi-mua/?ma={shrimp.public_id}">Hỏi mua<' in page
    assert f'href="/hoi-mua/?ma={shrimp.public_id}"' in Client().get("/mua-hang/").content.decode()
