"""Rows in order, held in memory: a page of whatever was narrowed to is read off, and nothing is sorted for it."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

_FEW = 16  # rows among so many times as many are looked for one by one


@dataclass(frozen=True)
class Order:
    """The places of all rows, the first first."""

    places: Sequence[int]

    @cached_property
    def positions(self) -> list[int]:
        """Return the position of each place; asked for where few rows are looked for, so not in every order."""
        positions = [0] * len(self.places)
        for position, place in enumerate(self.places):
            positions[place] = position
        return positions

    def among(self, rows: int) -> Iterator[int]:
        """Yield the places of those `rows` (bits) in order."""
        held = f"{rows:0{len(self.places)}b}"[::-1]
        if rows.bit_count() * _FEW < len(self.places):
            return iter(sorted(_places(held), key=self.positions.__getitem__))
        return (place for place in self.places if held[place] == "1")

    def with_places(self, come: Iterable[int], rank: Callable[[int], Any]) -> Order:
        """Return the order after rows came; `rank` tells what the row at a place is put in order by."""
        grown = list(self.places)
        for place in come:
            insort(grown, place, key=rank)
        return Order(grown)


def _places(held: str) -> Iterator[int]:
    place = held.find("1")
    while place >= 0:
        yield place
        place = held.find("1", place + 1)
