"""QR codes as drawings and pictures."""

from __future__ import annotations

import io
import re
from typing import Any

import segno

_INK = "#14231E"
_DIGITS_LAST = re.compile(r"(.+?)(\d{20,})")


def qr_svg(content: str) -> str:
    """Return a QR code of `content` as SVG, with the quiet zone of four modules that readers ask for.

    Error correction M or better: a folded or stamped certificate must still be read.
    """
    drawing = io.BytesIO()
    _made(content).save(drawing, kind="svg", xmldecl=False, dark=_INK, light="#FFFFFF", border=4)
    return drawing.getvalue().decode()


def qr_png(content: str, *, module: int) -> bytes:
    """Return the same as PNG in black and white, `module` pixels to a module."""
    picture = io.BytesIO()
    _made(content).save(picture, kind="png", scale=module, border=4)
    return picture.getvalue()


def _made(content: str) -> segno.QRCode:
    """Digits at the end are put as digits, which takes well under half the room they take as text."""
    found = _DIGITS_LAST.fullmatch(content)
    parts: Any = list(found.groups()) if found else content
    return segno.make(parts, error="m", micro=False)
