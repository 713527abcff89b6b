"""Invented sheets add up to what they should, on every sheet of every complete release."""

from __future__ import annotations

from random import Random

import pytest

from openocop.criteria.domain.releases import criteria_set, current_sets
from openocop.criteria.domain.sheet import score_sheet
from openocop.demo.domain.invented_sheets import TotalOutOfReach, floors_of, levels_for_total, member_totals
from openocop.demo.domain.practice import PROVINCE, camau, practice, practice_products


@pytest.mark.parametrize("release", ["1048-2019", "26-2026"])
@pytest.mark.parametrize("total", [54, 62, 76])
def test_every_sheet_can_be_filled_to_a_total(release: str, total: int) -> None:
    for printed in current_sets(release):
        levels = levels_for_total(printed, total, rng=Random(1))
        assert score_sheet(printed, "A", levels).total == total, printed.no


def test_a_sheet_can_be_held_over_its_floors() -> None:
    printed = criteria_set("26-2026", 8)
    floors = floors_of(printed, 4)
    score = score_sheet(printed, "A", levels_for_total(printed, 76, rng=Random(1), at_least=floors))
    assert [code for code, points in floors.items() if score.points[printed.position[code]] < points] == []
    assert score.total == 76


def test_a_total_out_of_reach_is_refused() -> None:
    with pytest.raises(TotalOutOfReach):
        levels_for_total(criteria_set("26-2026", 8), 101, rng=Random(1))


def test_members_totals_add_up_and_differ_by_the_spread() -> None:
    # 62 points on average of nine members, as the two leading products of 30/11/2022 have.
    totals = member_totals(558, 9, spread=6, rng=Random(1))
    assert (sum(totals), max(totals) - min(totals), len(totals)) == (558, 6, 9)


def test_the_same_seed_gives_the_same_sheet() -> None:
    printed = criteria_set("1048-2019", 9)
    assert levels_for_total(printed, 62, rng=Random(5)) == levels_for_total(printed, 62, rng=Random(5))


def test_every_product_of_the_replayed_round_has_a_sheet() -> None:
    listed = {(r["product_name"], r["entity_name"]) for r in camau("products") if r["session_id"] == "CM-2022-1"}
    read = [(r["product_name"], r["entity_name"]) for r in camau("sets-2022")]
    assert len(read) == 24
    assert set(read) == listed


def test_invented_names_say_so() -> None:
    """Practice never stands on a name of the public lists (office-practice 17)."""
    real = {row["entity_name"] for row in camau("entities")} | {row["product_name"] for row in camau("products")}
    producers = [item["name"] for item in practice()["producers"]]
    products = [p.name for key in ("current_round", "finished_round") for p in practice_products(key)]
    assert len(products) == 15
    assert all("Mẫu" in name for name in producers)
    assert all(name.endswith("(mẫu)") for name in products)
    assert real.isdisjoint([*producers, *products])
    assert PROVINCE == "ca-mau"


@pytest.mark.parametrize(("release", "no"), [("1048-2019", 9), ("26-2026", 8)])
def test_assessors_of_one_product_do_not_lie_far_apart(release: str, no: int) -> None:
    printed = criteria_set(release, no)
    common = levels_for_total(printed, 62, rng=Random(1))
    for seed in range(20):
        near = levels_for_total(printed, 66, rng=Random(seed), near=common)
        assert score_sheet(printed, "A", near).total == 66
        assert sum(near[code] != common[code] for code in common) <= 10
