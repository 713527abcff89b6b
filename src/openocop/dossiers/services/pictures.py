"""Photographs are decoded and written anew: what is stored is a picture and nothing else."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from openocop.dossiers.domain.papers import Fault, Paper, UnacceptablePaper

MAX_PIXELS = 60_000_000  # above any telephone's camera, far below what exhausts memory
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
QUALITY = 88


def rewritten(paper: Paper) -> Paper:
    """Return the picture turned upright and stripped of what the camera noted (place, serial numbers).

    Raises `UnacceptablePaper` when it cannot be decoded whole, or is larger than any camera's.
    """
    kind = FORMATS[paper.media_type]
    try:
        with Image.open(io.BytesIO(paper.content), formats=[kind]) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise UnacceptablePaper(Fault.TOO_LARGE)
            upright = ImageOps.exif_transpose(opened)
            clean = Image.new(upright.mode, upright.size)
            clean.paste(upright)
            if upright.mode == "P" and upright.palette:
                clean.putpalette(upright.palette)
            target = io.BytesIO()
            clean.save(target, kind, quality=QUALITY)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        if isinstance(broken, UnacceptablePaper):
            raise
        raise UnacceptablePaper(Fault.BROKEN) from broken
    return Paper(target.getvalue(), paper.media_type)
