"""How alike two pictures are: a 64-bit difference hash, which survives scaling, re-encoding and small retouches.

Own twenty lines on Pillow, which is here already; a package for it would bring NumPy and SciPy along.
"""

from __future__ import annotations

import io
from itertools import pairwise

from PIL import Image, ImageOps, UnidentifiedImageError

BITS = 64
ALIKE_BITS = 8  # of 64 may differ; unrelated pictures differ in about 32
_SIDE = 8
_LEAST_STRUCTURE = 6  # a blank wall or a white page has next to no edges and would be like any other
MAX_PIXELS = 60_000_000


def picture_hash(content: bytes) -> str:
    """Return 16 hexadecimal figures: whether each of 8 by 8 fields is brighter than the one to its right.

    "" for what is no picture, is too large, or shows too little to be told from another.
    """
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                return ""
            opened.draft("L", (256, 256))  # a JPEG is decoded no larger than needed
            upright = ImageOps.exif_transpose(opened)
            small = upright.convert("L").resize((_SIDE + 1, _SIDE), Image.Resampling.BOX)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
    light = small.tobytes()
    rows = (light[at : at + _SIDE + 1] for at in range(0, len(light), _SIDE + 1))
    bits = "".join("1" if left > right else "0" for row in rows for left, right in pairwise(row))
    flat = not _LEAST_STRUCTURE <= bits.count("1") <= BITS - _LEAST_STRUCTURE
    return "" if flat else f"{int(bits, 2):016x}"


def bits_apart(one: str, other: str) -> int:
    """Return how many of the 64 bits of two hashes differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
