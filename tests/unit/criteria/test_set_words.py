"""The set a name suggests, held against names that never changed the words (tests/golden/criteria/guidance)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from openocop.core.domain.text import fold
from openocop.criteria.domain.guidance import lexicon
from openocop.criteria.domain.set_words import suggested_sets

LISTS = Path(__file__).parents[2] / "golden" / "criteria" / "guidance"


def _names(name: str) -> list[tuple[str, int]]:
    with (LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [(row["name"], int(row["set"])) for row in csv.DictReader(file)]


def _right(names: list[tuple[str, int]]) -> int:
    return sum([one.set_no for one in suggested_sets(lexicon(), name)][:1] == [no] for name, no in names)


# First suggestion right, of how many: 97.1 % of names the words were not written for.
@pytest.mark.parametrize(
    ("listed", "right", "total"), [("unseen", 168, 173), ("camau", 118, 120), ("learned", 374, 375)]
)
def test_the_first_suggestion_is_right(listed: str, right: int, total: int) -> None:
    names = _names(listed)
    assert (_right(names), len(names)) == (right, total)


def test_names_typed_without_marks_come_out_nearly_as_well() -> None:
    names = [(fold(name), no) for name, no in _names("unseen")]
    assert _right(names) == 166


def test_every_set_is_on_the_unseen_list() -> None:
    assert {no for _name, no in _names("unseen")} == set(range(1, 27))


def test_what_a_name_says_of_processing_decides_between_the_states_of_a_material() -> None:
    dried, raw = (suggested_sets(lexicon(), name)[0] for name in ("Chuối già sấy dẻo", "Chuối già Nam Mỹ"))
    assert (dried.set_no, dried.state, dried.words) == (7, "made", ("Chuối", "sấy dẻo"))
    assert (raw.set_no, raw.state, raw.words) == (1, "raw", ("Chuối",))


def test_the_head_of_a_name_comes_before_what_it_is_made_of() -> None:
    assert [one.set_no for one in suggested_sets(lexicon(), "Rượu mật ong rừng")] == [15]
    assert suggested_sets(lexicon(), "Dầu gội mật ong")[0].set_no == 19


def test_a_marked_word_is_not_taken_for_another_and_the_place_of_a_tone_does_not_matter() -> None:
    assert suggested_sets(lexicon(), "Đũa")[0].set_no == 21
    assert suggested_sets(lexicon(), "Dừa")[0].set_no == 1
    assert suggested_sets(lexicon(), "Thuỷ sản")[0].set_no == suggested_sets(lexicon(), "Thủy sản")[0].set_no == 2


@pytest.mark.parametrize("name", ["", "   ", "XYZ 123", "🦐", "<script>", "ă" * 10_000, "tôm " * 5_000])
def test_what_is_no_name_does_no_harm(name: str) -> None:
    assert len(suggested_sets(lexicon(), name)) <= 3
