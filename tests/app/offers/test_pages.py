"""The pages of packs and supply, before the whole cast; nothing typed is lost."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from openocop.offers.models import GiftUse, Pack, Supply
from openocop.offers.urls import urlpatterns
from openocop.registry.models import Product
from tests.factories.actors import Cast, Person
from tests.factories.registry import a_producer, a_product

PACK = {"name": "Hũ 500 g", "quantity": "500", "unit": "g", "price": "185.000", "is_gift": "on"}
# One status a person, in the order of the cast: producer, rival producer, commune officer, other commune officer,
# provincial officer, adviser, council member, secretary, chair, leader, inspector, ministry, administrator.
PAGES = {
    "offer": ("/chao-ban/{product}/", "200 403 200 403 200 403 403 200 403 200 200 200 200"),
    "pack-new": ("/chao-ban/{product}/quy-cach-moi/", "200 403 200 403 200 403 403 403 403 403 403 403 403"),
    "supply": ("/chao-ban/{product}/cung-ung/", "200 403 200 403 200 403 403 403 403 403 403 403 403"),
    "gift": ("/chao-ban/{product}/lam-qua/", "200 403 200 403 200 403 403 403 403 403 403 403 403"),
    "pack-edit": ("/chao-ban/quy-cach/{pack}/", "200 403 200 403 200 403 403 403 403 403 403 403 403"),
    "pack-end": ("/chao-ban/quy-cach/{pack}/ngung/", "405 405 405 405 405 405 405 405 405 405 405 405 405"),
}


@pytest.fixture
def product(cast: Cast) -> Product:
    return a_product(cast, a_producer(cast, member=cast.producer))


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _packed(cast: Cast, product: Product) -> Pack:
    answer = _client(cast.producer).post(f"/chao-ban/{product.public_id}/quy-cach-moi/", PACK | {"client_id": uuid4()})
    assert answer.status_code == 302
    return Pack.objects.get()


def test_every_page_before_the_whole_cast(cast: Cast, product: Product) -> None:
    pack = _packed(cast, product)
    assert {pattern.name for pattern in urlpatterns} == set(PAGES)
    for name, (path, expected) in PAGES.items():
        address = path.format(product=product.public_id, pack=pack.public_id)
        assert Client().get(address).status_code in {302, 405}, name
        seen = " ".join(str(_client(getattr(cast, who)).get(address).status_code) for who in cast.posts())
        assert seen == expected, name


def test_a_pack_goes_through_its_life(cast: Cast, product: Product) -> None:
    pack, client = _packed(cast, product), _client(cast.producer)
    shown = client.get(f"/chao-ban/{product.public_id}/").content.decode()
    assert "Hũ 500 g" in shown
    assert "185.000" in shown
    edit = f"/chao-ban/quy-cach/{pack.public_id}/"
    assert 'value="185.000"' in client.get(edit).content.decode()
    assert client.post(edit, PACK | {"price": "", "client_id": uuid4()}).status_code == 302
    assert "báo giá khi hỏi" in client.get(f"/chao-ban/{product.public_id}/").content.decode()
    assert client.post(f"{edit}ngung/").status_code == 302
    assert client.post(f"{edit}ngung/").status_code == 302, "twice is harmless"
    assert client.get(edit).status_code == 404
    assert "Chưa có quy cách nào" in client.get(f"/chao-ban/{product.public_id}/").content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("price", "0", "Không bán quy cách giá 0 đồng"),
        ("price", "45,5", "“45,5” có phần lẻ của đồng. Ghi tròn đồng, ví dụ 45.000."),
        ("quantity", "-1", "“-1” không phải là số lượng"),
        ("bar_code", "8934680022287", "“8934680022287” không phải là mã vạch: thiếu hoặc sai chữ số"),
        ("unit", "tấn", "tấn"),
    ],
)
def test_what_cannot_stand_is_told_at_its_field_and_the_rest_stays(
    cast: Cast, product: Product, field: str, typed: str, words: str
) -> None:
    sent = PACK | {"client_id": uuid4(), field: typed}
    answer = _client(cast.producer).post(f"/chao-ban/{product.public_id}/quy-cach-moi/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="Hũ 500 g"' in page
    assert not Pack.objects.exists()


def test_supply_is_stated_and_changed(cast: Cast, product: Product) -> None:
    client, address = _client(cast.producer), f"/chao-ban/{product.public_id}/cung-ung/"
    sent = {"months": ["11", "12"], "monthly": "0,5", "unit": "kg", "lead_days": "3", "minimum": ""}
    assert client.post(address, sent).status_code == 302
    assert Supply.objects.get().months == [11, 12]
    assert 'value="0,5"' in client.get(address).content.decode()
    answer = client.post(address, sent | {"minimum": "2", "monthly": "1"})
    assert answer.status_code == 422
    assert "Đơn hàng nhỏ nhất lớn hơn sản lượng một tháng" in answer.content.decode()


def test_as_a_gift_is_stated_changed_and_taken_back(cast: Cast, product: Product) -> None:
    client, address = _client(cast.producer), f"/chao-ban/{product.public_id}/lam-qua/"
    sent = {"occasions": ["wedding", "tet"], "wraps": "on", "ready_days": "3"}
    assert client.post(address, sent).status_code == 302
    use = GiftUse.objects.get()
    assert (use.occasions, use.wraps, use.personalised, use.ready_days) == (["tet", "wedding"], True, False, 3)
    assert "Tết Nguyên đán; Cưới hỏi" in client.get(f"/chao-ban/{product.public_id}/").content.decode()
    refused = client.post(address, sent | {"occasions": []})
    assert refused.status_code == 422
    assert "Chọn ít nhất một dịp" in refused.content.decode()
    odd = client.post(address, sent | {"occasions": ["sinh-nhat"], "ready_days": "0"})
    assert odd.status_code == 422
    assert client.post(address, {"ready_days": ""}).status_code == 302
    assert "Cưới hỏi" not in client.get(f"/chao-ban/{product.public_id}/").content.decode()
