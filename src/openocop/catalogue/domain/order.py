"""Rows in order, held in memory: a page of whatever was narrowed to is read off, and nothing is sorted for it."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_FEW = 16  # rows among so many times as many are looked for one by one


@dataclass(frozen=True, slots=True)
class Order:
    """The places of all rows, the first first, and the position of each place among them."""

    places: list[int]
    positions: list[int]

    def among(self, rows: int) -> Iterator[int]:
        """Yield the places of those `rows` (bits) in order."""
        held = f"{rows:0{len(self.places)}b}"[::-1]
        if rows.bit_count() * _FEW < len(self.places):
            return iter(sorted(_places(held), key=self.positions.__getitem__))
        return (place for place in self.places if held[place] == "1")

    def with_places(self, come: Iterable[int], rank: Callable[[int], Any]) -> Order:
        """Return the order after rows came; `rank` tells what the row at a place is put in order by."""
        grown = self.places.copy()
        for place in come:
            insort(grown, place, key=rank)
        return order_of(grown)


def order_of(places: Sequence[int]) -> Order:
    """Return the order in which these places stand."""
    positions = [0] * len(places)
    for position, place in enumerate(places):
        positions[place] = position
    return Order(list(places), positions)


def _places(held: str) -> Iterator[int]:
    place = held.find("1")
    while place >= 0:
        yield place
        place = held.find("1", place + 1)
