"""The real lists of Cà Mau that the messy files are made of; each row of the golden files names its source."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

GOLDEN = Path(__file__).parents[3] / "golden" / "provincial_lists"
LISTS = {"2021-1": 18, "2021-2": 26, "2022-1": 24}  # products counted by the council, sessions.csv of the source


@dataclass(frozen=True)
class Record:
    product: str
    producer: str
    district: str
    star: int


def records(name: str) -> list[Record]:
    with (GOLDEN / f"ca-mau-{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Record(row["product"], row["producer"], row["district"], int(row["star"])) for row in csv.DictReader(file)
        ]


def by_producer(rows: list[Record]) -> list[list[Record]]:
    return [list(block) for _, block in groupby(rows, key=lambda row: row.producer)]


def by_district(rows: list[Record]) -> list[tuple[str, list[Record]]]:
    """Blocks of districts, the rows of unknown district left out."""
    known = sorted((row for row in rows if row.district), key=lambda row: row.district)
    return [(district, list(block)) for district, block in groupby(known, key=lambda row: row.district)]
