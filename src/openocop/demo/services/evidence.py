"""A paper that proves nothing, for dossiers that nobody filed."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from openocop.core.documents.fonts import FONT_FOLDER
from openocop.core.documents.frame import Marking, marking_context
from openocop.core.documents.pdf import render_pdf

_FONT = FONT_FOLDER / "LiberationSerif-Bold.ttf"
_TEMPLATE = Path(__file__).resolve().parent.parent / "documents" / "sample_paper.typ"


def sample_photograph(title: str) -> bytes:
    """Return what looks like a photograph of a sheet on a table, taken from one side, and says that it was invented."""
    picture = Image.new("RGB", (1600, 1200), (52, 44, 38))
    pen = ImageDraw.Draw(picture)
    pen.polygon(((360, 130), (1270, 190), (1390, 1080), (210, 1010)), fill=(238, 237, 230))
    pen.text((430, 230), f"{title} (minh hoạ)", fill=(30, 30, 30), font=ImageFont.truetype(_FONT, 54))
    pen.text((400, 330), "MINH HOẠ, không có giá trị pháp lý", fill=(150, 40, 30), font=ImageFont.truetype(_FONT, 40))
    for line in range(8):
        pen.line(
            ((390 - 12 * line, 460 + 66 * line), (1220 + 12 * line, 500 + 66 * line)), fill=(120, 120, 120), width=4
        )
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=80)
    return target.getvalue()


def sample_paper(title: str, *, product: str, producer: str, at: datetime) -> bytes:
    """Return a one-page PDF that says of itself that it was invented."""
    marks = marking_context(Marking(illustrative=True))
    context = {"title": title, "product": product, "producer": producer, "marks": marks}
    return render_pdf(_TEMPLATE, context, created_at=at)
