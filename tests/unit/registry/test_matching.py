"""How alike two names are. The pairs are spellings that occur in the public lists of Cà Mau."""

from __future__ import annotations

import pytest

from openocop.registry.domain.matching import (
    ALIKE,
    bare_producer,
    nearest_producers,
    producer_likeness,
    product_likeness,
    spellings,
    tokens,
)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("HTX Cái Bát", "cai bat"),
        ("Hợp tác xã Cái Bát", "cai bat"),
        ("Hộ kinh doanh Ngọc Giàu", "ngoc giau"),
        ("Công ty TNHH MTV sản xuất thương mại Hùng Khánh", "hung khanh"),
        ("Công ty TNHH SXTM Hùng Khánh", "hung khanh"),
        ("Cơ sở sản xuất Đũa Chí Nguyện", "dua chi nguyen"),
        ("Hợp tác xã", "hop tac xa"),  # nothing else: kept
    ],
)
def test_the_legal_kind_is_left_out(name: str, bare: str) -> None:
    assert bare_producer(name) == bare


def test_words_are_looked_up_once_each() -> None:
    assert tokens("tom kho tom", "kho ca") == ["ca", "kho", "tom"]


def test_the_order_of_words_does_not_matter() -> None:
    assert product_likeness("tom cha bong", "", "cha bong tom", "") == 100


def test_one_name_of_two_producers_is_less_alike_than_of_one() -> None:
    same = product_likeness("tom kho", "cai bat", "tom kho", "cai bat")
    other = product_likeness("tom kho", "cai bat", "tom kho", "ngoc giau")
    assert same == 100
    assert other < ALIKE


def test_another_legal_kind_makes_less_alike() -> None:
    assert producer_likeness("cai bat", "cai bat", same_kind=True) == 100
    assert producer_likeness("cai bat", "cai bat", same_kind=False) == 90
    assert producer_likeness("a", "xyz", same_kind=False) == 0


def test_the_nearest_of_many_are_found_by_letters_and_by_words() -> None:
    names = ["HTX ba khía Đầm Dơi", "HTX Minh Đức", "Công ty Con Tôm"]
    known = [spellings(name) for name in names]
    assert nearest_producers(spellings("Hợp tác xã ba khía Đầm Rơi"), known, most=3) == [(0, 93)]
    assert nearest_producers(spellings("Đầm Dơi ba khía"), known, most=3) == [(0, 100)]
    assert nearest_producers(spellings("Cty TNHH Con Tôm"), known, most=3) == [(2, 100)]
    assert nearest_producers(spellings("HTX Năm Căn"), known, most=3) == []
