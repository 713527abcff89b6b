"""The codes in a photograph of a pack. Words on it are read by people, not here."""

from __future__ import annotations

from typing import BinaryIO

import zxingcpp
from PIL import Image, UnidentifiedImageError

MAX_BYTES = 12 * 1024 * 1024  # a telephone's photograph has 2 to 6 MB
MAX_PIXELS = 60_000_000
_EDGE = 2400  # pixels; a code of 3 cm on a pack that fills the picture keeps several of them for each module
_FORMATS = ("JPEG", "PNG", "WEBP")
_KINDS = zxingcpp.BarcodeFormats(
    [zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.EAN13, zxingcpp.BarcodeFormat.EAN8]
)
_MOST = 6


class NoPicture(ValueError):
    """The file is no photograph that can be read: of another kind, broken, or with more pixels than a camera takes."""


def codes_in(file: BinaryIO) -> list[str]:
    """Return what the QR and bar codes in a picture say, without repeats, at most six; [] where none is found.

    Raises:
        NoPicture: nothing to look for codes in.
    """
    try:
        with Image.open(file, formats=_FORMATS) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise NoPicture("pixels")
            opened.draft("L", (_EDGE, _EDGE))
            grey = opened.convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise NoPicture(str(broken)) from broken
    grey.thumbnail((_EDGE, _EDGE))
    found = zxingcpp.read_barcodes(grey, formats=_KINDS, text_mode=zxingcpp.TextMode.Plain)
    return list(dict.fromkeys(one.text for one in found if one.text))[:_MOST]
