"""Counting facets without reading rows: the rows of each value are the bits of one whole number.

Twenty thousand products fit into 2.5 kB a value, so that counting every value of every facet takes less than a
millisecond, where the database would read all rows once for each facet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FacetIndex:
    """`rows` are those of each value of each facet, `keys` their keys by place and `places` the other way round.

    `every` holds the rows that stand: whoever is taken out leaves an empty place.
    """

    keys: list[int]
    places: dict[int, int]
    every: int
    rows: Mapping[str, Mapping[Any, int]]

    def having(self, facet: str, values: Iterable[Any]) -> int:
        """Return the rows that have any of these values; one that no row has adds none."""
        found = 0
        for value in values:
            found |= self.rows[facet].get(value, 0)
        return found

    def of_keys(self, keys: Iterable[int]) -> int:
        """Return the rows with these keys; a key that came after the index was made is left out."""
        places = self.places
        return _bits((places[key] for key in keys if key in places), len(self.keys)) & self.every

    def counts(self, facet: str, within: int) -> dict[Any, int]:
        """Return how many of the rows `within` have each value of a facet; values that none has are left out."""
        counted = ((value, (rows & within).bit_count()) for value, rows in self.rows[facet].items())
        return {value: count for value, count in counted if count}

    def without(self, keys: Iterable[int]) -> FacetIndex:
        """Return the index after the rows with these keys went."""
        left = self.every & ~self.of_keys(keys)
        rows = {facet: {value: held & left for value, held in values.items()} for facet, values in self.rows.items()}
        return FacetIndex(self.keys, self.places, left, rows)

    def with_rows(self, keys: Sequence[int], columns: Mapping[str, Sequence[Any]]) -> FacetIndex:
        """Return the index after rows with unknown `keys` came; `columns` as in `facet_index`."""
        added, start = facet_index(keys, columns), len(self.keys)
        rows = {facet: dict(values) for facet, values in self.rows.items()}
        for facet, values in added.rows.items():
            for value, held in values.items():
                rows[facet][value] = rows[facet].get(value, 0) | held << start
        places = {key: start + place for key, place in added.places.items()}
        return FacetIndex(self.keys + added.keys, self.places | places, self.every | added.every << start, rows)


def facet_index(keys: Sequence[int], columns: Mapping[str, Sequence[Any]]) -> FacetIndex:
    """Return the index of rows with these `keys`; `columns` holds each facet's values in the same order.

    A column may hold tuples: then each row has all values of its tuple, none where it is empty.
    """
    size, rows = len(keys), {}
    for facet, column in columns.items():
        by_value: dict[Any, list[int]] = {}
        if column and isinstance(column[0], tuple):
            for place, values in enumerate(column):
                for value in values:
                    by_value.setdefault(value, []).append(place)
        else:
            for place, value in enumerate(column):
                by_value.setdefault(value, []).append(place)
        rows[facet] = {value: _bits(places, size) for value, places in by_value.items()}
    return FacetIndex(list(keys), {key: place for place, key in enumerate(keys)}, (1 << size) - 1, rows)


def _bits(places: Iterable[int], size: int) -> int:
    packed = bytearray(size // 8 + 1)
    for place in places:
        packed[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(packed, "little")
