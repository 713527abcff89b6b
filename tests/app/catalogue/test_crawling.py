"""What search engines are told, read as they read it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from openocop.catalogue.views import crawling
from tests.factories.actors import Cast
from tests.factories.catalogue import a_declared_round, a_recognition
from tests.factories.eyes import seen
from tests.factories.registry import a_producer


def _addresses(path: str) -> list[str]:
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    return re.findall(r"<loc>(.+?)</loc>", answer.content.decode())


def test_robots_are_led_to_the_map_and_away_from_lists_in_every_order(settings: Settings) -> None:
    settings.OPENOCOP_URL = "https://ocop.example"
    answer = Client().get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /san-pham/?",
        "Disallow: /kiem-tra/?",
        "Disallow: /qua-tang/?",
        "Disallow: /danh-sach/?",
        "Disallow: /hoi-mua/?",
        "Disallow: /en/san-pham/?",
        "Disallow: /en/kiem-tra/?",
        "Disallow: /en/qua-tang/?",
        "Disallow: /en/danh-sach/?",
        "Disallow: /en/hoi-mua/?",
        "Disallow: /tai-khoan/",
        "Sitemap: https://ocop.example/sitemap.xml",
    ]


def test_every_sourced_page_is_on_the_map_and_opens_and_no_invented_one_is(cast: Cast) -> None:
    round = a_declared_round()
    producer = a_producer(cast)
    one = a_recognition(cast, "Tôm khô", producer, round=round)
    a_recognition(cast, "Ba khía muối", producer, decided_on=date(2025, 6, 1))
    a_recognition(cast, "Muối mẫu", a_producer(cast, "HTX Mẫu"), is_illustrative=True)
    maps = _addresses("/sitemap.xml")
    assert maps == [f"http://testserver/sitemap-{name}.xml" for name in ("trang", "san-pham", "chu-the", "dot", "noi")]
    found = [page for one_map in maps for page in _addresses(one_map.removeprefix("http://testserver"))]
    maps_of = ("/ban-do/", "/ban-do/huyen-cu/", "/ban-do/ca-nuoc/")
    lasting = ("/", "/san-pham/", *maps_of, "/kiem-tra/", "/dot-danh-gia/", "/thu-hoi/")
    lasting += ("/diem-ban/", "/mua-hang/", "/qua-tang/", "/du-lieu-mo/", "/api/")
    assert found[:26] == [f"http://testserver{language}{path}" for path in lasting for language in ("", "/en")]
    assert "http://testserver/xa/xa-dam-doi/" in found
    assert "http://testserver/huyen-cu/huyen-dam-doi/" in found
    assert f"http://testserver/san-pham/tom-kho-{one.product.public_id}/" in found
    assert f"http://testserver/chu-the/htx-cai-bat-{producer.public_id}/" in found
    assert f"http://testserver/dot-danh-gia/{round.public_id}/" in found
    assert f"http://testserver/en/san-pham/tom-kho-{one.product.public_id}/" in found
    assert len(found) == 2 * (13 + 2 + 1 + 1 + 2)
    assert {Client().get(page.removeprefix("http://testserver")).status_code for page in found} == {200}


def test_each_address_on_the_map_names_those_in_other_languages(cast: Cast) -> None:
    told = Client().get("/sitemap-trang.xml").content.decode()
    assert told.count('<xhtml:link rel="alternate" hreflang="x-default" href="http://testserver/kiem-tra/"/>') == 2
    assert told.count('<xhtml:link rel="alternate" hreflang="vi" href="http://testserver/kiem-tra/"/>') == 2
    assert told.count('<xhtml:link rel="alternate" hreflang="en" href="http://testserver/en/kiem-tra/"/>') == 2


def test_a_large_catalogue_comes_in_several_files(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(3):
        a_recognition(cast, f"Món {n}")
    monkeypatch.setattr(crawling.Products, "limit", 2)
    assert "http://testserver/sitemap-san-pham.xml?p=2" in _addresses("/sitemap.xml")
    assert len(_addresses("/sitemap-san-pham.xml?p=2")) == 2 * 1
    assert Client().get("/sitemap-san-pham.xml?p=3").status_code == 404
    assert Client().get("/sitemap-khac.xml").status_code == 404


def test_a_file_takes_two_queries_however_long_it_is(cast: Cast) -> None:
    a_recognition(cast, "Tôm khô")
    few = seen(Client(), "/sitemap-san-pham.xml").queries
    for n in range(3):
        a_recognition(cast, f"Món {n}")
    assert seen(Client(), "/sitemap-san-pham.xml").queries == few == 2
