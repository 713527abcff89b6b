"""Outlines of units: read from the shipped TopoJSON, and drawn small enough to stand inside a page."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

MAPS = Path(__file__).resolve().parent.parent / "static" / "geography"
Point = tuple[float, float]
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Outline:
    """A unit on a map: its rings in degrees (longitude, latitude) and the numbers of the lines they are made of.

    `exact` is false for an old district whose line a new commune crosses. For display only, never for measuring.
    """

    code: str
    name: str
    exact: bool
    rings: tuple[tuple[Point, ...], ...]
    lines: frozenset[int]


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline as an SVG path: a point inside its largest ring for a number, one over its middle for a name."""

    code: str
    name: str
    exact: bool
    path: str
    x: int
    y: int
    over: Cell


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in one frame of `width` by `height` units."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


def map_file(name: str) -> str:
    """Return the path under static files of the map `name` ("ca-mau-communes"), "" when none is shipped."""
    return f"geography/{name}.json" if (MAPS / f"{name}.json").is_file() else ""


@cache
def outlines(name: str, layer: str) -> tuple[Outline, ...]:
    """Return the outlines of a layer of the map `name`, in the order of the file; none when no such map is shipped."""
    if not map_file(name):
        return ()
    file = json.loads((MAPS / f"{name}.json").read_text(encoding="utf-8"))
    lines = [_degrees(line, file["transform"]) for line in file["arcs"]]
    return tuple(_outline(one, lines) for one in file["objects"][layer]["geometries"])


def neighbours(code: str, among: Iterable[Outline]) -> list[str]:
    """Return the codes of the units that share a border with the unit `code`."""
    known = {one.code: one for one in among}
    if code not in known:
        return []
    return [one.code for one in known.values() if one.code != code and one.lines & known[code].lines]


def drawing(shown: Sequence[Outline], *, width: int) -> Drawing:
    """Draw outlines in a frame of `width` units; what becomes smaller than one unit stays to be seen as a dot."""
    points = [point for one in shown for ring in one.rings for point in ring]
    west, north = min(x for x, _ in points), max(y for _, y in points)
    narrow = math.cos(math.radians((north + min(y for _, y in points)) / 2))  # a degree of longitude is shorter
    scale = width / ((max(x for x, _ in points) - west) * narrow)

    def placed(point: Point) -> Cell:
        return round((point[0] - west) * narrow * scale), round((north - point[1]) * scale)

    drawn = tuple(_shape(one, [[placed(point) for point in ring] for ring in one.rings]) for one in shown)
    return Drawing(width, max(placed(point)[1] for point in points), drawn)


def _degrees(line: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in line:
        x, y = x + step_x, y + step_y
        points.append((round(x * wide + west, 5), round(y * high + south, 5)))
    return points


def _outline(one: dict[str, object], lines: Sequence[list[Point]]) -> Outline:
    facts: dict[str, object] = one["properties"]  # type: ignore[assignment]  # as TopoJSON has it
    polygons: list[list[list[int]]] = [one["arcs"]] if one["type"] == "Polygon" else one["arcs"]  # type: ignore[assignment,list-item]  # likewise
    rings = [ring for polygon in polygons for ring in polygon]
    return Outline(
        code=str(facts["code"]),
        name=str(facts["name"]),
        exact=bool(facts.get("exact", True)),
        rings=tuple(tuple(_joined(ring, lines)) for ring in rings),
        lines=frozenset(number if number >= 0 else ~number for ring in rings for number in ring),
    )


def _joined(ring: Iterable[int], lines: Sequence[list[Point]]) -> list[Point]:
    """Put the lines of a ring together; a number below nothing is a line run backwards."""
    points: list[Point] = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points += line[1:] if points else line
    return points


def _shape(one: Outline, rings: list[list[Cell]]) -> Shape:
    x, y = _middle(max(rings, key=lambda ring: abs(_area(ring))))
    wide, top = [x for ring in rings for x, _ in ring], min(y for ring in rings for _, y in ring)
    over = (min(wide) + max(wide)) // 2, top
    return Shape(one.code, one.name, one.exact, "".join(dict.fromkeys(_path(ring) for ring in rings)), x, y, over)


def _path(ring: list[Cell]) -> str:
    kept = _turns([point for point, after in pairwise(ring) if point != after] or ring[:1])
    if len(kept) < len("abc"):
        return f"M{kept[0][0]} {kept[0][1]}h1v1h-1z"
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept)]
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(f'{x} {y}' for x, y in steps)}z".replace(" -", "-")


def _turns(points: list[Cell]) -> list[Cell]:
    """Leave out what lies on a straight line between its neighbours."""
    kept: list[Cell] = []
    for point in points:
        while len(kept) > 1 and not _turn(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def _turn(a: Cell, b: Cell, c: Cell) -> int:
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])


def _area(ring: Collection[Cell]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _middle(ring: list[Cell]) -> Cell:
    area = _area(ring)
    if not area:
        return ring[0]
    crosses = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in pairwise(ring)]
    x, y = (sum((a[i] + b[i]) * cross for a, b, cross in crosses) / (6 * area) for i in (0, 1))
    return round(x), round(y)
