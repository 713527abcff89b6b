"""Maps, communes and old districts: counts that lead to the same products, and old names that lead to today's pages."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from openocop.catalogue.selectors.index import forget_index
from openocop.registry.domain.places import UnitBasis
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition, main_of
from tests.factories.eyes import seen
from tests.factories.registry import a_producer

THEN = date(2022, 11, 30)
TAN_DUYET, DAM_DOI_DISTRICT = "32173", "970"  # joined whole to xã Đầm Dơi on 01/07/2025; became seven communes


@pytest.fixture
def shelf(cast: Cast) -> None:
    """Four products: two of an old commune that is xã Đầm Dơi now, one of an old district, one of nowhere."""
    old = a_producer(cast, "HTX Tân Duyệt", unit_code=TAN_DUYET, unit_on=THEN)
    district = a_producer(cast, "HTX Ba Khía", unit_code=DAM_DOI_DISTRICT, unit_on=THEN, unit_basis=UnitBasis.INFERRED)
    a_recognition(cast, "Tôm khô", old)
    a_recognition(cast, "Cua gạch", old)
    a_recognition(cast, "Ba khía trộn sẵn", district, star=4)
    a_recognition(cast, "Ớt muối", None)


def _page(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.usefixtures("shelf")
class TestMap:
    def test_a_commune_is_counted_in_the_drawing_and_in_the_table_and_leads_to_its_products(self) -> None:
        page = _page("/ban-do/")
        assert '<a href="/san-pham/?noi=xa-dam-doi" tabindex="-1" data-code="32152">' in page
        assert "<title>Xã Đầm Dơi: 2 sản phẩm</title>" in page
        assert '<a href="/san-pham/?noi=xa-dam-doi" aria-label="Xã Đầm Dơi: 2">2</a>' in page
        assert len(re.findall(r"<path ", page.partition("<main")[2])) == 64
        words = main_of(Client().get("/ban-do/"))
        assert "Bảng có 2 sản phẩm. Thêm 1 sản phẩm chỉ biết huyện cũ: xem theo huyện." in words
        assert "Có 1 sản phẩm nguồn không ghi nơi làm." in words

    def test_an_old_district_counts_its_own_and_those_of_the_communes_that_lie_wholly_in_it(self) -> None:
        page = _page("/ban-do/huyen-cu/")
        assert "<title>Huyện Đầm Dơi: 3 sản phẩm</title>" in page
        found = re.search(r'href="(/san-pham/\?noi=huyen-dam-doi-cu[^"]*)" aria-label="Huyện Đầm Dơi: 3"', page)
        assert found
        assert "3 sản phẩm" in main_of(Client().get(found[1].replace("&amp;", "&")))

    def test_the_country_names_all_provinces_and_both_archipelagos_and_counts_only_ours(self) -> None:
        page = _page("/ban-do/ca-nuoc/")
        assert "<title>Cà Mau: 4 sản phẩm</title>" in page
        assert re.findall(r'<text class="name"[^>]*>(.*?)</text>', page) == ["Hoàng Sa", "Trường Sa"]
        assert page.count('<span class="quiet">–</span></td>') == 33

    @pytest.mark.parametrize("path", ["/ban-do/", "/ban-do/huyen-cu/", "/ban-do/ca-nuoc/"])
    def test_whoever_does_not_ask_for_the_moving_map_does_not_fetch_it(self, path: str) -> None:
        page = _page(path)
        scripts = re.findall(r'<script [^>]*src="([^"]+)"', page)
        assert "/static/catalogue/map.js" in scripts
        assert not any("leaflet" in script for script in scripts)
        assert 'data-script="/static/ui/vendor/leaflet.js"' in page
        assert "leaflet" not in "".join(re.findall(r'<link rel="stylesheet"[^>]*>', page))


@pytest.mark.usefixtures("shelf")
class TestCommune:
    def test_it_tells_what_it_was_who_makes_what_and_what_lies_beside_it(self) -> None:
        words = main_of(Client().get("/xa/xa-dam-doi/"))
        assert "Sản phẩm Cua gạch HTX Tân Duyệt" in words
        assert "Chủ thể HTX Tân Duyệt 2 sản phẩm" in words
        assert "Xã Tân Duyệt, huyện Đầm Dơi, tỉnh Cà Mau" in words
        assert "Cả Huyện Đầm Dơi (cũ)" in words
        assert "Giáp ranh:" in words
        assert "Xã Thanh Tùng" in words.partition("Giáp ranh:")[2]

    def test_an_old_district_shows_its_products_and_what_it_became(self) -> None:
        words = main_of(Client().get("/huyen-cu/huyen-dam-doi/"))
        assert "Tồn tại đến hết ngày 30/06/2025" in words
        for product in ("Tôm khô", "Cua gạch", "Ba khía trộn sẵn"):
            assert product in words
        assert "Xã Đầm Dơi" in words.partition("Nay là")[2]

    @pytest.mark.parametrize(
        "path", ["/xa/khong-co/", "/xa/huyen-dam-doi/", "/huyen-cu/xa-dam-doi/", "/xa/xa-ha-long/"]
    )
    def test_a_name_that_no_place_here_bears_is_not_found(self, path: str) -> None:
        assert Client().get(path).status_code == 404

    @pytest.mark.parametrize(
        ("query", "page"),
        [
            ("tan duyet", "/xa/xa-dam-doi/"),
            ("huyện Đầm Dơi", "/huyen-cu/huyen-dam-doi/"),
            ("đầm dơi", "/xa/xa-dam-doi/"),
        ],
    )
    def test_a_search_for_an_old_name_leads_there(self, query: str, page: str) -> None:
        answer = Client().get("/san-pham/", {"q": query}).content.decode()
        assert f'<a href="{page}">' in answer.partition("Nơi mang tên này:")[2].partition("</p>")[0]

    def test_products_and_producers_lead_to_their_place(self, cast: Cast) -> None:
        one = a_recognition(cast, "Muối", a_producer(cast, "HTX Muối")).product
        old = a_recognition(cast, "Mắm", a_producer(cast, "HTX Mắm", unit_code=DAM_DOI_DISTRICT, unit_on=THEN)).product
        assert one.producer
        assert '<a href="/xa/xa-dam-doi/">Xã Đầm Dơi</a>' in _page(f"/san-pham/{one.slug}-{one.public_id}/")
        assert '<a href="/xa/xa-dam-doi/">Xã Đầm Dơi</a>' in _page(f"/chu-the/htx-muoi-{one.producer.public_id}/")
        assert '<a href="/huyen-cu/huyen-dam-doi/">' in _page(f"/san-pham/{old.slug}-{old.public_id}/")


def test_nothing_published_says_how_products_come(cast: Cast) -> None:
    assert "Chưa có sản phẩm nào được công bố ở đây" in main_of(Client().get("/ban-do/"))
    assert Client().get("/xa/xa-dam-doi/").status_code == 404


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/ban-do/", 25),
        ("/ban-do/huyen-cu/", 25),
        ("/ban-do/ca-nuoc/", 8),
        ("/xa/xa-dam-doi/", 31),
        ("/huyen-cu/huyen-dam-doi/", 24),
    ],
)
def test_more_products_and_producers_take_no_more_queries(cast: Cast, path: str, queries: int) -> None:
    """Nothing is known yet, then a second visitor comes, then nothing is known and there is more."""
    a_recognition(cast, "Tôm khô", a_producer(cast))
    taken = [seen(Client(), path).queries, seen(Client(), path).queries]
    for n in range(4):
        a_recognition(cast, f"Món {n}", a_producer(cast, f"HTX {n}"))
    cache.clear()
    forget_index()
    assert [*taken, seen(Client(), path).queries] == [queries, 1, queries]
