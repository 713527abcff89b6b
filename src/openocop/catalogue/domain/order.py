"""Rows in order, held in memory: a page of whatever was narrowed to is read off, and nothing is sorted for it."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Order:
    """The places of all rows, the first first."""

    places: list[int]

    def among(self, rows: int) -> Iterator[int]:
        """Yield the places of those `rows` (bits) in order."""
        held = f"{rows:0{len(self.places)}b}"[::-1]
        return (place for place in self.places if held[place] == "1")

    def with_places(self, come: Iterable[int], rank: Callable[[int], Any]) -> Order:
        """Return the order after rows came; `rank` tells what the row at a place is put in order by."""
        grown = self.places.copy()
        for place in come:
            insort(grown, place, key=rank)
        return Order(grown)
