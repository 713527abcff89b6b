"""Geometry of the score ruler, the range plot and the criteria strip."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from openocop.ui.domain import figures


def test_bands_begin_at_the_points_of_the_law() -> None:
    # Annex II of Decisions 148/QĐ-TTg (2023) and 26/2026/QĐ-TTg: 30, 50, 70, 90.
    drawn = figures.ruler(None, {}, "narrow")
    assert [value for _x, value in drawn.ticks] == ["30", "50", "70", "90"]
    # 343 wide with margins of 5: a point is 3.33, so 50 points stand at 171.5.
    assert drawn.ticks[1][0] == "171.5"
    assert drawn.pointer == ""
    assert [band.fill for band in drawn.bands] == ["", "", "", "", ""]


def test_a_score_fills_what_it_has_reached_and_no_more() -> None:
    drawn = figures.ruler(Decimal("62"), {4: 2}, "narrow")
    assert [bool(band.fill) for band in drawn.bands] == [True, True, True, False, False]
    assert [band.current for band in drawn.bands] == [False, False, True, False, False]
    assert [band.missing for band in drawn.bands] == [0, 0, 0, 2, 0]
    assert drawn.pointer.startswith("211.5,")  # 5 + 62 × 3.33


def test_the_band_is_read_from_the_exact_score() -> None:
    below = figures.ruler(Fraction(8999999, 100000), {}, "")  # 89.99999
    assert [band.stars for band in below.bands if band.current] == [4]
    assert [band.stars for band in figures.ruler(90, {}, "").bands if band.current] == [5]
    assert [band.stars for band in figures.ruler(100, {}, "").bands if band.current] == [5]


def test_a_tick_under_the_pointer_gives_way() -> None:
    assert [value for _x, value in figures.ruler(70, {}, "narrow").ticks] == ["30", "50", "90"]


def test_no_member_is_hidden_behind_another() -> None:
    drawn = figures.spark([Decimal(70), Decimal(70), Decimal(70), Decimal(64)], Decimal("68.5"))
    assert len(set(drawn.dots)) == 4
    # 250 wide with margins of 8, 30 to 100 points: 64 stands at 8 + 34 × 234/70.
    assert drawn.low == "121.7"
    assert drawn.average != ""


def test_a_council_without_scores_draws_only_the_lines() -> None:
    drawn = figures.spark([], None)
    assert (drawn.dots, drawn.low, drawn.average) == ((), "", "")
    assert len(drawn.lines) == 3


def test_the_strip_has_a_cell_for_each_criterion() -> None:
    assert figures.strip(["scored", "blank"]) == figures.Strip("24", (("0.8", "scored"), ("12.8", "blank")))
