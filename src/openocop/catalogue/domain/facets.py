"""Counting facets without reading rows: the rows of each value are the bits of one whole number.

Twenty thousand products fit into 2.5 kB a value, so that counting every value of every facet takes less than a
millisecond, where the database would read all rows once for each facet.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FacetIndex:
    """`keys` are the keys of all rows in ascending order, `rows` those of each value of each facet."""

    keys: array[int]
    rows: Mapping[str, Mapping[Any, int]]

    @property
    def every(self) -> int:
        return (1 << len(self.keys)) - 1

    def having(self, facet: str, values: Iterable[Any]) -> int:
        """Return the rows that have any of these values; one that no row has adds none."""
        found = 0
        for value in values:
            found |= self.rows[facet].get(value, 0)
        return found

    def of_keys(self, keys: Iterable[int]) -> int:
        """Return the rows with these keys; a key that came after the index was made is left out."""
        size = len(self.keys)
        places = ((bisect_left(self.keys, key), key) for key in keys)
        return _bits((place for place, key in places if place < size and self.keys[place] == key), size)

    def counts(self, facet: str, within: int) -> dict[Any, int]:
        """Return how many of the rows `within` have each value of a facet; values that none has are left out."""
        counted = ((value, (rows & within).bit_count()) for value, rows in self.rows[facet].items())
        return {value: count for value, count in counted if count}


def facet_index(keys: Iterable[int], columns: Mapping[str, Sequence[Any]]) -> FacetIndex:
    """Return the index of rows with ascending `keys`; `columns` holds each facet's values in the same order."""
    held = array("q", keys)
    rows = {}
    for facet, column in columns.items():
        by_value: dict[Any, list[int]] = {}
        for place, value in enumerate(column):
            by_value.setdefault(value, []).append(place)
        rows[facet] = {value: _bits(places, len(held)) for value, places in by_value.items()}
    return FacetIndex(held, rows)


def _bits(places: Iterable[int], size: int) -> int:
    packed = bytearray(size // 8 + 1)
    for place in places:
        packed[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(packed, "little")
