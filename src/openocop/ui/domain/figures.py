"""Geometry of the small drawings. Coordinates are text: the page would write numbers in the reader's locale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from itertools import pairwise

from openocop.ui.domain.numbers import Number

# Bands of one to five stars: Decision 148/QĐ-TTg 2023 and 26/2026/QĐ-TTg, Annex II; each begins where the last ended.
BAND_STARTS = (0, 30, 50, 70, 90)
SCALE_END = 100


@dataclass(frozen=True, slots=True)
class Band:
    """One band of the ruler; `fill` is the width covered by the score, "" when none; `missing` counts unmet gates."""

    stars: int
    x: str
    width: str
    middle: str
    fill: str
    missing: int
    current: bool


@dataclass(frozen=True, slots=True)
class Ruler:
    width: str
    height: str
    bar_y: str
    bar_height: str
    tick_y: str
    label_y: str
    bands: tuple[Band, ...]
    ticks: tuple[tuple[str, str], ...]
    pointer: str


@dataclass(frozen=True, slots=True)
class _Size:
    width: int
    height: int
    bar_y: int
    bar_height: int
    tick_y: int
    label_y: int
    pointer: int
    clearance: int


_SIZES = {
    "": _Size(640, 50, 22, 8, 16, 46, 6, 16),
    "narrow": _Size(343, 50, 22, 8, 16, 46, 6, 16),
    "l": _Size(1080, 118, 44, 16, 34, 96, 12, 40),
}
_MARGIN = 5


def ruler(score: Number | None, missing: Mapping[int, int], size: str) -> Ruler:
    """Return the 0-100 scale with its five bands and a pointer at `score` (nothing is filled without one)."""
    dims = _SIZES[size]
    at = None if score is None else _at(Fraction(score), dims)
    ticks = tuple(
        (_px(_at(start, dims)), str(start))
        for start in BAND_STARTS[1:]
        if at is None or abs(_at(start, dims) - at) > dims.clearance
    )
    return Ruler(
        width=str(dims.width),
        height=str(dims.height),
        bar_y=str(dims.bar_y),
        bar_height=str(dims.bar_height),
        tick_y=str(dims.tick_y),
        label_y=str(dims.label_y),
        bands=tuple(_band(stretch, score, at, missing) for stretch in _stretches(dims)),
        ticks=ticks,
        pointer="" if at is None else _pointer(at, dims),
    )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Where a band lies at one size, whatever the score; `start` and `end` are points, the others pixels."""

    stars: int
    start: int
    end: int
    left: Fraction
    right: Fraction
    x: str
    width: str
    middle: str


@cache
def _stretches(dims: _Size) -> tuple[_Stretch, ...]:
    found = []
    for stars, (start, end) in enumerate(pairwise((*BAND_STARTS, SCALE_END)), 1):
        left = _at(start, dims) + (1 if start else 0)
        right = _at(end, dims) - (1 if end < SCALE_END else 0)
        found.append(_Stretch(stars, start, end, left, right, _px(left), _px(right - left), _px((left + right) / 2)))
    return tuple(found)


def _band(stretch: _Stretch, score: Number | None, at: Fraction | None, missing: Mapping[int, int]) -> Band:
    covered = Fraction(0) if at is None else min(stretch.right, at) - stretch.left
    return Band(
        stars=stretch.stars,
        x=stretch.x,
        width=stretch.width,
        middle=stretch.middle,
        fill=_px(covered) if covered > 0 else "",
        missing=missing.get(stretch.stars, 0),
        current=score is not None and stretch.start <= score and (score < stretch.end or stretch.end == SCALE_END),
    )


@lru_cache(maxsize=1000)
def _at(points: Fraction | int, dims: _Size) -> Fraction:
    return _MARGIN + points * Fraction(dims.width - 2 * _MARGIN, SCALE_END)


def _pointer(at: Fraction, dims: _Size) -> str:
    half, top, tip = dims.pointer, dims.bar_y - dims.pointer - 2, dims.bar_y + 1
    return f"{_px(at)},{tip} {_px(at - half)},{top} {_px(at + half)},{top}"


@dataclass(frozen=True, slots=True)
class Spark:
    """Members' scores as unnamed dots (x, y), their range, the average as a bar, and lines at 50, 70 and 90."""

    lines: tuple[str, ...]
    dots: tuple[tuple[str, str], ...]
    low: str
    high: str
    average: str


SPARK_START, SPARK_END, SPARK_WIDTH, _SPARK_MARGIN = 30, 100, 250, 8
_STACK = (12, 7, 17, 2, 22)  # equal scores are drawn above and below each other, so that none is hidden


def spark(scores: Sequence[Number], average: Number | None) -> Spark:
    """Return the range plot on a scale of 30-100; lower scores stand at its left end."""
    seen: Counter[Number] = Counter()
    dots = []
    for score in sorted(scores):
        dots.append((spark_x(score), str(_STACK[seen[score] % len(_STACK)])))
        seen[score] += 1
    return Spark(
        lines=tuple(spark_x(mark) for mark in BAND_STARTS[2:]),
        dots=tuple(dots),
        low=dots[0][0] if dots else "",
        high=dots[-1][0] if dots else "",
        average="" if average is None else _px(_spark_at(average) - Fraction(3, 2)),
    )


@lru_cache(maxsize=1024)
def spark_x(score: Number) -> str:
    return _px(_spark_at(score))


def _spark_at(score: Number) -> Fraction:
    within = min(max(Fraction(score), Fraction(SPARK_START)), Fraction(SPARK_END))
    room = SPARK_WIDTH - 2 * _SPARK_MARGIN
    return _SPARK_MARGIN + (within - SPARK_START) * Fraction(room, SPARK_END - SPARK_START)


@dataclass(frozen=True, slots=True)
class Strip:
    width: str
    cells: tuple[tuple[str, str], ...]


_CELL_STEP = 12


def strip(states: Sequence[str]) -> Strip:
    """Return one small cell (x, state) for each criterion."""
    cells = tuple((f"{index * _CELL_STEP}.8", state) for index, state in enumerate(states))
    return Strip(str(len(states) * _CELL_STEP), cells)


def _px(value: Fraction) -> str:
    return str(Decimal(round(value * 10)) / 10)
