"""Every public page in English: an address of its own, links that stay English, no word of the interface left over."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from lxml import html
from pytest_django import Settings

from openocop.geography.models import AdministrativeUnit
from openocop.recognition.domain.withdrawal import GROUND_TEXTS, WithdrawalGround
from openocop.recognition.services.records import withdraw_recognition
from openocop.transparency.services.publishing import publish_all
from tests.factories.actors import Cast
from tests.factories.catalogue import a_declared_round, a_recognition, again
from tests.factories.eyes import seen
from tests.factories.registry import a_producer

# Names and data that stay as they are in every language: acts and grounds of the law, kinds of places before their
# names, the typeface, the other language's name.
NAMES = (
    *("Tỉnh ", "Huyện ", "Thị trấn ", "Thị xã ", "Thành phố ", "Xã ", "Phường ", "Hoàng Sa", "Trường Sa"),
    *GROUND_TEXTS.values(),
    "QĐ-TTg",
    "QĐ-UBND",
    "Tiếng Việt",
    "Be Vietnam Pro",
    "ba khía",
    "Đợt 1 năm 2022",
    "Cái Bát",
    "chợ Cà Mau",
    "Tết",
)
UNITS = Path(__file__).parents[3] / "src/openocop/geography/data/units.csv"
VIETNAMESE = re.compile("[À-ÖØ-öø-ỹ]")


@pytest.fixture
def public_site(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    """A product of every state, with names in plain letters: Vietnamese ones that are seen are the interface's."""
    producer = a_producer(cast, "Cai Bat Cooperative", unit_code="970", unit_on=date(2022, 11, 30))
    round = a_declared_round()
    a_recognition(cast, "Shrimp", producer, round=round, score="62")
    a_recognition(cast, "Nameless", None, star=None)
    valid = a_recognition(
        cast, "Honey", producer, council_on=None, decided_on=date(2024, 3, 1), decision_no="7/QĐ-UBND"
    )
    again(valid.product, star=4, council_on=None, decided_on=date(2025, 6, 1))
    a_recognition(cast, "Ending", producer, council_on=None, decided_on=date(2024, 1, 1))
    a_recognition(cast, "Expired", producer, council_on=None, decided_on=date(2022, 1, 1))
    a_recognition(cast, "Invented", a_producer(cast, "Sample Cooperative"), is_illustrative=True)
    withdraw_recognition(
        recognition=a_recognition(cast, "Withdrawn", producer, council_on=None, decided_on=date(2025, 1, 1)),
        ground=WithdrawalGround.WRONG_USE_OF_MARK,
        decision_no="5/QĐ-UBND",
        decided_on=date(2026, 11, 1),
        by=cast.leader.post,
    )
    settings.OPENOCOP_KEYS = tmp_path
    publish_all()


def _walk(start: str) -> Iterator[tuple[str, html.HtmlElement]]:
    """Yield `start` and every page that links of English addresses lead to, lists with one condition at most."""
    client, waiting, met = Client(), [start], {start}
    while waiting:
        address = waiting.pop()
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        if not answer["Content-Type"].startswith("text/html"):
            continue
        assert answer["Content-Language"] == "en", address
        page = html.fromstring(answer.content)
        yield address, page
        for link in page.xpath("//a[not(@hreflang)]/@href") if answer.request["PATH_INFO"].startswith("/en/") else ():
            leads_to = urlsplit(urljoin(address, link))
            path = leads_to.path + (f"?{leads_to.query}" if leads_to.query.count("=") == 1 else "")
            if not leads_to.netloc and path not in met:
                met.add(path)
                waiting.append(path)


def _words(page: html.HtmlElement) -> list[str]:
    """Return all that a page says to eyes, screen readers and search engines, without what is marked as Vietnamese."""
    said = "//text()[not(ancestor::*[@lang='vi']) and not(ancestor::script) and not(ancestor::style)]"
    named = "//*[not(ancestor-or-self::*[@lang='vi'])]/@*[name()='alt' or name()='title' or name()='aria-label' "
    named += "or name()='placeholder' or name()='content' or name()='data-label']"
    return [" ".join(words.split()) for words in [*page.xpath(said), *page.xpath(named)] if words.strip()]


@pytest.mark.usefixtures("public_site")
def test_no_page_in_english_has_vietnamese_words_or_leads_to_a_vietnamese_page() -> None:
    drawn = {row["name"] for row in csv.DictReader(UNITS.open(encoding="utf-8")) if row["level"] == "province"}
    here = AdministrativeUnit.objects.values_list("name", flat=True)
    names = sorted({*NAMES, *drawn, *here}, key=len, reverse=True)
    data = re.compile("|".join(map(re.escape, names)), re.IGNORECASE)
    left: dict[str, str] = {}
    walked = 0
    for address, page in _walk("/en/"):
        walked += 1
        left |= {words: address for words in _words(page) if VIETNAMESE.search(data.sub("", words))}
    assert not left, "\n".join(f"{address}: {words}" for words, address in left.items())
    assert walked > 40


@pytest.mark.usefixtures("public_site")
def test_a_page_names_its_address_in_each_language(settings: Settings) -> None:
    settings.OPENOCOP_URL = "https://ocop.example"
    for path in ("/", "/san-pham/", "/kiem-tra/", "/thu-hoi/", "/diem-ban/", "/so-minh-bach/ca-mau/"):
        for own in (path, f"/en{path}"):
            head = html.fromstring(Client().get(own).content).xpath("//head")[0]
            alternates = {link.get("hreflang"): link.get("href") for link in head.xpath("link[@hreflang]")}
            assert head.xpath("link[@rel='canonical']/@href") == [f"https://ocop.example{own}"]
            assert alternates == {
                "vi": f"https://ocop.example{path}",
                "en": f"https://ocop.example/en{path}",
                "x-default": f"https://ocop.example{path}",
            }


@pytest.mark.usefixtures("public_site")
def test_the_switch_leads_to_the_same_page_and_back() -> None:
    there = html.fromstring(Client().get("/san-pham/?q=honey&sao=4").content)
    assert set(there.xpath("//a[@hreflang='en']/@href")) == {"/en/san-pham/?q=honey&sao=4"}
    back = html.fromstring(Client().get("/en/san-pham/?q=honey&sao=4").content)
    assert set(back.xpath("//a[@hreflang='vi']/@href")) == {"/san-pham/?q=honey&sao=4"}


def test_the_address_of_a_public_page_decides_and_no_cookie(cast: Cast) -> None:
    client = Client(headers={"cookie": "django_language=en"})
    assert client.get("/kiem-tra/")["Content-Language"] == "vi"
    assert client.get("/tai-khoan/login/")["Content-Language"] == "en"
    assert "Set-Cookie" not in Client().get("/en/kiem-tra/").headers


def test_a_page_without_an_english_address_is_english_by_the_cookie_that_goes_along(cast: Cast) -> None:
    answer = Client().get("/en/tai-khoan/login/?next=/cua-toi/")
    assert (answer.status_code, answer["Location"]) == (307, "/tai-khoan/login/?next=/cua-toi/")
    assert answer.cookies["django_language"].value == "en"
    file = Client().get("/en/robots.txt")
    assert (file.status_code, file["Location"], dict(file.cookies)) == (307, "/robots.txt", {})


def test_addresses_that_are_nothing_are_nothing_in_english(cast: Cast) -> None:
    assert Client().get("/en")["Location"] == "/en/"
    assert Client().get("/en/san-pham")["Location"] == "/en/san-pham/"
    missing = Client().get("/en/khong-co/")
    assert (missing.status_code, missing["Content-Language"]) == (404, "en")
    assert Client().get("/en//example.org/")["Content-Language"] == "en"
    assert Client().get("/english/").status_code == 404


@pytest.mark.usefixtures("public_site")
def test_english_pages_take_as_many_queries_as_vietnamese_ones() -> None:
    for path in ("/", "/san-pham/", "/san-pham/?q=honey", "/kiem-tra/?ma=honey"):
        counts = [[seen(Client(), address).queries for _visit in range(2)] for address in (path, f"/en{path}")]
        assert counts[1][1] == counts[0][1], path
