import unicodedata

import pytest

from openocop.core.documents.fonts import printable_characters
from openocop.core.documents.text import bound, breakable_tree, paragraphs, printable, printable_tree

# All Vietnamese letters with their tones, upper and lower case.
VIETNAMESE = (
    "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ"
    "AÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬBCDĐEÉÈẺẼẸÊẾỀỂỄỆGHIÍÌỈĨỊKLMNOÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢPQRSTUÚÙỦŨỤƯỨỪỬỮỰVXYÝỲỶỸỴ"
)


def test_every_face_prints_all_of_vietnamese() -> None:
    assert {ord(letter) for letter in VIETNAMESE} - printable_characters() == set()


def test_every_face_prints_what_the_papers_themselves_use() -> None:
    assert [sign for sign in "–−×·…“”□≥≤%₫" if ord(sign) not in printable_characters()] == []


def test_an_emoji_is_not_printable() -> None:
    assert ord("🦐") not in printable_characters()
    assert ord("蝦") not in printable_characters()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (unicodedata.normalize("NFD", "Bánh phồng tôm Đầm Dơi"), "Bánh phồng tôm Đầm Dơi"),
        ("  Tôm\t khô\r\n Minh Đức ", "Tôm khô Minh Đức"),
        ("Tôm\u0000 khô\u0007", "Tôm khô"),
        ("Tôm\u202e khô\u200b\ufeff", "Tôm khô"),
        ("Tôm khô 🦐 蝦", "Tôm khô □ □"),
        ("Số:\u00a0\u00a0\u00a0/QĐ-UBND", "Số:\u00a0\u00a0\u00a0/QĐ-UBND"),
        ("\ud83d", ""),
    ],
)
def test_printable(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_tree_is_cleaned_all_the_way_down() -> None:
    assert printable_tree({"a": ("Tôm\n khô", [1, True, None])}) == {"a": ["Tôm khô", [1, True, None]]}


def test_tree_refuses_numbers_that_nobody_formatted() -> None:
    with pytest.raises(TypeError, match="float"):
        printable_tree({"average": 75.333})


def test_only_long_words_may_break() -> None:
    assert breakable_tree(["thủy sản", "a" * 30]) == ["thủy sản", "a" * 30]
    assert breakable_tree({"x": "b" * 31}) == {"x": "\u200b".join("b" * 31)}


def test_words_of_a_title_stay_whole() -> None:
    title = "Họp Hội đồng đánh giá, phân hạng SẢN PHẨM OCOP cấp tỉnh, đợt 1 năm 2022"
    assert bound(title).replace("\u00a0", "_") == (
        "Họp Hội_đồng đánh_giá, phân_hạng SẢN_PHẨM OCOP cấp_tỉnh, đợt_1 năm_2022"
    )


def test_paragraphs_skip_blank_lines() -> None:
    assert paragraphs("một\n\n  hai \n") == ("một", "hai")
