"""Worked councils: each file says where its figures come from; they were added by hand from the printed sheets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openocop.criteria.domain.request import answer

FILES = sorted((Path(__file__).parents[2] / "golden" / "criteria").glob("*.json"))


def test_the_worked_councils_are_found() -> None:
    assert len(FILES) == 9


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_worked_council(path: Path) -> None:
    worked = json.loads(path.read_text(encoding="utf-8"))
    told = answer(worked["request"])
    assert worked["origin"]
    assert {key: told[key] for key in worked["expected"]} == worked["expected"]
