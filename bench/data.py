"""Deterministic synthetic data: the same bytes on every Python. Producers, certificates and marks are invented.

Every number comes from an own 64-bit generator (SplitMix64). Names are composed from real Vietnamese product words.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, MutableSequence, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bench.words import BASE, CATEGORIES, PLACE, PRODUCER, PRODUCER_KIND, QUALITY, QUERIES, SENT, WEIGHT
from openocop.core.domain.text import fold, slug

SEED = 20261123
_MASK = (1 << 64) - 1
_STARS = (3, 3, 3, 3, 3, 3, 3, 4, 4, 5)
_LEAST = {3: 5000, 4: 7000, 5: 9000}
_SPAN = {3: 2000, 4: 2000, 5: 1001}
T = TypeVar("T")


class Rng:
    """SplitMix64."""

    def __init__(self, seed: int) -> None:
        self._state = seed & _MASK

    def next(self) -> int:
        self._state = z = (self._state + 0x9E3779B97F4A7C15) & _MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return z ^ (z >> 31)

    def below(self, n: int) -> int:
        return self.next() % n

    def pick(self, items: Sequence[T]) -> T:
        return items[self.next() % len(items)]

    def shuffle(self, items: MutableSequence[Any]) -> None:
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]


@dataclass(frozen=True, slots=True)
class Marks:
    """One sheet to be written: points from 0 to 5, one for each criterion."""

    entry: int
    reviewer: int
    points: tuple[int, ...]


def products(n: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """Yield `n` products of an invented province list."""
    rng = Rng(seed)
    for number in range(1, n + 1):
        yield _product(rng, number)


def products_csv(n: int, seed: int = SEED) -> str:
    """Return the products as CSV with a heading line."""
    rows = list(products(n, seed))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def sheets(entries: int, reviewers: int, criteria: int, seed: int = SEED) -> list[Marks]:
    """Return every reviewer's sheet on every entry: each entry has a level, each reviewer a leniency, plus noise."""
    rng = Rng(seed + 1)
    found = []
    for entry in range(1, entries + 1):
        level = 1 + rng.below(31) / 10
        for reviewer in range(1, reviewers + 1):
            lenient = (rng.below(11) - 5) / 10
            points = (max(0, min(5, round(level + lenient + (rng.below(21) - 10) / 10))) for _ in range(criteria))
            found.append(Marks(entry, reviewer, tuple(points)))
    return found


def shuffled(items: list[Marks], seed: int = SEED) -> list[Marks]:
    """Return the sheets in the order in which they are to be written."""
    mixed = list(items)
    Rng(seed + 2).shuffle(mixed)
    return mixed


def queries() -> list[tuple[str, str]]:
    """Return pairs of the same search: with its marks, and plain."""
    return [(query, fold(query)) for query in QUERIES]


def _product(rng: Rng, number: int) -> dict[str, Any]:
    base, category = rng.pick(BASE)
    place, weight, kind, owner = rng.pick(PLACE), rng.pick(WEIGHT), rng.pick(PRODUCER_KIND), rng.pick(PRODUCER)
    name = f"{base} {rng.pick(QUALITY)} {place} {weight}"
    stars = _STARS[rng.below(10)]
    score = _LEAST[stars] + rng.below(_SPAN[stars])
    year, month, day = 2021 + rng.below(6), 1 + rng.below(12), 1 + rng.below(28)
    sentences = [rng.pick(SENT) for _ in range(5)]
    return {
        "id": number,
        "gtin14": _gtin14(number),
        "slug": f"{slug(name)}-{number}",
        "name": name,
        "name_ascii": fold(name),
        "category": CATEGORIES[category],
        "producer": f"{kind} {owner} {place}",
        "commune": f"xã {place}",
        "stars": stars,
        "score": f"{score // 100}.{score % 100:02d}",
        "price_vnd": (5 + rng.below(400)) * 1000,
        "certificate": f"OCOP-CM-{year}-{number:05d}",
        "issued": f"{year}-{month:02d}-{day:02d}",
        "expires": f"{year + 3}-{month:02d}-{day:02d}",
        "description": ". ".join(sentences) + ".",
    }


def _gtin14(number: int) -> str:
    body = f"0893{number:09d}"  # 893 is the GS1 prefix of Viet Nam; the numbers are invented
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(body))
    return body + str((10 - total % 10) % 10)
