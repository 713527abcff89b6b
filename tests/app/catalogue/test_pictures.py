"""Photographs on public pages: in the sizes that fit, for ever at their address, and gone where they are taken off."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from openocop.catalogue.documents.card import card_png
from openocop.catalogue.models import Listing
from openocop.catalogue.views.cards import card_of
from openocop.core.services.files import path_of
from openocop.registry.domain.photographs import seal_of
from openocop.registry.models import Product
from openocop.registry.services.photo_sizes import size_path
from openocop.registry.services.photos import retire_photo
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition
from tests.factories.photographs import a_photograph
from tests.factories.registry import AT, a_producer, a_product

TODAY = date(2026, 11, 24)
SIZES = re.compile(r'srcset="([^"]+)"')


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "OPENOCOP_HOME", tmp_path)


@pytest.fixture
def product(cast: Cast) -> Product:
    return a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 6, 1)).product


def _page(product: Product) -> str:
    return Client().get(f"/san-pham/{product.slug}-{product.public_id}/").content.decode()


def _addresses(page: str) -> list[str]:
    return [one.split()[0] for found in SIZES.findall(page) for one in found.split(", ")]


def test_a_product_shows_its_photographs_in_three_formats(cast: Cast, product: Product) -> None:
    photo = a_photograph(cast, product, width=1000, alt="Hũ thủy tinh")
    a_photograph(cast, product, turn=1, caption="Người làm <i>mắm</i>")
    page = _page(product)
    seal, there = seal_of(photo.file.sha256), f"/anh/{photo.public_id}/"
    assert f'<source type="image/avif" srcset="{there}{seal}-320.avif 320w, {there}{seal}-640.avif 640w, ' in page
    assert f'{there}{seal}-1000.webp 1000w" sizes=' in page
    assert f'<img src="{there}{seal}-640.jpg"' in page
    assert 'width="1000" height="480" alt="Hũ thủy tinh" fetchpriority="high">' in page
    assert "Người làm &lt;i&gt;mắm&lt;/i&gt;" in page
    assert page.count("<picture>") == 2
    assert page.count('loading="lazy" decoding="async"></picture>') == 1
    assert "Ảnh: HTX Cái Bát, 11/2026" in page
    assert "không phải ảnh sản phẩm" not in page


def test_every_address_on_the_page_is_answered_with_its_format(cast: Cast, product: Product) -> None:
    a_photograph(cast, product, width=1000)
    kinds = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
    found = _addresses(_page(product))
    assert len(found) == 9
    for address in found:
        answer = Client().get(address)
        assert answer["Content-Type"] == kinds[address.rsplit(".")[-1]]
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer["X-Content-Type-Options"] == "nosniff"
        with Image.open(io.BytesIO(b"".join(answer))) as opened:
            assert opened.width == int(re.search(r"-(\d+)\.", address)[1])  # type: ignore[index]  # it is there


def test_lists_show_the_first_photograph_small_and_late(cast: Cast, product: Product) -> None:
    photo = a_photograph(cast, product, alt_en="A jar")
    page = Client().get("/san-pham/").content.decode()
    assert f"/anh/{photo.public_id}/" in page
    assert re.search(r'<div class="plate photo"><picture>.*?alt="Hũ tôm khô" loading="lazy"', page)
    english = Client().get("/en/san-pham/").content.decode()
    assert 'alt="A jar"' in english
    assert f'src="/anh/{photo.public_id}/' in english  # one address in both languages: one download
    maker = product.producer
    assert maker is not None
    shown = Client().get(f"/chu-the/{'htx-cai-bat'}-{maker.public_id}/").content.decode()
    assert f"/anh/{photo.public_id}/" in shown


def test_a_photograph_taken_off_is_sent_to_nobody(cast: Cast, product: Product) -> None:
    photo = a_photograph(cast, product)
    found = [f"/anh/{photo.public_id}/", *_addresses(_page(product))]
    assert {Client().get(address).status_code for address in found} == {200}
    retire_photo(photo=photo, by=cast.provincial_officer.post, at=AT)
    assert {Client().get(address).status_code for address in found} == {404}
    assert "<picture>" not in _page(product)
    assert "<picture>" not in Client().get("/san-pham/").content.decode()


def test_a_product_that_is_not_public_shows_nothing(cast: Cast) -> None:
    photo = a_photograph(cast, a_product(cast, a_producer(cast), "Chưa công nhận"))
    seal = seal_of(photo.file.sha256)
    for address in (f"/anh/{photo.public_id}/", f"/anh/{photo.public_id}/{seal}-320.avif"):
        assert Client().get(address).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["{seal}-321.avif", "{seal}-1280.avif", "{seal}-320.gif", "0000000000000000-320.avif", "{seal}-99999999.jpg"],
)
def test_only_the_sizes_that_pages_name_are_made(cast: Cast, product: Product, name: str) -> None:
    photo = a_photograph(cast, product)
    address = f"/anh/{photo.public_id}/{name.format(seal=seal_of(photo.file.sha256))}"
    assert Client().get(address).status_code == 404


def test_a_size_that_was_lost_is_made_again(cast: Cast, product: Product) -> None:
    photo = a_photograph(cast, product)
    sha256 = photo.file.sha256
    address = f"/anh/{photo.public_id}/{seal_of(sha256)}-320.webp"
    assert not size_path(sha256, 320, "webp").exists()
    first = b"".join(Client().get(address))
    size_path(sha256, 320, "webp").unlink()
    assert b"".join(Client().get(address)) == first
    size_path(sha256, 320, "webp").unlink()
    path_of(sha256).write_bytes(b"\xff\xd8\xff damaged on disk")
    assert Client().get(address).status_code == 404
    path_of(sha256).unlink()
    assert Client().get(address).status_code == 404


def test_machines_read_the_photographs_and_the_shared_card_shows_the_first(cast: Cast, product: Product) -> None:
    before = card_of(Listing.objects.get(), TODAY)
    photo = a_photograph(cast, product)
    said = json.loads(re.search(r'ld\+json">(.*?)</script>', _page(product))[1])  # type: ignore[index]  # it is there
    assert said["image"] == [f"{settings.OPENOCOP_URL}/anh/{photo.public_id}/"]
    shown = card_of(Listing.objects.get(), TODAY)
    assert (before.photo, shown.photo) == ("", photo.file.sha256)
    kept = path_of(shown.photo).read_bytes()
    assert card_png(shown, kept) == card_png(shown, kept) != card_png(shown)
    assert card_png(shown, b"no picture") == card_png(shown)
    with Image.open(io.BytesIO(card_png(shown, kept))) as picture:
        red, _green, blue = picture.convert("RGB").getpixel((40, 300))  # type: ignore[misc]  # three of RGB
        assert red > blue + 100  # the left half of the drawing
