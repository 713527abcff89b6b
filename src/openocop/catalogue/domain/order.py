"""Rows in order, held in memory: a page of whatever was narrowed to is read off, and nothing is sorted for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Rank = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """The places of all rows by their ascending `ranks`; a rank stands for one row only."""

    ranks: list[Rank]
    places: list[int]

    def among(self, rows: int) -> Iterator[int]:
        """Yield the places of those `rows` (bits) in order."""
        held = f"{rows:0{len(self.places)}b}"[::-1]
        return (place for place in self.places if held[place] == "1")

    def with_rows(self, ranks: Sequence[Rank]) -> Order:
        """Return the order after rows came, which take the next places."""
        grown = Order(self.ranks.copy(), self.places.copy())
        for place, rank in enumerate(ranks, len(self.places)):
            at = bisect_left(grown.ranks, rank)
            grown.ranks.insert(at, rank)
            grown.places.insert(at, place)
        return grown


def order_of(ranks: Sequence[Rank]) -> Order:
    """Return the order of rows whose ranks are given by place."""
    places = sorted(range(len(ranks)), key=ranks.__getitem__)
    return Order([ranks[place] for place in places], places)
