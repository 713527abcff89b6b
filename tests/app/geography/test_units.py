"""Units of a day, found by code and by name."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from openocop.geography.selectors.tenants import tenant_units, territory_of
from openocop.geography.selectors.units import children_of, communes_of, find_units, full_name, full_names, unit_at

MEETING = date(2022, 11, 30)  # the council of round 1 of 2022
NOW = date(2026, 11, 24)
GOLDEN = json.loads((Path(__file__).parents[2] / "golden/geography/camau.json").read_text())


def _shown(units: list) -> list[list[str]]:
    return [[unit.code, full_name(unit)] for unit in units]


def test_the_districts_of_the_day_of_the_council_come_in_vietnamese_order() -> None:
    assert _shown(children_of("96", MEETING)) == GOLDEN["districts_on_2022_11_30"]


def test_a_code_is_another_unit_on_another_day() -> None:
    # 32002: Phường 4 to 30/11/2024, Phường 2 to 30/06/2025 (1252/NQ-UBTVQH15), Phường An Xuyên since.
    days = [date(2024, 11, 30), date(2024, 12, 1), date(2025, 6, 30), date(2025, 7, 1)]
    units = [unit_at("32002", day) for day in days]
    assert [unit and full_name(unit) for unit in units] == [
        "Phường 4",
        "Phường 2",
        "Phường 2",
        "Phường An Xuyên",
    ]


def test_an_unlisted_code_is_none() -> None:
    assert unit_at("99999", NOW) is None
    assert unit_at("970", date(2025, 7, 1)) is None


def test_the_province_has_64_communes_today() -> None:
    # Resolution 1655/NQ-UBTVQH15: 64 commune-level units.
    assert len(communes_of(["96"], NOW)) == 64


@pytest.mark.parametrize(
    ("name", "filters", "codes"),
    [
        ("Đầm Dơi", {"on": MEETING, "within": "Cà Mau"}, ["970", "32152"]),
        ("dam doi", {"on": MEETING, "within": "96"}, ["970", "32152"]),
        ("Đầm Dơi", {"on": MEETING, "within": "Bạc Liêu"}, []),
        ("Đầm Dơi", {"on": MEETING, "type": "huyện"}, ["970"]),
        ("Đầm Dơi", {"on": MEETING, "level": "commune"}, ["32152"]),
        ("huyen dam doi", {"on": MEETING}, ["970"]),
        ("xã Đầm Dơi", {"on": MEETING}, []),
        ("xã Đầm Dơi", {"on": NOW}, ["32152"]),
        ("TP Cà Mau", {"on": MEETING}, ["964"]),
        ("Cà Mau", {"on": MEETING, "type": "thành phố"}, ["964"]),
        ("tỉnh Cà Mau", {"on": NOW}, ["96"]),
        ("Tân Duyệt", {"on": MEETING, "within": "Đầm Dơi"}, ["32173"]),
    ],
)
def test_units_are_found_by_name_on_a_day(name: str, filters: dict, codes: list[str]) -> None:
    assert [unit.code for unit in find_units(name, **filters)] == codes


def test_a_whole_place_names_every_level_of_its_day(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    pairs = [("32173", MEETING), ("32152", NOW), ("970", MEETING), ("96", NOW), ("99999", NOW)]
    with django_assert_num_queries(3):
        names = full_names(pairs)
    assert names == {
        ("32173", MEETING): "Xã Tân Duyệt, huyện Đầm Dơi, tỉnh Cà Mau",
        ("32152", NOW): "Xã Đầm Dơi, tỉnh Cà Mau",
        ("970", MEETING): "Huyện Đầm Dơi, tỉnh Cà Mau",
        ("96", NOW): "Tỉnh Cà Mau",
    }


def test_a_tenant_was_other_provinces_before_the_merger() -> None:
    # Resolution 202/2025/QH15: Bạc Liêu and Cà Mau are one province from 01/07/2025.
    assert _shown(tenant_units("ca-mau", MEETING)) == [["96", "Tỉnh Cà Mau"], ["95", "Tỉnh Bạc Liêu"]]
    assert _shown(tenant_units("ca-mau", date(2025, 7, 1))) == [["96", "Tỉnh Cà Mau"]]
    assert tenant_units("khong-co", NOW) == []


def test_the_territory_is_told_alike_for_every_day_and_asked_once_between_changes(
    django_assert_max_num_queries,
) -> None:
    days = [date(1990, 1, 1), date(1996, 12, 31), date(1997, 1, 1), MEETING, date(2025, 6, 30), date(2025, 7, 1), NOW]
    expected = [[unit.code for unit in tenant_units("ca-mau", day)] for day in days]
    territory = territory_of("ca-mau")
    assert [territory(day) for day in days] == expected
    assert (territory(MEETING), territory(NOW)) == (["96", "95"], ["96"])
    with django_assert_max_num_queries(0):
        assert territory(date(2022, 12, 1)) == ["96", "95"]
