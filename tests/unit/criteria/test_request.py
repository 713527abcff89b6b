from __future__ import annotations

import json
from typing import Any

import pytest
from tests.unit.criteria.cast import best_levels

from openocop.criteria.domain.refusal import Refused
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.request import answer

BEST = best_levels(criteria_set("26-2026", 8))


def request(**changed: object) -> dict[str, Any]:
    return {"release": "26-2026", "set": 8, "sheets": [{"assessor": "A", "levels": BEST}]} | changed


def test_keys_of_the_answer() -> None:
    # the promise of the command line: these keys, more may stand beside them
    told = answer(request(regulation={"max_spread": "10"}))
    assert {key: value for key, value in told.items() if key not in ("reasons", "regulation")} == {
        "release": "26-2026",
        "set": 8,
        "totals": {"A": "100"},
        "parts": {"A": {"A": "40", "B": "25", "C": "35"}},
        "average": "100.00",
        "average_exact": "100",
        "spread": "0",
        "rescoring_required": False,
        "band": 5,
        "gates": {
            "3": {"met": True, "missed": []},
            "4": {"met": True, "missed": []},
            "5": {"met": True, "missed": []},
        },
        "disqualified": False,
        "star": 5,
    }
    assert told["regulation"]["max_spread"] == "10"
    assert told["reasons"][-1] == "Xếp hạng 5 sao."
    json.dumps(told)


def test_the_callers_own_keys_stay_unread() -> None:
    assert answer(request(product="Mắm minh hoạ"))["star"] == 5


def test_a_superseded_sheet_is_named_by_its_key() -> None:
    sheet = criteria_set("1048-2019", "26-2019")
    told = answer(
        {"release": "1048-2019", "set": "26-2019", "sheets": [{"assessor": "A", "levels": best_levels(sheet)}]}
    )
    assert told["average"] == "99.00"


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (3, "phải là một đối tượng JSON"),
        (None, "phải là một đối tượng JSON"),
        ({}, "thiếu release"),
        (request(release=26), "thiếu release"),
        (request(release="26-2027"), 'Không có bộ tiêu chí "26-2027"'),
        (request(set=None), "set phải là số"),
        (request(set=True), "set phải là số"),
        (request(set=8.0), "set phải là số"),
        (request(set=27), "không có bộ số 27"),
        (request(set="8"), "không có bộ số 8"),
        (request(regulation=[]), "regulation: phải là một đối tượng JSON"),
        (request(regulation={"gate_test": "all"}), "gate_test"),
        (request(sheets=None), "sheets phải là danh sách"),
        (request(sheets=[]), "Chưa có phiếu nào"),
        (request(sheets=[3]), "Phiếu thứ 1: phải là một đối tượng JSON"),
        (request(sheets=[{"levels": BEST}]), r"Phiếu thứ 1: thiếu tên người chấm \(assessor\)"),
        (request(sheets=[{"assessor": " ", "levels": BEST}]), "thiếu tên người chấm"),
        (request(sheets=[{"assessor": "\ud800", "levels": BEST}]), "thiếu tên người chấm"),
        (request(sheets=[{"assessor": "A"}]), 'Phiếu của "A": levels phải là các cặp'),
        (request(sheets=[{"assessor": "A", "levels": BEST, "disqualifed": []}]), 'không có mục "disqualifed"'),
        (
            request(sheets=[{"assessor": "A", "levels": BEST, "disqualified": "1.1"}]),
            "disqualified phải là danh sách mã",
        ),
        (request(sheets=[{"assessor": "A", "levels": BEST, "disqualified": [1]}]), "disqualified phải là danh sách mã"),
        (
            request(sheets=[{"assessor": "A", "levels": BEST | {"1.1": 9}}]),
            'Phiếu của "A", tiêu chí 1.1: không có mức 9',
        ),
    ],
)
def test_what_is_refused_is_named(asked: object, problem: str) -> None:
    with pytest.raises(Refused, match=problem):
        answer(asked)
