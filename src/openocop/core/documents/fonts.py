"""The serif that every document is set in, and which characters it can print.

Liberation Serif has the metrics of Times New Roman, which Decree 30/2020/NĐ-CP prescribes, and all of Vietnamese.
"""

from __future__ import annotations

import functools
import struct
from pathlib import Path

FONT_FAMILY = "Liberation Serif"
FONT_FOLDER = Path(__file__).resolve().parent.parent / "fonts"

_WINDOWS_UNICODE_BMP = (3, 1)


@functools.cache
def printable_characters() -> frozenset[int]:
    """Return the code points of the basic plane that all four faces of the serif can print."""
    faces = [_mapped_characters(path.read_bytes()) for path in sorted(FONT_FOLDER.glob("LiberationSerif-*.ttf"))]
    return frozenset.intersection(*faces)


def _mapped_characters(font: bytes) -> frozenset[int]:
    """Read the character map (OpenType `cmap`, format 4) of a font file."""
    (table_count,) = struct.unpack_from(">H", font, 4)
    tables = {tag: offset for tag, _, offset, _ in struct.iter_unpack(">4sIII", font[12 : 12 + 16 * table_count])}
    cmap = tables[b"cmap"]
    (encoding_count,) = struct.unpack_from(">H", font, cmap + 2)
    for platform, encoding, offset in struct.iter_unpack(">HHI", font[cmap + 4 : cmap + 4 + 8 * encoding_count]):
        if (platform, encoding) == _WINDOWS_UNICODE_BMP:
            return _segments(font, cmap + offset)
    raise ValueError("the font has no Unicode character map")


def _segments(font: bytes, start: int) -> frozenset[int]:
    (double_count,) = struct.unpack_from(">H", font, start + 6)
    count = double_count // 2

    def column(offset: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}H", font, start + offset)

    ends, starts = column(14), column(16 + double_count)
    # 0xFFFF closes the table and is no character.
    return frozenset(
        code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1) if code != 0xFFFF
    )
