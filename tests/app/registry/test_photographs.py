"""Photographs of products: who hangs them, what is said of them, and that what was taken off stays in the record."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openocop.core.models import JournalEntry
from openocop.core.verdict import NotPermitted
from openocop.registry.domain.photographs import Licence, PhotoKind
from openocop.registry.models import PictureLook, Product, ProductPhoto
from openocop.registry.selectors.photos import hanging_photos, photo_facts
from openocop.registry.services.photos import (
    MOST_PHOTOS,
    CannotHang,
    add_photo,
    describe_photo,
    move_photo,
    retire_photo,
)
from openocop.registry.signals import products_changed
from tests.factories.actors import Cast
from tests.factories.evaluation import signed_in
from tests.factories.photographs import a_drawing, a_photograph, a_picture, photo_said, sent
from tests.factories.registry import AT, a_producer, a_product
from tests.unit.registry.test_photographs import REFUSED

SAID = {"kind": "pack", "caption": "Hũ 500 g", "source": "HTX Cái Bát, 11/2026", "rights": "own", "agreed": "on"}
SAID |= {"licence": "with-record", "alt": "Hũ thủy tinh nắp vàng"}
# One status a person, in the order of the cast: producer, rival producer, commune officer, other commune officer,
# provincial officer, adviser, council member, secretary, chair, leader, inspector, ministry, administrator.
READ = "200 403 200 403 200 403 403 200 403 200 200 200 200"
KEEP = "200 403 200 403 200 403 403 403 403 403 403 403 403"
POST_ONLY = "405 405 405 405 405 405 405 405 405 405 405 405 405"
PAGES = {
    "photos": ("/van-phong/san-pham/{product}/anh/", READ),
    "photo-new": ("/van-phong/san-pham/{product}/anh/them/", KEEP),
    "photo": ("/van-phong/san-pham/anh/{photo}/", READ),
    "photo-edit": ("/van-phong/san-pham/anh/{photo}/sua/", KEEP),
    "photo-move": ("/van-phong/san-pham/anh/{photo}/doi-cho/", POST_ONLY),
    "photo-retire": ("/van-phong/san-pham/anh/{photo}/go/", POST_ONLY),
}


@pytest.fixture
def product(cast: Cast) -> Product:
    return a_product(cast, a_producer(cast, member=cast.producer))


def _sent(client: Client, product: Product, content: bytes, **said: Any) -> Any:
    upload = SimpleUploadedFile("anh.heic", content)  # names are never believed
    data = SAID | {"client_id": uuid4(), "photo": upload} | said
    return client.post(f"/van-phong/san-pham/{product.public_id}/anh/them/", data)


def test_every_page_before_the_whole_cast(cast: Cast, product: Product) -> None:
    photo = a_photograph(cast, product)
    for name, (path, expected) in PAGES.items():
        address = path.format(product=product.public_id, photo=photo.public_id)
        assert Client().get(address).status_code in {302, 405}, name
        answers = (signed_in(post).get(address) for post in cast.posts().values())
        assert " ".join(str(answer.status_code) for answer in answers) == expected, name


def test_nobody_else_acts_on_a_photograph(cast: Cast, product: Product) -> None:
    photo, keepers = a_photograph(cast, product), {"producer", "commune_officer", "provincial_officer"}
    for name, post in cast.posts().items():
        if name in keepers:
            continue
        client = signed_in(post)
        assert _sent(client, product, sent(a_drawing(turn=5))).status_code == 403, name
        for act in ("doi-cho", "go"):
            assert client.post(f"/van-phong/san-pham/anh/{photo.public_id}/{act}/").status_code == 403, name
        with pytest.raises(NotPermitted):
            add_photo(product=product, picture=a_picture(6), facts=photo_said(), agreed=True, by=post, at=AT)
        with pytest.raises(NotPermitted):
            describe_photo(photo=photo, facts=photo_said(caption="Khác"), seen_version=1, by=post, at=AT)
    assert list(hanging_photos()) == [photo]


def test_a_producer_hangs_a_photograph_with_a_plain_form(cast: Cast, product: Product) -> None:
    answer = _sent(signed_in(cast.producer.post), product, sent(a_drawing(1600, 1200)))
    assert (answer.status_code, answer["Location"]) == (302, f"/van-phong/san-pham/{product.public_id}/anh/")
    photo = ProductPhoto.objects.get()
    assert (photo.kind, photo.caption, photo.alt, photo.rights) == ("pack", "Hũ 500 g", "Hũ thủy tinh nắp vàng", "own")
    assert (photo.width, photo.height, photo.file.media_type, photo.file.name) == (
        *(1600, 1200),
        *("image/jpeg", "tom-kho.jpg"),
    )
    assert photo.is_illustrative is False
    entry = JournalEntry.objects.get(verb="product.photo_added")
    assert entry.facts == {"photo": photo.public_id, "kind": "pack", "sha256": photo.file.sha256} | {
        "rights": "own",
        "agreed": True,
    }
    shown = signed_in(cast.commune_officer.post).get(answer["Location"]).content.decode()
    assert "HTX Cái Bát, 11/2026" in shown
    assert "Chúng tôi tự chụp" in shown


def test_what_one_form_sends_twice_is_one_photograph(cast: Cast, product: Product) -> None:
    client, number = signed_in(cast.producer.post), uuid4()
    for _tap in range(2):
        assert _sent(client, product, sent(a_drawing()), client_id=number).status_code == 302
    assert ProductPhoto.objects.count() == 1
    other = a_product(cast, product.producer, "Mắm tôm")
    page = _sent(client, other, sent(a_drawing()), client_id=number)
    assert (page.status_code, other.photos.count()) == (422, 0)


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("nothing", "Tệp rỗng"),
        ("a drawing with a program", "có thể mang theo mã lệnh"),
        ("a PDF", "Ảnh chụp phải là tệp JPEG, PNG hoặc WebP"),
        ("a HEIC", "Tương thích nhất"),
        ("a GIF that moves", "Đây là ảnh động hoặc tệp GIF"),
        ("half a JPEG", "Ảnh bị hỏng hoặc mới gửi được một phần"),
        ("a bomb", "hơn 60 triệu điểm ảnh"),
        ("a stamp", "cạnh ngắn chưa đủ 300 điểm ảnh"),
        ("a strip", "Ảnh là một dải hẹp"),
    ],
)
def test_a_refusal_says_what_to_do_and_keeps_what_was_typed(cast: Cast, product: Product, case: str, told: str) -> None:
    answer = _sent(signed_in(cast.producer.post), product, REFUSED[case][0])
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert 'value="Hũ 500 g"' in page
    assert "chỉ cần chọn lại tệp ảnh" in page
    assert not ProductPhoto.objects.exists()


def test_without_agreement_nothing_is_shown(cast: Cast, product: Product) -> None:
    answer = _sent(signed_in(cast.producer.post), product, sent(a_drawing()), agreed="")
    assert answer.status_code == 422
    assert "Chưa có sự đồng ý thì không đăng được ảnh" in answer.content.decode()
    with pytest.raises(CannotHang):
        add_photo(product=product, picture=a_picture(), facts=photo_said(), agreed=False, by=cast.producer.post, at=AT)
    assert not ProductPhoto.objects.exists()


def test_the_same_picture_twice_is_told_until_it_is_taken_off(cast: Cast, product: Product) -> None:
    client = signed_in(cast.producer.post)
    _sent(client, product, sent(a_drawing()))
    answer = _sent(client, product, sent(a_drawing()), caption="Lần nữa")
    assert answer.status_code == 422
    assert "Ảnh này đã có ở đây rồi: “Hũ 500 g”" in answer.content.decode()
    retire_photo(photo=ProductPhoto.objects.get(), by=cast.producer.post, at=AT)
    assert _sent(client, product, sent(a_drawing()), caption="Lần nữa").status_code == 302
    assert [one.caption for one in hanging_photos()] == ["Lần nữa"]


def test_no_more_than_fit(cast: Cast, product: Product) -> None:
    for turn in range(MOST_PHOTOS):
        a_photograph(cast, product, turn=turn, width=400)
    with pytest.raises(CannotHang, match="Đã có 12 ảnh"):
        a_photograph(cast, product, turn=99)
    page = signed_in(cast.producer.post).get(f"/van-phong/san-pham/{product.public_id}/anh/").content.decode()
    assert "Đã có 12 ảnh, không thêm được nữa" in page


@pytest.mark.parametrize("field", ["caption", "source"])
def test_what_it_shows_and_who_took_it_is_said(cast: Cast, product: Product, field: str) -> None:
    with pytest.raises(CannotHang) as refusal:
        a_photograph(cast, product, **{field: "  "})
    assert refusal.value.field == field


def test_words_change_and_what_did_not_change_leaves_no_trace(cast: Cast, product: Product) -> None:
    photo, client = a_photograph(cast, product), signed_in(cast.producer.post)
    address = f"/van-phong/san-pham/anh/{photo.public_id}/sua/"
    told = SAID | {"client_id": uuid4(), "version": 1, "licence": "cc-by-4.0", "caption_en": "Jar"}
    assert client.post(address, told).status_code == 302
    photo.refresh_from_db()
    facts = photo_facts(photo)
    assert (facts.licence, facts.caption_en, facts.caption, photo.version) == (Licence.CC_BY, "Jar", "Hũ 500 g", 2)
    assert JournalEntry.objects.get(verb="product.photo_described").facts["changed"] == [
        *("caption", "licence", "caption_en", "alt")
    ]
    stale = client.post(address, told | {"caption": "Muộn"})
    assert stale.status_code == 422
    assert "Có người vừa sửa ảnh này" in stale.content.decode()
    assert 'value="Muộn"' in stale.content.decode()
    assert client.post(address, told | {"version": 2}).status_code == 302
    assert JournalEntry.objects.filter(verb="product.photo_described").count() == 1


def test_the_first_one_is_chosen_by_moving_it(cast: Cast, product: Product) -> None:
    first, second, third = (a_photograph(cast, product, turn=turn, caption=str(turn)) for turn in range(3))
    client = signed_in(cast.producer.post)
    client.post(f"/van-phong/san-pham/anh/{third.public_id}/doi-cho/", {"truoc": "1"})
    assert [one.caption for one in hanging_photos()] == ["0", "2", "1"]
    client.post(f"/van-phong/san-pham/anh/{first.public_id}/doi-cho/", {"sau": "1"})
    assert [one.caption for one in hanging_photos()] == ["2", "0", "1"]
    move_photo(photo=second, earlier=False, by=cast.producer.post, at=AT)
    move_photo(photo=third, earlier=True, by=cast.producer.post, at=AT)
    assert [one.caption for one in hanging_photos()] == ["2", "0", "1"]


def test_what_is_taken_off_stays_in_the_record(cast: Cast, product: Product) -> None:
    photo = a_photograph(cast, product)
    assert PictureLook.objects.filter(is_public=True).count() == 1
    client = signed_in(cast.producer.post)
    for _tap in range(2):
        assert client.post(f"/van-phong/san-pham/anh/{photo.public_id}/go/").status_code == 302
    photo.refresh_from_db()
    assert photo.retired_at is not None
    assert not PictureLook.objects.exists()
    assert JournalEntry.objects.filter(verb="product.photo_retired").count() == 1
    page = client.get(f"/van-phong/san-pham/{product.public_id}/anh/").content.decode()
    assert "1 ảnh đã gỡ" in page
    assert client.get(f"/van-phong/san-pham/anh/{photo.public_id}/").status_code == 200
    assert client.get(f"/van-phong/san-pham/anh/{photo.public_id}/sua/").status_code == 404
    with pytest.raises(CannotHang):
        move_photo(photo=photo, earlier=True, by=cast.producer.post, at=AT)


def test_every_act_is_announced(cast: Cast, product: Product) -> None:
    heard: list[list[int]] = []

    def listen(sender: type, province: str, product_ids: list[int], **_: object) -> None:
        heard.append(product_ids)

    products_changed.connect(listen)
    try:
        photo = a_photograph(cast, product)
        by = cast.producer.post
        describe_photo(photo=photo, facts=photo_said(kind=PhotoKind.PEOPLE), seen_version=1, by=by, at=AT)
        retire_photo(photo=photo, by=by, at=AT)
    finally:
        products_changed.disconnect(listen)
    assert heard == [[product.pk]] * 3


def test_the_list_asks_the_same_few_questions_for_one_and_for_three(cast: Cast, product: Product) -> None:
    client, counted = signed_in(cast.producer.post), []
    for turn in range(3):
        a_photograph(cast, product, turn=turn)
        if turn == 1:
            continue
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(f"/van-phong/san-pham/{product.public_id}/anh/")
        counted.append(len(asked))
    assert counted[0] == counted[1]
