"""What became of units; examples from the real lists, their origin in the golden file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from openocop.geography.selectors.mergers import find_places, predecessors, spans_within, successors
from openocop.geography.selectors.units import full_name

MEETING, NOW = date(2022, 11, 30), date(2026, 11, 24)
GOLDEN = json.loads((Path(__file__).parents[2] / "golden/geography/camau.json").read_text())
CASES = GOLDEN["successors_2022_11_30_to_2026_11_24"]


@pytest.mark.parametrize("case", CASES)
def test_a_unit_became(case: str) -> None:
    code, expected = CASES[case]
    found = successors(code, on=MEETING, later=NOW)
    assert [[s.unit.code, full_name(s.unit), s.share] for s in found] == expected


def test_nothing_happens_within_one_day_of_law() -> None:
    found = successors("32155", on=date(2025, 7, 1), later=NOW)
    assert [(s.unit.code, s.share) for s in found] == [("32155", "whole")]


def test_a_split_keeps_the_words_of_the_list() -> None:
    found = successors("32155", on=MEETING, later=NOW)
    assert [s.detail for s in found] == ["một phần", "một phần"]


def test_a_commune_was_made_of() -> None:
    found = predecessors("32152", on=NOW, earlier=MEETING)
    assert [(full_name(p.unit), p.share) for p in found] == [
        ("Thị trấn Đầm Dơi", "whole"),
        ("Xã Tạ An Khương", "part"),
        ("Xã Tân Duyệt", "whole"),
        ("Xã Tân Dân", "whole"),
    ]


def test_a_place_lies_within_a_commune_only_when_all_of_its_unit_went_there() -> None:
    spans = spans_within("32152", on=NOW)

    def lies(code: str, on: date) -> bool:
        return any(span.covers(code, on) for span in spans)

    assert lies("32152", NOW)
    assert lies("32173", MEETING)  # Tân Duyệt, wholly
    assert not lies("32155", MEETING)  # Tạ An Khương, partly
    assert not lies("32173", NOW)  # no unit bears this code today
    assert not lies("970", MEETING)  # the district says too little


def test_a_reused_code_names_the_territory_of_its_day() -> None:
    # Phường 2 bore 32011 until it joined Phường 4 as the new Phường 2, code 32002, on 01/12/2024.
    spans = spans_within("32002", on=NOW)
    assert [("32011" in span.codes, span.start, span.until) for span in spans] == [
        (False, date(2025, 7, 1), None),
        (False, date(2024, 12, 1), date(2025, 7, 1)),
        (True, None, date(2024, 12, 1)),
    ]


def test_an_old_name_is_found_and_led_to_today() -> None:
    places = find_places("U Minh", on=NOW, within="96")
    assert [(full_name(p.unit), [full_name(s.unit) for s in p.now]) for p in places] == [
        ("Xã U Minh", ["Xã U Minh"]),
        ("Huyện U Minh", ["Xã Nguyễn Phích", "Xã U Minh", "Xã Khánh An", "Xã Khánh Lâm"]),
        ("Thị trấn U Minh", ["Xã Nguyễn Phích"]),
    ]
    assert find_places("U Minh", on=NOW, within="01") == []
