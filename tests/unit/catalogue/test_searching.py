"""From what people type to words that products bear."""

from __future__ import annotations

import pytest

from openocop.catalogue.domain.search import fts5_expression, plan, tsquery_expression
from openocop.catalogue.domain.sentence import meant
from openocop.catalogue.domain.spelling import Vocabulary, corrected, of_a_sentence, vocabulary_of
from openocop.catalogue.domain.synonyms import said_elsewhere

KNOWN = vocabulary_of(
    [
        "tom kho rach goc htx tam hien xa phan ngoc hien",
        "mat ong u minh htx rung vang xa u minh",
        "cua bien nam can co so ut oanh xa nam can",
        "nuoc mam phu tan xa phu tan",
    ]
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("mua mật ong rừng ở U Minh giá bao nhiêu?", "mat ong rung u minh"),
        ("toi muon mua mat ong o dau", "mat ong"),
        ("Mắm ruốc của HTX Minh Duy gửi về Sài Gòn được không", "mam ruoc htx minh duy sai gon"),
        # Without marks "cua" may be a crab and "minh" half a place: both stay.
        ("cua bien u minh", "cua bien u minh"),
        ("vải của mình", "vai"),
        ("đặc sản ngon nhất", ""),
        ("!!! *** ", ""),
    ],
)
def test_what_only_asks_is_left_out(typed: str, words: str) -> None:
    assert meant(typed).text == words


def test_a_sentence_of_five_thousand_letters_is_read_to_its_first_words() -> None:
    assert len(meant("tôm khô " * 700).words) == 8


def test_marks_of_direction_are_no_part_of_a_word() -> None:
    assert plan("\u202etôm\u202c \u200fkhô").words == ("tom", "kho")


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("banh da cai nuoc", ["banh trang cai nuoc"]),
        ("hot vit muoi", ["trung vit muoi", "hat vit muoi"]),
        ("lon", ["heo"]),
        ("heo", []),  # "lon" is also big, and a can
        ("tom kho", []),
    ],
)
def test_words_of_another_part_of_the_country(words: str, others: list[str]) -> None:
    assert [" ".join(other) for other in said_elsewhere(tuple(words.split()))] == others


def test_a_quantity_is_looked_for_as_products_bear_it() -> None:
    assert plan("mật ong 500g").every == (("mat", "ong", "500", "g"), ("mat", "ong", "500g"))


def test_both_databases_are_asked_for_the_same() -> None:
    asked = plan("bánh đa").every
    assert asked == (("banh", "da"), ("banh", "trang"))
    assert fts5_expression(*asked) == '("banh" "da"*) OR ("banh" "trang"*)'
    assert tsquery_expression(*asked) == "('banh' & 'da':*) | ('banh' & 'trang':*)"
    assert fts5_expression(("da",), beginning="") == '("da")'


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("cua bien nam cam", "cua bien nam can"),
        ("tomkho", "tom kho"),
        ("tran thi kin", None),  # a name of somebody: no two of "tam", "hien" and "kho" stand side by side
        ("xyzzy", None),
    ],
)
def test_slips_are_mended(typed: str, better: str | None) -> None:
    found = corrected(tuple(typed.split()), KNOWN)
    assert (found and " ".join(found)) == better


def test_of_a_sentence_known_words_stay_and_others_go_unless_they_fit_their_neighbours() -> None:
    typed = ("cua", "biem", "nam", "can", "gui", "sai", "gon")
    assert of_a_sentence(typed, KNOWN) == ("cua", "bien", "nam", "can")
    assert of_a_sentence(("gui", "sai"), Vocabulary()) == ()
