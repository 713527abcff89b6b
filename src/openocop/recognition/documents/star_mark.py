"""The star sign of a rank as a drawing: as many stars as the certificate states, in the colour of the certificate.

It is our own. The official mark ("Sản phẩm OCOP Việt Nam", rules under 1162/QĐ-VPĐP-OCOP) is not shipped, and
26/2026/QĐ-TTg says nothing of how stars are printed.
"""

from __future__ import annotations

import io
import math
from itertools import chain

from PIL import Image, ImageDraw

GOLD, EDGE = "#E0A100", "#B7791F"
SIZES_MM = (20, 30, 50)  # widths of the shipped pictures
DPI = 300
_STAR, _GAP, _CLEAR = 100.0, 16.0, 50.0  # a star, the room between two, and the clear space around: half a star
_SHARP = 4  # drawn so much larger and made small again, for smooth edges


def star_svg(stars: int) -> str:
    """Return the sign as SVG with its clear space, on no ground. `stars` is 3 to 5."""
    width, height = _extent(stars)
    shapes = "".join(
        f'<polygon points="{" ".join(f"{x:.2f},{y:.2f}" for x, y in corners)}"/>' for corners in _drawn(stars)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">'
        f'<title>{stars} sao</title><g fill="{GOLD}" stroke="{EDGE}" stroke-width="3" stroke-linejoin="round">'
        f"{shapes}</g></svg>\n"
    )


def star_png(stars: int, width_mm: int) -> bytes:
    """Return the sign as PNG of `width_mm` (its clear space included) at 300 dots an inch, on no ground."""
    width, height = _extent(stars)
    pixels = round(width_mm / 25.4 * DPI)
    scale = pixels * _SHARP / width
    picture = Image.new("RGBA", (pixels * _SHARP, round(height * scale)), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    for corners in _drawn(stars):
        flat = list(chain.from_iterable((x * scale, y * scale) for x, y in corners))
        pen.polygon(flat, fill=GOLD, outline=EDGE, width=max(1, round(3 * scale)))
    small = picture.resize((pixels, round(pixels * height / width)), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    small.save(written, "PNG", dpi=(DPI, DPI))
    return written.getvalue()


def _extent(stars: int) -> tuple[float, float]:
    return 2 * _CLEAR + stars * _STAR + (stars - 1) * _GAP, 2 * _CLEAR + _STAR


def _drawn(stars: int) -> list[list[tuple[float, float]]]:
    """Return the corners of each star, from the left."""
    centre_y = _CLEAR + _STAR / 2
    found = []
    for place in range(stars):
        centre_x = _CLEAR + _STAR / 2 + place * (_STAR + _GAP)
        corners = []
        for point in range(10):
            radius, angle = _STAR / 2 * (1 if point % 2 == 0 else 0.42), point * math.pi / 5
            corners.append((centre_x + radius * math.sin(angle), centre_y - radius * math.cos(angle)))
        found.append(corners)
    return found
