"""A paper that proves nothing, for dossiers that nobody filed."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from openocop.core.documents.fonts import FONT_FOLDER
from openocop.core.documents.frame import Marking, marking_context
from openocop.core.documents.pdf import render_pdf

_FONT = "LiberationSerif-Regular.ttf"
_TEMPLATE = Path(__file__).resolve().parent.parent / "documents" / "sample_paper.typ"


def sample_paper(title: str, *, product: str, producer: str, at: datetime) -> bytes:
    """Return a one-page PDF that says of itself that it was invented."""
    marks = marking_context(Marking(illustrative=True))
    context = {"title": title, "product": product, "producer": producer, "marks": marks}
    return render_pdf(_TEMPLATE, context, created_at=at)


def sample_photo(words: str) -> bytes:
    """Return a picture that says of itself that no camera took it."""
    picture = Image.new("RGB", (1200, 900), "#dfe9e3")
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((40, 40, 1160, 860), outline="#7fa596", width=6)
    for line, (text, size) in enumerate((("ẢNH MINH HOẠ", 84), (words, 44))):
        font = ImageFont.truetype(FONT_FOLDER / _FONT, size)
        drawing.text((600, 390 + 120 * line), text, fill="#0b3b32", font=font, anchor="mm")
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=80)
    return target.getvalue()
