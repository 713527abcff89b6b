"""The engine against a second calculation, on random councils of every sheet that may rank."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.unit.criteria import independent

from openocop.criteria.domain.request import answer

COUNCILS_A_SHEET = 32  # over the 75 sheets: 2,400 councils
FILES = sorted(independent.RELEASES.glob("*/s*/*.yaml"))
PARTIAL = ("148-2023/sets/07", "148-2023/sets/11", "148-2023/sets/12", "148-2023/sets/13")
RANKABLE = [path for path in FILES if not any(name in str(path) for name in PARTIAL)]


def random_regulation(release_id: str, chance: Random) -> dict[str, Any]:
    return {
        "gate_test": chance.choice(["every", "majority", "average"]),
        "missed_gate": chance.choice(["highest_star_met", "not_eligible"]),
        "max_spread": chance.choice([None, "10", "7.5"]),
        "disqualifier_test": chance.choice(["any", "majority", "every"]),
        "band_reading": chance.choice(["lower_bound", "rounded_half_up"])
        if release_id == "1048-2019"
        else "lower_bound",
        "heading_mark": chance.choice(["not_binding", "lowest_level", "top_level"])
        if release_id == "148-2023"
        else "not_binding",
    }


def random_council(sheet: dict[str, Any], chance: Random) -> list[dict[str, Any]]:
    knocked = independent.knock_out_codes(sheet)
    severity = chance.choice([0.0, 0.0, 0.5])
    lean = chance.choice([-3, 0, 1, 3, 8])
    return [
        {
            "assessor": f"Thành viên {place}",
            "levels": independent.random_levels(sheet, chance, lean),
            "disqualified": [code for code in knocked if chance.random() < severity],
        }
        for place in range(chance.choice([1, 2, 3, 4]))
    ]


def test_all_sheets_are_there() -> None:
    assert (len(FILES), len(RANKABLE)) == (79, 75)


@pytest.mark.parametrize("path", RANKABLE, ids=[f"{path.parts[-3]}-{path.stem[:7]}" for path in RANKABLE])
def test_engine_and_second_calculation_agree(path: Path) -> None:
    sheet, release_id = independent.read_sheet(path), path.parts[-3]
    chance = Random(f"{release_id} {sheet['number']}")
    for _ in range(COUNCILS_A_SHEET):
        regulation, sheets = random_regulation(release_id, chance), random_council(sheet, chance)
        told = answer({"release": release_id, "set": sheet["number"], "regulation": regulation, "sheets": sheets})
        wanted = independent.expected(sheet, regulation, sheets)
        assert {key: told[key] for key in wanted} == wanted


def test_the_random_councils_reach_every_star_and_every_kind_of_outcome() -> None:
    # A comparison proves little where nothing happens: set 8 alone must show all stars and a knock-out.
    path = next(path for path in RANKABLE if "26-2026/sets/08" in str(path))
    sheet, chance = independent.read_sheet(path), Random("outcomes")
    stars = set()
    for _ in range(150):
        regulation = random_regulation("26-2026", chance)
        stars.add(independent.expected(sheet, regulation, random_council(sheet, chance))["star"])
    assert stars == {None, 1, 2, 3, 4, 5}
