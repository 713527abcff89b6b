"""The packaged data of the demonstration, typed."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PROVINCE = "ca-mau"
PROVINCE_NAME = "Cà Mau"
REPLAYED = "CM-2022-1"
HISTORY = ("CM-2020", "CM-2021-1", "CM-2021-2", REPLAYED)
SEED = 20221130
_DATA = Path(__file__).resolve().parent.parent / "data"

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class PracticeProduct:
    """An invented product and where its practice stands.

    `average` is the average total wanted in points, `floors` the star whose floors every sheet meets, `missing` the
    criteria left under their floor, `spread` the points between the highest and the lowest total. An "upgrade" is
    of a product that the finished round recognised, one assessed "again" of a product whose certificate is ending.
    """

    name: str
    producer: str
    classification: str
    set_no: int
    average: int
    floors: int
    spread: int = 6
    stage: str = "session"
    kind: str = "first"
    missing: tuple[str, ...] = ()


@cache
def practice() -> dict[str, Any]:
    """Return `practice.yaml`: people, offices, producers and rounds, all invented."""
    data: dict[str, Any] = yaml.safe_load((_DATA / "practice.yaml").read_text(encoding="utf-8"))
    return data


def practice_products(round_key: str) -> list[PracticeProduct]:
    return [
        PracticeProduct(
            set_no=item["set"],
            missing=tuple(item.get("missing", ())),
            **{key: value for key, value in item.items() if key not in {"set", "missing"}},
        )
        for item in practice()[round_key]["products"]
    ]


@cache
def camau(name: str) -> tuple[Row, ...]:
    """Return the rows of one file of public facts: entities, products, sessions or sets-2022."""
    with (_DATA / "camau" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
