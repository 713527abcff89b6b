"""Names as they are written and as they are typed."""

from __future__ import annotations

import pytest

from openocop.geography.domain.names import CITY_TYPES, Reading, full_name, readings, unit_key


@pytest.mark.parametrize(
    ("unit_type", "name", "written"),
    [
        ("huyện", "Đầm Dơi", "Huyện Đầm Dơi"),
        ("thành phố thuộc tỉnh", "Cà Mau", "Thành phố Cà Mau"),
        ("thành phố trực thuộc TW", "Huế", "Thành phố Huế"),
        ("phường", "2", "Phường 2"),
        ("đặc khu", "Cồn Cỏ", "Đặc khu Cồn Cỏ"),
    ],
)
def test_a_full_name_carries_its_type(unit_type: str, name: str, written: str) -> None:
    assert full_name(unit_type, name) == written


@pytest.mark.parametrize(("one", "other"), [("Quý Sơn", "Quí Sơn"), ("Hòa Bình", "Hoà Bình"), ("Mỹ Hưng", "mi hung")])
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert unit_key(one) == unit_key(other)


def test_a_name_with_its_type_is_also_read_without_it() -> None:
    assert readings("huyện Đầm Dơi") == [
        Reading("huien dam doi", None),
        Reading("dam doi", frozenset({"huyện"})),
    ]
    assert readings("TP. Cà Mau") == [Reading("tp ca mau", None), Reading("ca mau", CITY_TYPES)]


def test_a_name_that_begins_like_a_type_stays_whole() -> None:
    # Xà Phiên (31495, Hậu Giang) folds to "xa phien", as if it were the commune Phiên.
    assert readings("Xà Phiên")[0] == Reading("xa phien", None)


def test_a_bare_name_has_one_reading() -> None:
    assert readings("Đầm Dơi") == [Reading("dam doi", None)]
