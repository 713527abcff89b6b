"""Reading the packaged lists of units and mergers."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One version of a unit; `valid_until` is the first day no longer in force."""

    code: str
    level: str
    name: str
    type: str
    parent_code: str
    province_code: str
    valid_from: date | None
    valid_until: date | None
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """What became of a unit on a day; `new_code` is empty for a district abolished without a successor."""

    old_code: str
    new_code: str
    share: str
    effective_on: date
    detail: str
    basis: str
    source: str


def read_units() -> list[UnitRow]:
    """Return every version of every unit, in the order of the file."""
    rows = _rows("units.csv")
    # No district of the list ever changed province.
    province_of = {row["code"]: row["parent_code"] for row in rows if row["level"] == "district"}
    return [_unit(row, province_of) for row in rows]


def read_successions() -> list[SuccessionRow]:
    return [
        SuccessionRow(
            old_code=row["old_code"],
            new_code=row["new_code"],
            share=row["share"],
            effective_on=date.fromisoformat(row["effective"]),
            detail=row["detail"],
            basis=row["basis"],
            source=row["source"],
        )
        for row in _rows("mergers.csv")
    ]


def _unit(row: dict[str, str], province_of: dict[str, str]) -> UnitRow:
    parent = row["parent_code"]
    return UnitRow(
        code=row["code"],
        level=row["level"],
        name=row["name"],
        type=row["type"],
        parent_code=parent,
        province_code=row["code"] if row["level"] == "province" else province_of.get(parent, parent),
        valid_from=_day(row["valid_from"]),
        valid_until=_day(row["valid_to"]),
        basis=row["basis"],
        source=row["source"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
