"""The catalogue: search, facets, order, pages and what it says when nothing is found."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client

from openocop.registry.domain.places import UnitBasis
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition, again, main_of, words_of
from tests.factories.registry import a_producer, a_product

THEN = date(2022, 11, 30)
TAN_DUYET, DAM_DOI_DISTRICT = "32173", "970"  # joined whole to xã Đầm Dơi on 01/07/2025; became seven communes


def _list(**asked: str | list[str]) -> str:
    return main_of(Client().get("/san-pham/?" + urlencode(asked, doseq=True)))


def _names(**asked: str | list[str]) -> list[str]:
    page = Client().get("/san-pham/?" + urlencode(asked, doseq=True)).content.decode()
    return [words_of(found) for found in re.findall(r'<h\d class="cell-t">(.*?)</h\d>', page)]


def _facet(name: str, value: str, **asked: str) -> str:
    """Return the count beside a value of a facet, "disabled" where it cannot be chosen."""
    page = Client().get("/san-pham/?" + urlencode(asked)).content.decode()
    found = re.search(rf'<input type="checkbox" name="{name}" value="{value}"([^>]*)>.*?class="ct">(.*?)<', page)
    assert found, f"{name}={value} is not offered"
    return "disabled" if "disabled" in found[1] else found[2]


@pytest.fixture
def shelf(cast: Cast) -> None:
    """Five products with a source: two of an old commune, one of an old district, one of a commune, one of nowhere."""
    old = a_producer(cast, "HTX Tân Duyệt", unit_code=TAN_DUYET, unit_on=THEN)
    district = a_producer(cast, "HTX Ba Khía", unit_code=DAM_DOI_DISTRICT, unit_on=THEN, unit_basis=UnitBasis.INFERRED)
    new = a_producer(cast, "HTX Năm Căn", unit_code="32191")
    a_recognition(cast, "Tôm khô đường phèn", old)
    a_recognition(cast, "Đường thốt nốt", old, decided_on=date(2025, 6, 1), council_on=None)
    a_recognition(cast, "Ba khía trộn sẵn", district, star=4)
    a_recognition(cast, "Cua gạch", new, decided_on=date(2022, 12, 20))
    a_recognition(cast, "Ớt muối", None, star=None, council_on=None)


@pytest.fixture
def with_invented(cast: Cast, shelf: None) -> None:
    a_recognition(cast, "Kẹo mẫu", a_producer(cast, "HTX Mẫu"), decided_on=date(2026, 8, 1), is_illustrative=True)


@pytest.mark.usefixtures("shelf")
class TestSearch:
    def test_words_are_found_with_and_without_marks(self) -> None:
        both = ["Đường thốt nốt", "Tôm khô đường phèn"]
        decomposed = "\u0111u\u031bo\u031b\u0300ng"
        asked = {
            **dict.fromkeys(("đường", "duong", "DUONG", decomposed), both),
            "thot not duong": ["Đường thốt nốt"],
            "ba kh": ["Ba khía trộn sẵn"],
            "htx ba khia": ["Ba khía trộn sẵn"],
        }
        assert {typed: _names(q=typed) for typed in asked} == asked

    def test_old_and_new_names_of_a_place_find_its_products(self) -> None:
        for typed in ("tân duyệt", "tan duyet", "xã Đầm Dơi", "dam doi"):
            assert {"Đường thốt nốt", "Tôm khô đường phèn"} <= set(_names(q=typed)), typed

    def test_the_words_found_are_marked_in_the_names(self, cast: Cast) -> None:
        a_recognition(cast, "Tôm <b>khô</b> & mặn", None)
        page = Client().get("/san-pham/?q=tom+kh").content.decode()
        assert "><mark>Tôm khô</mark> đường phèn</a>" in page
        assert "><mark>Tôm &lt;b&gt;khô&lt;/b&gt;</mark> &amp; mặn</a>" in page
        assert "<mark>" not in Client().get("/san-pham/").content.decode()

    def test_a_slip_is_corrected_and_said(self) -> None:
        page = _list(q="cua gachh")
        assert "1 sản phẩm khớp “cua gach”" in page
        assert "Không có sản phẩm nào khớp “cua gachh”, nên đây là kết quả cho “cua gach”." in page

    def test_nothing_found_says_what_to_try(self) -> None:
        page = _list(q="không có gì như thế")
        assert "Chưa tìm thấy “không có gì như thế”" in page
        assert "Như vậy chưa có nghĩa là sản phẩm không phải OCOP" in page
        assert "Bỏ từ khóa, xem tất cả" in page

    def test_odd_and_endless_words_are_answered(self) -> None:
        for typed in ("!!!", "   ", "\x00", "'\"*()", "a" * 10_000, "tôm " * 2_500, "☃"):
            answer = Client().get("/san-pham/", {"q": typed})
            assert answer.status_code == 200, typed[:20]
            assert len(answer.content) < 200_000, typed[:20]


@pytest.mark.usefixtures("shelf")
class TestFacets:
    def test_each_value_counts_what_it_would_leave(self) -> None:
        assert [_facet("tt", state) for state in ("valid", "ending", "expired", "unknown", "withdrawn")] == [
            *("1", "disabled", "1", "3", "disabled"),
        ]
        assert [_facet("sao", star) for star in ("5", "4", "3", "chua-ro")] == ["disabled", "1", "3", "1"]
        assert [_facet("nam", year) for year in ("2025", "2022", "chua-ro")] == ["1", "3", "1"]
        assert _facet("nhom", "cua") == "1"

    def test_an_old_commune_stands_under_its_present_name_and_an_old_district_says_so(self) -> None:
        page = _list()
        assert "Xã Đầm Dơi 2" in page
        assert "Huyện Đầm Dơi (cũ) 1" in page
        assert "Chưa rõ nơi 1" in page
        assert page.index("Huyện Đầm Dơi (cũ) 1") < page.index("Chưa rõ nơi 1")
        assert _names(noi="xa-dam-doi") == ["Đường thốt nốt", "Tôm khô đường phèn"]
        assert _names(noi="huyen-dam-doi-cu") == ["Ba khía trộn sẵn"]
        assert _names(noi="chua-ro") == ["Ớt muối"]

    def test_groups_of_the_law_can_be_chosen_once_one_is_known(self, cast: Cast) -> None:
        assert "Chưa lọc được: 5 sản phẩm ở đây chưa có nguồn nào ghi nhóm theo Quyết định 26/2026/QĐ-TTg." in _list()
        for name, code in (("Trà mãng cầu", "II.1.b"), ("Chiếu lác", "IV.1")):
            again(a_product(cast, None, name, classification=code))
        assert [_facet("nganh", code) for code in ("II", "IV", "chua-ro")] == ["1", "1", "5"]
        assert "Đồ uống 1 Hàng thủ công mỹ nghệ 1 Chưa rõ nhóm 5" in _list()
        assert _names(nganh="II") == ["Trà mãng cầu"]
        assert _names(nganh=["II", "IV"], xep="ten") == ["Chiếu lác", "Trà mãng cầu"]
        assert _names(nganh="I") == []
        assert len(_names(nganh="chua-ro")) == 5
        assert len(_names(nganh="VII")) == 7

    def test_values_of_one_facet_add_and_facets_narrow_each_other(self) -> None:
        assert _names(sao=["3", "4"], nam="2022", xep="ten") == ["Ba khía trộn sẵn", "Cua gạch", "Tôm khô đường phèn"]
        assert _facet("sao", "4", nam="2022") == "1"
        assert _facet("sao", "chua-ro", nam="2022") == "disabled"

    def test_a_condition_is_shown_and_can_be_taken_away(self) -> None:
        page = Client().get("/san-pham/?sao=3&q=duong").content.decode()
        assert 'href="/san-pham/?q=duong"' in page
        assert "Bỏ hết" in page

    def test_conditions_that_leave_nothing_offer_those_to_drop(self) -> None:
        page = _list(sao="4", nhom="cua")
        assert "Không có sản phẩm nào đủ các điều kiện này" in page
        assert "Bỏ “4 sao”: 1 sản phẩm" in page
        assert "Bỏ “Cua, ghẹ”: 1 sản phẩm" in page

    def test_values_that_cannot_be_are_passed_over(self) -> None:
        for name, value in (
            ("sao", "9"),
            ("tt", "hay"),
            ("nam", "²⁰²²"),
            ("nam", "99999"),
            ("xep", "x"),
            ("trang", "-3"),
        ):
            assert "5 sản phẩm" in _list(**{name: value}), (name, value)

    def test_an_unknown_family_or_place_narrows_to_nothing_and_can_be_removed(self) -> None:
        for name, value in (("nhom", "x'><script>"), ("noi", "khong-co"), ("noi", "a" * 9_000)):
            assert "Không có sản phẩm nào đủ các điều kiện này" in _list(**{name: value}), (name, value[:20])

    def test_a_thousand_conditions_are_answered(self) -> None:
        answer = Client().get("/san-pham/?" + urlencode({"noi": [f"noi-{n}" for n in range(1_000)]}, doseq=True))
        assert answer.status_code == 200


@pytest.mark.usefixtures("shelf")
class TestOrder:
    def test_names_stand_in_the_order_of_the_vietnamese_alphabet(self, cast: Cast) -> None:
        for name in ("Đậu phộng", "Dưa bồn bồn", "Ăn liền", "Ấm tích", "Bánh", "Bành"):
            a_recognition(cast, name, None, star=None, council_on=None)
        assert _names(xep="ten") == [
            *("Ăn liền", "Ấm tích", "Ba khía trộn sẵn", "Bành", "Bánh", "Cua gạch", "Dưa bồn bồn"),
            *("Đậu phộng", "Đường thốt nốt", "Ớt muối", "Tôm khô đường phèn"),
        ]

    def test_stars_and_days_put_the_unknown_last(self) -> None:
        assert _names(xep="sao")[0] == "Ba khía trộn sẵn"
        assert _names(xep="sao")[-1] == "Ớt muối"
        assert _names(xep="moi")[0] == "Đường thốt nốt"
        assert _names(xep="moi")[-1] == "Ớt muối"

    def test_running_certificates_come_first_when_nothing_is_asked(self) -> None:
        assert _names()[0] == "Đường thốt nốt"

    def test_a_long_list_has_pages_that_keep_what_was_asked(self, cast: Cast) -> None:
        for number in range(1, 26):
            a_recognition(cast, f"Mắm số {number:02d}", None)
        first = Client().get("/san-pham/?q=mam+so&xep=ten")
        assert "25 sản phẩm khớp “mam so”" in main_of(first)
        assert "1–24 trong 25 sản phẩm" in main_of(first)
        assert "q=mam+so&amp;xep=ten&amp;trang=2" in first.content.decode()
        assert _names(q="mam so", xep="ten", trang="2") == ["Mắm số 25"]
        assert _names(q="mam so", xep="ten", trang="99") == ["Mắm số 25"]


@pytest.mark.usefixtures("with_invented")
def test_an_invented_record_stands_in_the_list_but_not_in_its_headline() -> None:
    page = _list()
    assert "5 sản phẩm Chỉ tính sản phẩm có nguồn. Danh sách còn 1 bản ghi minh hoạ, không tính vào số trên." in page
    assert "1–6 trong 6 mục" in page
    assert _names(xep="con-han")[-1] == "Kẹo mẫu"
    alone = _list(q="keo mau")
    assert "1 bản ghi minh hoạ" in alone
    assert "sản phẩm khớp" not in alone
