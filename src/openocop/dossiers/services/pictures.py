"""Photographs are decoded and written anew: what is stored is a picture and nothing else, upright and small."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from openocop.dossiers.domain.papers import Fault, Paper, UnacceptablePaper
from openocop.dossiers.domain.straightening import Quad, coefficients, proposed_quad, size_of

MAX_PIXELS = 60_000_000  # above any telephone's usual camera, far below what exhausts memory
MAX_EDGE = 3000  # pixels; A4 at about 250 dots an inch, on which small print is read
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
QUALITY = 85
_DRAWN = 2 * 1024 * 1024  # bytes; a PNG above is taken for a photograph, not for a drawing or a screen
_LOOKED_AT = 200  # pixels; the edge of the picture on which the sheet is looked for


def rewritten(file: BinaryIO, media_type: str) -> Paper:
    """Return the picture upright, its longer edge at most `MAX_EDGE`, without what the camera noted (place, numbers).

    It is decoded once, from the file; a large PNG becomes a JPEG, as it is a photograph.

    Raises:
        UnacceptablePaper: it cannot be decoded whole, or has more pixels than a camera's.
    """
    kind = FORMATS[media_type]
    with _opened(file, kind) as opened:
        opened.draft("RGB", (MAX_EDGE, MAX_EDGE))
        picture = opened if opened.mode in {"1", "L", "P", "RGB", "RGBA", "LA"} else opened.convert("RGB")
        shrunk = max(picture.size) > MAX_EDGE
        if shrunk:
            picture = picture.convert("RGB") if picture.mode in {"1", "P"} else picture
            picture.thumbnail((MAX_EDGE, MAX_EDGE))
        upright = ImageOps.exif_transpose(picture)
        if kind == "PNG" and upright.mode in {"L", "RGB"} and (shrunk or file.seek(0, io.SEEK_END) > _DRAWN):
            kind = "JPEG"
        clean = Image.new(upright.mode, upright.size)
        clean.paste(upright)
        if upright.mode == "P" and upright.palette:
            clean.putpalette(upright.palette)
        return _written(clean, kind)


def sheet_in(file: BinaryIO, media_type: str) -> Quad:
    """Return where a stored picture seems to show a sheet of paper, to be confirmed by eye."""
    with _opened(file, FORMATS[media_type]) as opened:
        opened.draft("L", (_LOOKED_AT, _LOOKED_AT))
        small = opened.convert("L")
        small.thumbnail((_LOOKED_AT, _LOOKED_AT))
        return proposed_quad(small.tobytes(), small.width, small.height)


def straightened(file: BinaryIO, media_type: str, quad: Quad, *, edge: int = MAX_EDGE) -> Paper:
    """Return what `quad` encloses as a sheet seen from above, its longer edge at most `edge` pixels."""
    with _opened(file, FORMATS[media_type]) as opened:
        flat = opened.convert("RGB")
        size = size_of(quad, flat.width, flat.height, edge)
        turn = coefficients(quad, flat.width, flat.height, size)
        return _written(flat.transform(size, Image.Transform.PERSPECTIVE, turn, Image.Resampling.BICUBIC), "JPEG")


def _written(picture: Image.Image, kind: str) -> Paper:
    target = io.BytesIO()
    picture.save(target, kind, quality=QUALITY)
    return Paper(target.getvalue(), next(media_type for media_type, name in FORMATS.items() if name == kind))


@contextmanager
def _opened(file: BinaryIO, kind: str) -> Iterator[Image.Image]:
    try:
        with Image.open(file, formats=[kind]) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise UnacceptablePaper(Fault.TOO_MANY_PIXELS)
            yield opened
    except Image.DecompressionBombError as bomb:
        raise UnacceptablePaper(Fault.TOO_MANY_PIXELS) from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as broken:
        if isinstance(broken, UnacceptablePaper):
            raise
        raise UnacceptablePaper(Fault.BROKEN) from broken
