"""Every page of the register against the whole cast. The tables are literal: a changed row is a decision."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openocop.registry.models import Producer, Product
from tests.factories.actors import NAM_CAN, Cast, Person
from tests.factories.registry import ON, a_producer, a_product

pytestmark = pytest.mark.django_db
CAST = [field.name for field in fields(Cast)]
# One status a person, in the order of the cast: producer, rival producer, commune officer, other commune officer,
# provincial officer, adviser, council member, secretary, chair, leader, inspector, ministry, administrator, outsider.
PAGES = {
    "san-pham/": "200 200 200 200 200 403 403 200 403 200 200 200 200 403",
    "chu-the/": "200 200 200 200 200 403 403 200 403 200 200 200 200 403",
    "chu-the/{producer}/": "200 403 200 403 200 403 403 200 403 200 200 200 200 403",
    "san-pham/{product}/": "200 403 200 403 200 403 403 200 403 200 200 200 200 403",
    "san-pham/{orphan}/": "403 403 403 403 200 403 403 200 403 200 200 200 200 403",
    "chu-the/moi/": "403 403 200 200 200 403 403 403 403 403 403 403 403 403",
    "chu-the/{producer}/sua/": "200 403 200 403 200 403 403 403 403 403 403 403 403 403",
    "chu-the/{producer}/san-pham-moi/": "200 403 200 403 200 403 403 403 403 403 403 403 403 403",
    "chu-the/{producer}/tai-khoan/": "403 403 200 403 200 403 403 403 403 403 403 403 403 403",
    "san-pham/{product}/sua/": "200 403 200 403 200 403 403 403 403 403 403 403 403 403",
    "san-pham/{orphan}/sua/": "403 403 403 403 200 403 403 403 403 403 403 403 403 403",
    "chu-the/khong-co/": "404 404 404 404 404 404 404 404 404 404 404 404 404 403",
}


@dataclass(frozen=True)
class Scene:
    """A producer of xã Đầm Dơi for whom the producer of the cast acts, its product, and a product of nobody known."""

    cast: Cast
    producer: Producer
    product: Product
    orphan: Product


@pytest.fixture
def scene(cast: Cast) -> Scene:
    producer = a_producer(cast, member=cast.producer, representative="Trần Thị Thử", phone="0290 123 456")
    a_producer(cast, "HTX Khác", unit_code=NAM_CAN, unit_on=ON, member=cast.rival_producer)
    return Scene(cast, producer, a_product(cast, producer), a_product(cast, None, "Ba khía muối"))


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def address(scene: Scene, pattern: str) -> str:
    names = {name: getattr(scene, name).public_id for name in ("producer", "product", "orphan")}
    return "/van-phong/" + pattern.format(**names)


@pytest.mark.parametrize(("pattern", "statuses"), PAGES.items())
def test_pages(scene: Scene, pattern: str, statuses: str) -> None:
    url = address(scene, pattern)
    got = {name: client_of(getattr(scene.cast, name)).get(url).status_code for name in CAST}
    assert got == dict(zip(CAST, map(int, statuses.split()), strict=True))


@pytest.mark.parametrize("pattern", PAGES)
def test_who_is_signed_out_is_asked_to_sign_in(scene: Scene, pattern: str) -> None:
    response = Client().get(address(scene, pattern))
    assert (response.status_code, response["Location"][:18]) == (302, "/tai-khoan/login/?")


def test_contact_is_read_by_those_who_work_with_the_producer(scene: Scene) -> None:
    url = address(scene, "chu-the/{producer}/")
    pages = {name: client_of(getattr(scene.cast, name)).get(url).content.decode() for name in CAST}
    readers = {name for name, page in pages.items() if "Trần Thị Thử" in page}
    assert readers == {"producer", "commune_officer", "provincial_officer", "leader", "inspector"}


def test_ten_thousand_letters_are_refused_and_markup_is_shown_as_text(scene: Scene) -> None:
    client = client_of(scene.cast.provincial_officer)
    edit = address(scene, "san-pham/{product}/sua/")
    assert "chỉ chứa được 300" in client.post(edit, {"name": "Ă" * 10_000}).content.decode()
    client.post(edit, {"name": "<script>alert(1)</script>", "story": "<img src=x onerror=alert(1)>"})
    for url in (address(scene, "san-pham/{product}/"), "/van-phong/san-pham/", address(scene, "chu-the/{producer}/")):
        page = client.get(url).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert(1)" not in page
        assert "<img src=x" not in page


@pytest.mark.parametrize("url", ["/van-phong/san-pham/", "/van-phong/chu-the/"])
def test_the_number_of_queries_does_not_grow_with_the_list(scene: Scene, url: str) -> None:
    client = client_of(scene.cast.provincial_officer)
    before = queries(client, url)
    for number in range(3):
        a_product(scene.cast, a_producer(scene.cast, f"HTX Thứ {number}"), f"Mắm {number}")
    assert queries(client, url) == before


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize("query", ["q=%00", "q=" + "a" * 5000, "trang=-1", "trang=abc", "unit=9%27--", "kind=%F0%9F"])
def test_odd_questions_get_a_page(scene: Scene, query: str) -> None:
    client = client_of(scene.cast.provincial_officer)
    for page in ("san-pham", "chu-the"):
        assert client.get(f"/van-phong/{page}/?{query}").status_code == 200
    assert client.get(f"/ho-so/?{query}").status_code == 200
