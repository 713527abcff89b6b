"""The pages of places, for everybody and for the office. It is ten o'clock on Tuesday 24/11/2026."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.test import Client

from openocop.places.domain.hours import Hours
from openocop.places.domain.kinds import Kind
from openocop.places.models import Place
from openocop.places.services.keeping import archive_place, show_product
from tests.app.places.test_keeping import a_place, a_public_product
from tests.factories.actors import DAM_DOI, Cast
from tests.factories.catalogue import main_of
from tests.factories.evaluation import signed_in
from tests.factories.eyes import seen
from tests.factories.registry import AT, ON


def test_the_list_says_what_is_open_now_and_narrows_by_kind_and_commune(cast: Cast) -> None:
    a_place(cast)
    a_place(cast, name="Điểm Mũi", kind=Kind.TOURISM_POINT, unit_code="32191", hours=Hours())
    a_place(cast, name="Phiên chợ", kind=Kind.FAIR, first_on=ON + timedelta(days=2), last_on=ON + timedelta(days=3))
    words = main_of(Client().get("/diem-ban/"))
    assert "Quầy OCOP Đầm Dơi Điểm bán · Chợ trung tâm, Xã Đầm Dơi, tỉnh Cà Mau Đang mở, đến 17:00" in words
    assert "Chưa có giờ mở cửa" in words
    assert "Mở lúc 07:00 ngày 26/11/2026" in words
    fairs = main_of(Client().get("/diem-ban/?loai=fair"))
    assert "Phiên chợ" in fairs
    assert "Quầy" not in fairs
    assert "Điểm Mũi" not in main_of(Client().get("/diem-ban/", {"xa": DAM_DOI}))
    assert "Không có điểm nào đúng lựa chọn này" in main_of(Client().get("/diem-ban/?xa=00000"))


def test_nothing_recorded_says_who_records(cast: Cast) -> None:
    assert "Chưa ghi điểm nào" in main_of(Client().get("/diem-ban/"))
    assert "Chưa ghi điểm nào" in main_of(signed_in(cast.commune_officer.post).get("/diem-ban/quan-ly/"))


def test_a_place_tells_machines_what_it_tells_people(cast: Cast) -> None:
    place, product = a_place(cast), a_public_product(cast)
    show_product(place=place, product=product, from_on=ON, until_on=None, by=cast.provincial_officer.post, at=AT)
    page = Client().get(f"/diem-ban/{place.public_id}/").content.decode()
    assert 'itemtype="https://schema.org/Store"' in page
    assert '<meta itemprop="openingHours" content="Mo,Tu,We,Th,Fr,Sa,Su 07:00-17:00">' in page
    assert f'href="/san-pham/{product.slug}-{product.public_id}/"' in page


def test_an_archived_place_keeps_its_page_and_leads_on(cast: Cast) -> None:
    old, new = a_place(cast), a_place(cast, name="Quầy mới")
    archive_place(place=old, successor=new, by=cast.provincial_officer.post, at=AT)
    words = main_of(Client().get(f"/diem-ban/{old.public_id}/"))
    assert "Ra khỏi danh sách từ 24/11/2026. Nay là: Quầy mới" in words
    assert "Đang mở" not in words


def test_an_officer_records_a_place_in_one_form_and_puts_a_product_on_show(cast: Cast) -> None:
    client, product = signed_in(cast.commune_officer.post), a_public_product(cast)
    typed = {
        "client_id": str(uuid4()),
        "version": "1",
        "kind": "fair",
        "name": "Phiên chợ Đầm Dơi",
        "unit": DAM_DOI,
        "address": "Nhà lồng chợ",
        "weekly": "T2-CN: 8:00-20:00",
        "first_on": "24/11/2026",
        "last_on": "26/11/2026",
        "source": "Thông báo của xã",
    }
    wrong = client.post("/diem-ban/quan-ly/moi/", typed | {"weekly": "cả ngày", "first_on": ""})
    assert wrong.status_code == 422
    assert "“cả ngày”: chưa ghi giờ" in main_of(wrong)
    assert "Nhà lồng chợ" in wrong.content.decode()
    assert not Place.objects.exists()
    client.post("/diem-ban/quan-ly/moi/", typed)
    place = Place.objects.get()
    shown = {"product": f"https://ocop.example/san-pham/{product.slug}-{product.public_id}/", "first_on": "24/11/2026"}
    answer = client.post(f"/diem-ban/quan-ly/{place.public_id}/trung-bay/", shown, follow=True)
    assert "Đã đưa vào trưng bày: Tôm khô" in main_of(answer)
    unknown = client.post(f"/diem-ban/quan-ly/{place.public_id}/trung-bay/", shown | {"product": "Tôm"})
    assert "Không có sản phẩm công khai nào" in main_of(unknown)
    client.post(f"/diem-ban/trung-bay/{place.showings.get().public_id}/thoi/")
    client.post(f"/diem-ban/quan-ly/{place.public_id}/luu-tru/", {"successor": ""})
    assert "đã ra khỏi danh sách" in main_of(client.get("/diem-ban/quan-ly/"))


def test_lists_take_as_many_queries_for_three_places_as_for_one(cast: Cast) -> None:
    post = cast.provincial_officer.post
    a_place(cast)
    few = [seen(Client(), "/diem-ban/").queries, seen(signed_in(post), "/diem-ban/quan-ly/").queries]
    for n in range(2):
        a_place(cast, name=f"Quầy {n}", unit_code="32191")
    many = [seen(Client(), "/diem-ban/").queries, seen(signed_in(post), "/diem-ban/quan-ly/").queries]
    assert many == few == [4, 5]
