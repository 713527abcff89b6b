"""A photograph as it arrives becomes one picture that is nothing but a picture, and the few sizes in which it is shown.

Decoding takes up to seconds, so nothing here is called inside a transaction.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from openocop.registry.domain.pictures import picture_hash

MAX_BYTES = 30 * 1024 * 1024
MAX_PIXELS = 60_000_000  # above any telephone's usual camera, far below what exhausts memory
MIN_EDGE = 300  # pixels of the shorter edge; below, the picture is blurred on every telephone
MAX_RATIO = 4  # of the longer edge to the shorter: a strip is no picture of anything
KEPT_EDGE = 2400  # pixels of the longer edge of what is kept: enough for a sheet in print and for sales channels
WIDTHS = (320, 640, 1280)  # pixels; one that is wider than the picture is left out
ENDINGS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}  # the smallest first
RECIPE = "1"  # another one gives the sizes other addresses
_HEAD = 512
_REDUCED = frozenset({"L", "LA", "RGB", "RGBA", "CMYK"})
_GROUND = (255, 255, 255)
_WRITERS: dict[str, tuple[str, dict[str, int | bool]]] = {
    "avif": ("AVIF", {"quality": 58, "speed": 7}),
    "webp": ("WEBP", {"quality": 76, "method": 4}),
    "jpg": ("JPEG", {"quality": 78, "optimize": True, "progressive": True}),
}
_BEGINNINGS = {
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "WEBP": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
_HEIC = re.compile(rb"....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)", re.DOTALL)
_DRAWING = re.compile(rb"\s*(\xef\xbb\xbf)?\s*<(\?xml|!--|!doctype|svg|html)", re.IGNORECASE)


class PhotoKind(StrEnum):
    """What a photograph shows. The first of a product stands for it in lists."""

    PACK = "pack"
    PRODUCT = "product"
    MAKING = "making"
    PLACE = "place"
    PEOPLE = "people"


class Rights(StrEnum):
    """By what right a photograph is shown: taken by the producer itself, or given by whoever took it."""

    OWN = "own"
    GIVEN = "given"


class Licence(StrEnum):
    """What others may do with it: show it with the record of its product, or use it under CC BY 4.0."""

    WITH_RECORD = "with-record"
    CC_BY = "cc-by-4.0"


class Fault(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    DRAWING = "drawing"
    HEIC = "heic"
    MOVING = "moving"
    OTHER_KIND = "other-kind"
    BROKEN = "broken"
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_SMALL = "too-small"
    TOO_NARROW = "too-narrow"


class UnacceptablePhoto(ValueError):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What is said of a photograph. `alt` is what somebody hears who cannot see it; empty, the caption is read."""

    kind: PhotoKind
    caption: str
    source: str
    rights: Rights
    licence: Licence = Licence.WITH_RECORD
    caption_en: str = ""
    alt: str = ""
    alt_en: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A photograph written anew as JPEG: upright, without anything the camera or a program noted.

    `sent_sha256` is that of the file as it came, `look` the difference hash of what it shows.
    """

    content: bytes
    sha256: str
    width: int
    height: int
    sent_sha256: str
    look: str


def prepared(file: IO[bytes]) -> Prepared:
    """Return what is kept of a file, judged by its content and never by its name.

    Raises:
        UnacceptablePhoto: it is no still photograph, cannot be decoded whole, or is too large or too small.
    """
    size = file.seek(0, io.SEEK_END)
    if not size:
        raise UnacceptablePhoto(Fault.EMPTY)
    if size > MAX_BYTES:
        raise UnacceptablePhoto(Fault.TOO_LARGE)
    file.seek(0)
    kind = _kind(file.read(_HEAD))
    file.seek(0)
    sent = _sha256_of(file)
    file.seek(0)
    with _opened(file, kind) as opened:
        _refuse_size(opened)
        opened.draft("RGB", (KEPT_EDGE, KEPT_EDGE))  # a JPEG is decoded no larger than needed
        picture = _plain(ImageOps.exif_transpose(_nearly_small(opened)))
        picture.thumbnail((KEPT_EDGE, KEPT_EDGE), Image.Resampling.LANCZOS)
        content = _written(picture, "JPEG", {"quality": 88, "optimize": True, "progressive": True})
    return Prepared(
        content, hashlib.sha256(content).hexdigest(), picture.width, picture.height, sent, picture_hash(content)
    )


def seal_of(sha256: str) -> str:
    """Return what stands in the addresses of a picture's sizes: they change with the picture and with the recipe."""
    return hashlib.sha256(f"{RECIPE}:{sha256}".encode()).hexdigest()[:16]


def widths_of(width: int) -> tuple[int, ...]:
    """Return the widths in which a picture of `width` pixels is shown; it is never made larger than it is."""
    return tuple(one for one in WIDTHS if one < width) + ((width,) if width <= WIDTHS[-1] else ())


def sized(content: bytes, width: int, ending: str) -> bytes:
    """Return a kept picture in one width and one format.

    Raises:
        UnacceptablePhoto: what is kept can no longer be decoded.
    """
    with _opened(io.BytesIO(content), "JPEG") as opened:
        opened.draft("RGB", (width, width * MAX_RATIO))
        picture = opened.convert("RGB")
        height = max(1, round(picture.height * width / picture.width))
        small = picture.resize((width, height), Image.Resampling.LANCZOS)
        kind, options = _WRITERS[ending]
        return _written(small, kind, options)


def _kind(head: bytes) -> str:
    for kind, beginning in _BEGINNINGS.items():
        if beginning.match(head):
            return kind
    if _HEIC.match(head):
        raise UnacceptablePhoto(Fault.HEIC)
    if head.startswith((b"GIF87a", b"GIF89a")):
        raise UnacceptablePhoto(Fault.MOVING)
    raise UnacceptablePhoto(Fault.DRAWING if _DRAWING.match(head) else Fault.OTHER_KIND)


def _sha256_of(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := file.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()


def _refuse_size(opened: Image.Image) -> None:
    if getattr(opened, "n_frames", 1) > 1:
        raise UnacceptablePhoto(Fault.MOVING)
    short, long = sorted(opened.size)
    if short * long > MAX_PIXELS:
        raise UnacceptablePhoto(Fault.TOO_MANY_PIXELS)
    if short < MIN_EDGE:
        raise UnacceptablePhoto(Fault.TOO_SMALL)
    if long > short * MAX_RATIO:
        raise UnacceptablePhoto(Fault.TOO_NARROW)


def _nearly_small(opened: Image.Image) -> Image.Image:
    """Return a picture far above what is kept made smaller by a whole number, before anything copies all its dots."""
    times = max(opened.size) // KEPT_EDGE
    return opened.reduce(times) if times > 1 and opened.mode in _REDUCED else opened


def _plain(picture: Image.Image) -> Image.Image:
    """Return a new picture of the same dots in sRGB, on white where it was transparent; nothing else is taken along."""
    picture = _in_srgb(picture)
    if picture.mode.startswith("I"):  # sixteen bits a dot
        picture = picture.point(lambda dot: dot / 256).convert("L")
    clean = Image.new("RGB", picture.size, _GROUND)
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        clean.paste(seen, mask=seen.getchannel("A"))
    else:
        clean.paste(picture.convert("RGB"))
    return clean


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Return the picture with its colours as its profile means them; without a usable profile, as it is."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "CMYK", "L"}:
        return picture
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(picture, meant, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return turned or picture


def _written(picture: Image.Image, kind: str, options: dict[str, int | bool]) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


@contextmanager
def _opened(file: IO[bytes], kind: str) -> Iterator[Image.Image]:
    try:
        with Image.open(file, formats=[kind]) as opened:
            yield opened
    except Image.DecompressionBombError as bomb:
        raise UnacceptablePhoto(Fault.TOO_MANY_PIXELS) from bomb
    except UnacceptablePhoto:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as broken:
        raise UnacceptablePhoto(Fault.BROKEN) from broken
