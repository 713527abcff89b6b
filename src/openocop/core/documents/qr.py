"""QR codes as drawings."""

from __future__ import annotations

import io

import segno

_INK = "#14231E"


def qr_svg(content: str) -> str:
    """Return a QR code of `content` as SVG, with the quiet zone of four modules that readers ask for.

    Error correction M or better: a folded or stamped certificate must still be read.
    """
    drawing = io.BytesIO()
    segno.make(content, error="m", micro=False).save(
        drawing, kind="svg", xmldecl=False, dark=_INK, light="#FFFFFF", border=4
    )
    return drawing.getvalue().decode()
