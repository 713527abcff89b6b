"""How much of what people mean a search shows on its first page, judged without the project's own means."""

from __future__ import annotations

import csv
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.search import Choice, find
from openocop.catalogue.selectors.states import catalogue_version

ROOT = Path(__file__).parents[1]
FIRST = 20
_QUERIES = ROOT / "tests/golden/search/queries.yaml"
_GEOGRAPHY = ROOT / "src/openocop/geography/data"
_PROVINCES = {"95", "96"}  # Bạc Liêu and Cà Mau, one since 01/07/2025


def query_sets() -> dict[str, list[dict[str, str]]]:
    """Return both sets of queries; those said to be in NFD are."""
    sets: dict[str, list[dict[str, str]]] = yaml.safe_load(_QUERIES.read_text(encoding="utf-8"))
    for queries in sets.values():
        for query in queries:
            form = query.get("form")
            query["typed"] = unicodedata.normalize("NFD", query["typed"]) if form == "NFD" else query["typed"]
    return sets


def recalls(queries: list[dict[str, str]], on: date) -> dict[str, float]:
    """Return for each typed query how much of what is meant stands among the first twenty, between 0 and 1.

    Raises:
        AssertionError: nothing in the catalogue is what a query means; then it measures nothing.
    """
    rows = [
        (key, set(_plain(f"{name} {producer}").split()), _plain(place))
        for key, name, producer, place in Listing.objects.values_list("pk", "name", "producer_name", "place_text")
    ]
    return {query["typed"]: _recall(query, rows, on) for query in queries}


def _recall(query: dict[str, str], rows: list[tuple[int, set[str], str]], on: date) -> float:
    words, district = set(_plain(query["wanted"]).split()), query.get("district", "")
    places, name = _district_places(district) if district else frozenset(), set(_plain(district).split())
    meant = {key for key, held, place in rows if words <= held and (place in places or name <= held)}
    assert meant, f"nothing in the catalogue is what is meant by {query['typed']}"
    shown = find(Choice(query=query["typed"]), catalogue_version(), on).keys(0, FIRST)
    return len(meant & set(shown)) / min(FIRST, len(meant))


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c if c.isalnum() else " " for c in apart if not unicodedata.combining(c))


@cache
def _rows(name: str) -> list[dict[str, Any]]:
    with (_GEOGRAPHY / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _district_places(district: str) -> frozenset[str]:
    """Return where a product of a former district may come from: the district itself, or a commune made of its own."""
    code = next(
        unit["code"]
        for unit in _rows("units.csv")
        if unit["level"] == "district" and unit["parent_code"] in _PROVINCES and unit["name"] == district
    )
    inside = {unit["code"] for unit in _rows("units.csv") if unit["parent_code"] == code}
    went = {row["new_code"] for row in _rows("mergers.csv") if row["old_code"] in inside}
    now = {unit["name"] for unit in _rows("units.csv") if unit["code"] in went and not unit["valid_to"]}
    return frozenset({_plain(f"xã {name}") for name in now} | {_plain(f"huyện {district}")})
