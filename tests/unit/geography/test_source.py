"""The packaged lists hold what their notice says. The counts are the National Statistics Office's own."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from openocop.geography.domain.outlines import MAPS
from openocop.geography.domain.source import UnitRow, read_successions, read_units


def _in_force(on: date) -> list[UnitRow]:
    return [
        row
        for row in read_units()
        if (row.valid_from is None or row.valid_from <= on) and (row.valid_until is None or on < row.valid_until)
    ]


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        (date(2025, 6, 30), {"province": 63, "district": 696, "commune": 10035}),
        (date(2025, 7, 1), {"province": 34, "commune": 3321}),
        (date(2026, 11, 1), {"province": 34, "commune": 3321}),
    ],
)
def test_the_country_has_as_many_units_as_the_statistics_office_counts(on: date, counts: dict[str, int]) -> None:
    assert Counter(row.level for row in _in_force(on)) == counts


def test_every_unit_of_the_last_day_of_three_levels_has_a_successor_row() -> None:
    moved = {row.old_code for row in read_successions() if row.effective_on == date(2025, 7, 1)}
    assert {row.code for row in _in_force(date(2025, 6, 30))} - moved == set()


def test_every_commune_knows_its_province() -> None:
    provinces = {row.code for row in read_units() if row.level == "province"}
    assert {row.province_code for row in read_units()} == provinces


def test_the_valid_until_of_an_old_unit_is_the_first_day_of_the_new() -> None:
    # Decision 19/2025/QĐ-TTg: the two-level system works from 01/07/2025.
    assert [(r.name, r.valid_until) for r in read_units() if r.code == "970"] == [("Đầm Dơi", date(2025, 7, 1))]


@pytest.mark.parametrize(
    ("name", "layer", "count"),
    [
        ("ca-mau-communes", "communes", 64),
        ("ca-mau-districts", "districts", 16),
        ("provinces", "provinces", 34),
        ("provinces", "archipelagos", 2),
    ],
)
def test_a_map_holds_its_units(name: str, layer: str, count: int) -> None:
    shapes = json.loads((MAPS / f"{name}.json").read_text())["objects"][layer]["geometries"]
    assert len(shapes) == count
    assert all(shape["properties"]["code"] and shape["properties"]["name"] for shape in shapes)


def test_the_archipelagos_are_drawn_by_name() -> None:
    shapes = json.loads((MAPS / "provinces.json").read_text())["objects"]["archipelagos"]["geometries"]
    assert {shape["properties"]["name"] for shape in shapes} == {"Hoàng Sa", "Trường Sa"}
