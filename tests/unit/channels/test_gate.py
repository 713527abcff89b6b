"""What is published nowhere: a star that does not run, and a claim that no decision bears."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from openocop.channels.domain.gate import Block, claimed_stars, gate
from openocop.channels.domain.rulebook import Severity
from tests.unit.channels.complete import complete

ON = date(2026, 12, 1)


def _told(channel: str = "voso", **changed: Any) -> list[tuple[Block, str]]:
    return [(held.block, held.at) for held in gate(complete() | changed, channel, ON)]


def test_a_running_star_that_is_stated_as_it_is_passes() -> None:
    assert _told(title="Tôm khô OCOP 3 sao", title_en="Dried shrimp, OCOP 3-star") == []


@pytest.mark.parametrize(
    ("recognition", "block"),
    [
        ({}, Block.NOT_RECOGNISED),
        ({"star": 3, "held_until": "2029-01-01", "withdrawn": True}, Block.WITHDRAWN),
        ({"star": 3, "held_until": "2026-12-01", "withdrawn": False}, Block.EXPIRED),  # the first day it does not hold
        ({"star": 3, "held_until": None, "withdrawn": False}, Block.TERM_UNKNOWN),
    ],
)
def test_no_star_that_does_not_run_is_published(recognition: dict[str, Any], block: Block) -> None:
    assert _told(recognition=recognition) == [(block, "recognition")]


def test_the_last_day_still_counts() -> None:
    assert _told(recognition={"star": 3, "held_until": "2026-12-02", "withdrawn": False}) == []


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("Tôm khô đạt OCOP 4 sao", {4}),
        ("OCOP hạng 4 sao", {4}),
        ("Sản phẩm bốn sao OCOP", {4}),
        ("OCOP-5-STAR shrimp", {5}),
        ("a four-star OCOP product", {4}),
        ("OCOP 3 sao, khách chấm 5 sao", {3}),  # reviews are no claim
        ("Một sao biển khô", set()),
        ("OCOP Cà Mau", set()),
    ],
)
def test_claims_are_read_in_both_languages(text: str, stars: set[int]) -> None:
    assert claimed_stars(text) == stars


@pytest.mark.parametrize("field", ["title", "title_en", "description_html", "keywords_en"])
def test_a_claim_of_another_grade_is_refused_wherever_it_stands(field: str) -> None:
    assert _told(**{field: "OCOP 4 sao"}) == [(Block.STAR_MISSTATED, field)]
    assert _told(highlights=["Ngon", "OCOP 5 sao"]) == [(Block.STAR_MISSTATED, "highlights")]


def test_a_badge_on_the_main_picture_is_minded_where_the_channel_minds_it() -> None:
    record = complete()
    record["images"][0]["has_badge"] = True
    assert [held.block for held in gate(record, "amazon", ON)] == [Block.BADGE_ON_PICTURE]
    assert gate(record, "voso", ON) == []


def test_papers_that_ended_are_not_sent_and_those_that_end_soon_are_told() -> None:
    papers = [{"ends_on": "2026-11-30"}, {"ends_on": "2026-12-30"}, {"ends_on": "2026-12-31"}, {}]
    held = gate(complete() | {"certificates": papers}, "voso", ON)
    assert [(one.block, one.severity) for one in held] == [
        (Block.CERTIFICATE_ENDS, Severity.ERROR),
        (Block.CERTIFICATE_ENDS_SOON, Severity.WARNING),
    ]


def test_food_says_what_every_label_says() -> None:
    assert _told(food={"ingredients": "Tôm", "shelf_life_days": 180}) == [
        (Block.FOOD_CORE, "food.storage"),
        (Block.FOOD_CORE, "food.declaration_no"),
    ]
    assert _told(food=None, net_content=None) == []


def test_amounts_are_whole_and_texts_are_composed() -> None:
    assert _told(price=250_000.5) == [(Block.NOT_WHOLE, "price")]
    assert _told(title="To\N{COMBINING CIRCUMFLEX ACCENT}m kho\N{COMBINING CIRCUMFLEX ACCENT}") == [
        (Block.NOT_COMPOSED, "title")
    ]
