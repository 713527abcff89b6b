"""The printed sheets as the files of a release have them, read without the scoring engine: it is what is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import openocop.criteria

RELEASE = "26-2026"
_FOLDER = Path(openocop.criteria.__file__).parent / "releases" / RELEASE


@dataclass(frozen=True, slots=True)
class Printed:
    """One criterion: points of its levels in the order of the print, star marks by points, what it hangs on."""

    code: str
    points: tuple[int, ...]
    stars: Mapping[int, int]
    needs: str

    @property
    def anchor(self) -> str:
        return "tc-" + self.code.replace(".", "-")


@cache
def sheet(number: int) -> tuple[Printed, ...]:
    """Return the criteria of a set in the order of the sheet."""
    (path,) = _FOLDER.glob(f"sets/{number:02d}-*.yaml")
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    criteria = [one for part in read["parts"] for group in part["groups"] for one in group["criteria"]]
    return tuple(_printed(one) for one in criteria)


@cache
def bands() -> tuple[tuple[int, int], ...]:
    """Return (lower bound in points, stars), highest first."""
    read = yaml.safe_load((_FOLDER / "release.yaml").read_text(encoding="utf-8"))
    return tuple(sorted(((band["lower"], band["stars"]) for band in read["bands"]), reverse=True))


def _printed(read: Mapping[str, Any]) -> Printed:
    marked: dict[int, int] = {}
    for level in read["levels"]:
        if "star" in level:
            marked[level["star"]] = max(level["points"], marked.get(level["star"], 0))
    needs = [rule["criterion"] for rule in read.get("rules", []) if rule["kind"] == "applies_only_if"]
    points = tuple(level["points"] for level in read["levels"])
    return Printed(str(read["code"]), points, marked, str(needs[0]) if needs else "")
