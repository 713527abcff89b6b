"""A photographed sheet of paper: where its corners seem to be, and how what they enclose becomes a rectangle."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import dist

Point = tuple[float, float]
_LEAST = 0.2  # of the picture; a lighter patch below is no sheet somebody photographed


class NoSuchQuad(ValueError):
    """The corners do not enclose a sheet."""


def _is_convex(corners: Sequence[Point]) -> bool:
    turns = []
    for place in range(4):
        (ax, ay), (bx, by), (cx, cy) = (corners[(place + step) % 4] for step in range(3))
        turns.append((bx - ax) * (cy - by) - (by - ay) * (cx - bx))
    return all(turn > 0 for turn in turns)


def _area(corners: Sequence[Point]) -> float:
    return (
        abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True))) / 2
    )


@dataclass(frozen=True, slots=True)
class Quad:
    """Four corners from the top left one clockwise, each as shares (0 to 1) of the picture's width and height."""

    corners: tuple[Point, Point, Point, Point]

    def __post_init__(self) -> None:
        within = all(0 <= share <= 1 for corner in self.corners for share in corner)
        if not within or not _is_convex(self.corners) or _area(self.corners) < 0.01:
            raise NoSuchQuad


WHOLE = Quad(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))


def quad_from(text: str) -> Quad:
    """Read eight whole numbers of a thousand parts, "0,0,1000,0,1000,1000,0,1000"; `NoSuchQuad` for anything else."""
    parts = text.split(",")
    if len(parts) != 8 or not all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in parts):
        raise NoSuchQuad
    shares = [int(part) / 1000 for part in parts]
    a, b, c, d = zip(shares[::2], shares[1::2], strict=True)
    return Quad((a, b, c, d))


def text_of(quad: Quad) -> str:
    return ",".join(str(round(share * 1000)) for corner in quad.corners for share in corner)


def size_of(quad: Quad, width: int, height: int, edge: int) -> tuple[int, int]:
    """Return (width, height) in pixels of the rectangle: the longer of opposite sides, at most `edge`."""
    a, b, c, d = ((x * width, y * height) for x, y in quad.corners)
    across, down = max(dist(a, b), dist(d, c)), max(dist(a, d), dist(b, c))
    scale = min(1.0, edge / max(across, down))
    return max(1, round(across * scale)), max(1, round(down * scale))


def coefficients(quad: Quad, width: int, height: int, size: tuple[int, int]) -> list[float]:
    """Return the eight numbers by which Pillow finds, for each pixel of the rectangle, where it lies in the picture.

    (x, y) of the rectangle is ((ax + by + c) / (gx + hy + 1), (dx + ey + f) / (gx + hy + 1)) of the picture.
    """
    wide, high = size
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(((0, 0), (wide, 0), (wide, high), (0, high)), quad.corners, strict=True):
        u, v = u * width, v * height
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return _solved(rows)


def _solved(rows: list[list[float]]) -> list[float]:
    """Solve linear equations, each row with its right side last, by elimination with the largest pivot."""
    size = len(rows)
    for column in range(size):
        best = max(range(column, size), key=lambda row: abs(rows[row][column]))
        rows[column], rows[best] = rows[best], rows[column]
        pivot = rows[column][column]
        if abs(pivot) < 1e-12:
            raise NoSuchQuad
        rows[column] = [value / pivot for value in rows[column]]
        for other in range(size):
            if other != column and rows[other][column]:
                factor = rows[other][column]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[column], strict=True)]
    return [row[-1] for row in rows]


def proposed_quad(grey: bytes, width: int, height: int) -> Quad:
    """Return the corners of the largest light patch of a small grey picture, the whole picture where there is none.

    A sheet on a darker table is found; on a lighter one it is not, and whoever looks moves the corners.
    """
    patch = _largest_patch(grey, width, height, _threshold(grey))
    if len(patch) < _LEAST * width * height:
        return WHOLE
    ends = (
        min(patch, key=lambda p: p[0] + p[1]),
        max(patch, key=lambda p: p[0] - p[1]),
        max(patch, key=lambda p: p[0] + p[1]),
        min(patch, key=lambda p: p[0] - p[1]),
    )
    a, b, c, d = ((x / max(1, width - 1), y / max(1, height - 1)) for x, y in ends)
    try:
        found = Quad((a, b, c, d))
    except NoSuchQuad:
        return WHOLE
    return found if _area(found.corners) >= _LEAST else WHOLE


def _threshold(grey: bytes) -> int:
    """Return the grey that parts dark from light best (Otsu: the largest variance between the two)."""
    counts = [0] * 256
    for value in grey:
        counts[value] += 1
    total, weighted = len(grey), sum(value * count for value, count in enumerate(counts))
    below = below_weighted = 0
    best, found = 0.0, 128
    for value, count in enumerate(counts):
        below += count
        below_weighted += value * count
        above = total - below
        if not below or not above:
            continue
        between = below * above * (below_weighted / below - (weighted - below_weighted) / above) ** 2
        if between > best:
            best, found = between, value
    return found


def _largest_patch(grey: bytes, width: int, height: int, threshold: int) -> list[tuple[int, int]]:
    light = bytearray(value > threshold for value in grey)
    largest: list[tuple[int, int]] = []
    for start in range(width * height):
        if light[start]:
            patch = list(_flood(light, start, width, height))
            largest = max(largest, patch, key=len)
    return largest


def _flood(light: bytearray, start: int, width: int, height: int) -> Iterator[tuple[int, int]]:
    light[start] = 0
    ahead = deque([start])
    while ahead:
        here = ahead.popleft()
        y, x = divmod(here, width)
        yield x, y
        around = ((x > 0, here - 1), (x < width - 1, here + 1), (y > 0, here - width), (y < height - 1, here + width))
        for inside, there in around:
            if inside and light[there]:
                light[there] = 0
                ahead.append(there)
