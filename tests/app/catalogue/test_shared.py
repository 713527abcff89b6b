"""What machines and networks are told of a product: JSON-LD that says no more than the page, and the drawn card."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from PIL import Image
from pytest_django import Settings

from openocop.catalogue.documents.card import BANDS, Card, card_png
from openocop.catalogue.models import Listing
from openocop.catalogue.views.cards import card_of
from openocop.core.domain.legal_time import legal_day
from openocop.offers.domain.amounts import Unit
from openocop.offers.domain.facts import PackFacts
from openocop.offers.services.packs import add_pack
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.models import Recognition
from openocop.recognition.services.records import withdraw_recognition
from openocop.registry.domain.facts import ProductFacts
from openocop.registry.services.products import revise_product
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition
from tests.factories.registry import AT, a_producer

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _known_address(settings: Settings) -> None:
    settings.OPENOCOP_URL = "https://ocop.example"


def _page(recognition: Recognition, language: str = "") -> str:
    product = recognition.product
    return Client().get(f"{language}/san-pham/{product.slug}-{product.public_id}/").content.decode()


def _data(page: str) -> dict[str, Any]:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    found: dict[str, Any] = json.loads(block)
    return found


def _meta(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"', page))


def _withdrawn(cast: Cast) -> Recognition:
    recognition = a_recognition(cast, "Tôm khô", a_producer(cast), council_on=None, decided_on=date(2025, 6, 1))
    withdraw_recognition(
        recognition=recognition,
        ground=WithdrawalGround.WRONG_USE_OF_MARK,
        decision_no="5/QĐ-UBND",
        decided_on=date(2026, 11, 1),
        by=cast.leader.post,
    )
    return recognition


def test_a_pack_with_a_stated_price_is_an_offer_of_its_producer(cast: Cast) -> None:
    producer = a_producer(cast)
    recognition = a_recognition(cast, "Tôm khô", producer, council_on=None, decided_on=date(2025, 6, 1))
    for name, price, code in (("Hũ 500 g", 185_000, "8936001234569"), ("Bao 10 kg", None, "")):
        facts = PackFacts(name, Decimal(500), Unit.GRAM, price, bar_code=code)
        add_pack(product=recognition.product, facts=facts, client_id=uuid4(), by=cast.provincial_officer.post, at=AT)
    data = _data(_page(recognition))
    assert data["offers"] == [
        {
            "@type": "Offer",
            "name": "Hũ 500 g",
            "price": 185_000,
            "priceCurrency": "VND",
            "validFrom": f"{legal_day(AT):%Y-%m-%d}",
            "gtin": "8936001234569",
            "seller": data["manufacturer"],
            "url": f"{data['url']}#gia",
        }
    ]


def test_stars_in_force_are_told_with_their_days(cast: Cast) -> None:
    producer = a_producer(cast)
    recognition = a_recognition(cast, "Tôm khô", producer, star=4, council_on=None, decided_on=date(2025, 6, 1))
    page = _page(recognition)
    address = f"https://ocop.example/san-pham/tom-kho-{recognition.product.public_id}/"
    assert _data(page) == {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": address,
        "url": address,
        "name": "Tôm khô",
        "category": "Tôm khô, tôm sấy",
        "image": _meta(page)["og:image"],
        "manufacturer": {
            "@type": "Organization",
            "name": "HTX Cái Bát",
            "url": f"https://ocop.example/chu-the/htx-cai-bat-{producer.public_id}/",
        },
        "award": "OCOP 4 sao, 2025-06-01 – 2028-06-01",
        "hasCertification": {
            "@type": "Certification",
            "name": "OCOP 4 sao",
            "certificationStatus": "https://schema.org/CertificationActive",
            "validFrom": "2025-06-01",
            "expires": "2028-06-01",
        },
    }
    assert _data(_page(recognition, "/en"))["award"] == "OCOP 4 stars, 2025-06-01 – 2028-06-01"


def test_stars_that_ended_were_withdrawn_or_only_proposed_are_no_award(cast: Cast) -> None:
    expired = a_recognition(cast, "Khô cá", None, council_on=None, decided_on=date(2022, 1, 1))
    proposed = a_recognition(cast, "Ba khía muối", None)
    for recognition in (expired, proposed, _withdrawn(cast)):
        assert {"award", "hasCertification", "offers"} & _data(_page(recognition)).keys() == set()


def test_nothing_is_told_to_machines_of_an_invented_product(cast: Cast) -> None:
    page = _page(a_recognition(cast, "Muối mẫu", a_producer(cast, "HTX Mẫu"), is_illustrative=True))
    assert "ld+json" not in page
    assert _meta(page) == {}


def test_no_word_of_a_producer_ends_the_block(cast: Cast) -> None:
    recognition = a_recognition(cast, "Tôm khô")
    said = '</script><script>alert("x")</script><!-- & \u2028'
    facts = ProductFacts(name="Tôm </script> khô", description=said)
    revise_product(product=recognition.product, facts=facts, by=cast.provincial_officer.post, at=AT)
    recognition.product.refresh_from_db()
    page = _page(recognition)
    assert _data(page)["name"] == "Tôm </script> khô"
    assert _data(page)["description"].startswith("</script><script>alert")
    assert "<script>alert" not in page


def test_a_shared_link_has_a_picture_in_the_language_of_its_page(cast: Cast) -> None:
    recognition = a_recognition(cast, "Tôm khô", a_producer(cast), council_on=None, decided_on=date(2025, 6, 1))
    vietnamese, english = _meta(_page(recognition)), _meta(_page(recognition, "/en"))
    address = f"https://ocop.example/the/{recognition.product.public_id}"
    assert vietnamese["og:image"].startswith(f"{address}/vi.png?v=")
    assert english["og:image"].startswith(f"{address}/en.png?v=")
    assert vietnamese["twitter:card"] == "summary_large_image"
    answer = Client().get(vietnamese["og:image"].removeprefix("https://ocop.example"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(answer.content) < 100_000
    assert Client().get(f"/the/{recognition.product.public_id}/xx.png").status_code == 404
    assert Client().get("/the/khongcogi/vi.png").status_code == 404


def test_a_card_is_drawn_once_for_what_it_says(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Card] = []
    monkeypatch.setattr(
        "openocop.catalogue.views.cards.card_png",
        lambda card, photo: drawn.append(card) or card_png(card, photo),
    )
    recognition = a_recognition(cast, "Tôm khô vẽ một lần", council_on=None, decided_on=date(2025, 6, 1))
    path = f"/the/{recognition.product.public_id}/vi.png"
    assert Client().get(path).content == Client().get(path).content
    revise_product(
        product=recognition.product, facts=ProductFacts(name="Tôm khô vẽ lại"), by=cast.provincial_officer.post, at=AT
    )
    Client().get(path)
    assert [card.name for card in drawn] == ["Tôm khô vẽ một lần", "Tôm khô vẽ lại"]


def test_the_card_of_a_withdrawn_product_says_so_and_shows_no_star(cast: Cast) -> None:
    _withdrawn(cast)
    shown = card_of(Listing.objects.get(), TODAY)
    assert (shown.band, shown.standing, shown.star, shown.stars_text) == ("bad", "Bị thu hồi ngày 01/11/2026", None, "")
    with Image.open(io.BytesIO(card_png(shown))) as picture:
        assert picture.convert("RGB").getpixel((1150, 600)) == (0xA3, 0x26, 0x1C)


@pytest.mark.parametrize("name", ["Tôm", "Một tên rất dài " * 18, "Khôngcókhoảngtrắng" * 10])
def test_names_of_any_length_stay_on_the_card(name: str) -> None:
    for band in BANDS:
        picture = card_png(Card(name, name, 5, "5 sao", band, "Còn hạn đến hết ngày 01/06/2028", "khong-co"))
        with Image.open(io.BytesIO(picture)) as opened:
            right = opened.convert("RGB").crop((1141, 90, 1200, 520))
        assert right.getcolors() == [(59 * 430, (0xFB, 0xFA, 0xF6))]
