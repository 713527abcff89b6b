"""Vietnamese text keys."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime

import pytest

from openocop.core.domain.canonical import canonical_json
from openocop.core.domain.legal_time import legal_day, months_later
from openocop.core.domain.text import fold, nfc, search_key, slug, sort_key


def test_fold_strips_every_mark_and_the_d_with_stroke() -> None:
    assert fold("ĐẶC SẢN Đường Ỗi ựu") == "dac san duong oi uu"


def test_search_key_is_the_same_for_composed_and_decomposed_input() -> None:
    name = "Mắm tôm chua ngọt (250 g)"
    assert search_key(name) == search_key(unicodedata.normalize("NFD", name)) == "mam tom chua ngot 250 g"


def test_nfc_collapses_all_white_space() -> None:
    assert nfc("  Ba khía\u00a0 trộn\n sẵn ") == "Ba khía trộn sẵn"


def test_slug() -> None:
    assert slug("Cà Mau") == "ca-mau"


def test_sorting_follows_the_vietnamese_alphabet_letters_before_tones() -> None:
    words = ["đũa", "dừa", "ăn", "ba khía", "bà", "ba", "an", "âm", "bánh", "ổi", "ớt", "ong"]
    expected = ["an", "ăn", "âm", "ba", "bà", "ba khía", "bánh", "dừa", "đũa", "ong", "ổi", "ớt"]
    assert sorted(words, key=sort_key) == expected


def test_a_legal_day_is_a_day_of_vietnam() -> None:
    assert legal_day(datetime(2022, 11, 30, 17, 0, tzinfo=UTC)) == date(2022, 12, 1)


# office-practice 1: 05/02/2026 → 05/02/2029; the last day of a month stays the last.
@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 2, 5), date(2029, 2, 5)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2022, 11, 30), date(2025, 11, 30)),
    ],
)
def test_thirty_six_months_end_on_the_corresponding_day(start: date, end: date) -> None:
    assert months_later(start, 36) == end


def test_canonical_json_is_sorted_compact_utf8() -> None:
    assert canonical_json({"b": "Cà Mau", "a": [1, None]}) == '{"a":[1,null],"b":"Cà Mau"}'.encode()
