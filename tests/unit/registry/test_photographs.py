"""What is taken for a photograph, and what is made of it: a picture and nothing else."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from openocop.registry.domain.photographs import (
    KEPT_EDGE,
    Fault,
    UnacceptablePhoto,
    prepared,
    seal_of,
    sized,
    widths_of,
)
from tests.factories.photographs import a_drawing, a_picture, sent

RED, BLUE = (200, 30, 30), (30, 30, 200)
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BOMB_SIDE = 30_000  # 900 million dots in a file of some hundred bytes


def _bomb() -> bytes:
    """A PNG whose head promises far more dots than any camera has."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", BOMB_SIDE, BOMB_SIDE, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    )


def _moving(kind: str) -> bytes:
    frames = [a_drawing(turn=turn) for turn in range(3)]
    return sent(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


REFUSED = {
    "nothing": (b"", Fault.EMPTY),
    "a drawing with a program": (SVG, Fault.DRAWING),
    "a drawing after a blank line": (b"\n  <svg onload='x()'/>", Fault.DRAWING),
    "a web page": (b"<!DOCTYPE html><html></html>", Fault.DRAWING),
    "a PDF": (b"%PDF-1.7 a paper", Fault.OTHER_KIND),
    "a HEIC": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Fault.HEIC),
    "a GIF that moves": (_moving("GIF"), Fault.MOVING),
    "a WebP that moves": (_moving("WEBP"), Fault.MOVING),
    "a PNG that moves": (_moving("PNG"), Fault.MOVING),
    "half a JPEG": (sent(a_drawing())[:2000], Fault.BROKEN),
    "a JPEG in its first bytes only": (b"\xff\xd8\xff and then nothing", Fault.BROKEN),
    "half a PNG": (sent(a_drawing(), "PNG")[:300], Fault.BROKEN),
    "a bomb": (_bomb(), Fault.TOO_MANY_PIXELS),
    "a stamp": (sent(a_drawing(200, 200)), Fault.TOO_SMALL),
    "a strip": (sent(a_drawing(2000, 400)), Fault.TOO_NARROW),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_photograph_is_told_apart(case: str) -> None:
    content, fault = REFUSED[case]
    with pytest.raises(UnacceptablePhoto) as refusal:
        prepared(io.BytesIO(content))
    assert refusal.value.fault == fault


def test_too_many_bytes_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openocop.registry.domain.photographs.MAX_BYTES", 1000)
    with pytest.raises(UnacceptablePhoto) as refusal:
        prepared(io.BytesIO(sent(a_drawing())))
    assert refusal.value.fault == Fault.TOO_LARGE


def _dots(content: bytes) -> tuple[tuple[int, int], list[str]]:
    """Return the size and, for the left and the right edge at half height, which colour rules there."""
    with Image.open(io.BytesIO(content)) as opened:
        assert (opened.format, opened.mode) == ("JPEG", "RGB")
        width, height = opened.size
        seen = [opened.getpixel((x, height - 3)) for x in (3, width - 4)]
        return opened.size, ["red" if dot[0] > dot[2] + 60 else "blue" if dot[2] > dot[0] + 60 else "?" for dot in seen]


KINDS = {
    "JPEG": sent(a_drawing()),
    "PNG": sent(a_drawing(), "PNG"),
    "WebP": sent(a_drawing(), "WEBP"),
    "JPEG in CMYK": sent(a_drawing().convert("CMYK")),
    "PNG with a palette": sent(a_drawing().convert("P"), "PNG"),
    "PNG with transparency": sent(a_drawing().convert("RGBA"), "PNG"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_becomes_a_plain_jpeg(kind: str) -> None:
    made = prepared(io.BytesIO(KINDS[kind]))
    assert _dots(made.content) == ((640, 480), ["red", "blue"])
    assert (made.width, made.height, len(made.look)) == (640, 480, 16)


def test_grey_of_sixteen_bits_keeps_its_light() -> None:
    grey = Image.new("I;16", (640, 480), 0x8000)
    made = prepared(io.BytesIO(sent(grey, "PNG")))
    with Image.open(io.BytesIO(made.content)) as opened:
        assert opened.getpixel((10, 10)) == (128, 128, 128)


def test_what_shines_through_becomes_white() -> None:
    clear = Image.new("RGBA", (640, 480), (200, 30, 30, 0))
    made = prepared(io.BytesIO(sent(clear, "PNG")))
    with Image.open(io.BytesIO(made.content)) as opened:
        assert opened.getpixel((10, 10)) == (255, 255, 255)


def test_a_picture_taken_sideways_stands_upright_and_the_camera_s_notes_are_gone() -> None:
    notes = Image.Exif()
    notes[0x0112] = 3  # turned by half
    notes[0x010F] = "Telephone of Ms Lan"
    notes.get_ifd(0x8825)[2] = (9.0, 10.0, 38.0)  # degrees of latitude: where the picture was taken
    came = sent(a_drawing(), exif=notes.tobytes(), comment=b"a private note")
    assert b"Telephone of Ms Lan" in came
    made = prepared(io.BytesIO(came))
    assert _dots(made.content)[1] == ["blue", "red"]
    with Image.open(io.BytesIO(made.content)) as opened:
        assert (dict(opened.getexif()), set(opened.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}) == (
            {},
            {"progressive", "progression"},
        )
    assert b"Lan" not in made.content
    assert b"private" not in made.content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(640, 480), (5000, 3750)])
def test_every_kind_and_size_is_turned_as_the_camera_noted(kind: str, size: tuple[int, int]) -> None:
    notes = Image.Exif()
    notes[0x0112] = 3  # turned by half
    made = prepared(io.BytesIO(sent(a_drawing(*size), kind, exif=notes.tobytes())))
    assert _dots(made.content)[1] == ["blue", "red"]


def test_colours_of_a_profile_are_turned_and_the_profile_goes() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for icc in (profile, b"no profile at all"):
        made = prepared(io.BytesIO(sent(a_drawing(), icc_profile=icc)))
        assert _dots(made.content)[1] == ["red", "blue"]
        with Image.open(io.BytesIO(made.content)) as opened:
            assert "icc_profile" not in opened.info


def test_a_large_picture_is_kept_no_larger_than_anybody_needs() -> None:
    made = prepared(io.BytesIO(sent(a_drawing(4000, 3000))))
    assert (made.width, made.height) == (KEPT_EDGE, 1800)


def test_the_same_file_gives_the_same_bytes_and_another_other_ones() -> None:
    one, again, other = a_picture(1), a_picture(1), a_picture(2)
    assert (one.sha256, one.sent_sha256) == (again.sha256, again.sent_sha256)
    assert one.sha256 != other.sha256
    assert seal_of(one.sha256) != seal_of(other.sha256)


@pytest.mark.parametrize(
    ("width", "expected"),
    [(300, (300,)), (320, (320,)), (640, (320, 640)), (1000, (320, 640, 1000)), (2400, (320, 640, 1280))],
)
def test_no_size_is_larger_than_the_picture(width: int, expected: tuple[int, ...]) -> None:
    assert widths_of(width) == expected


@pytest.mark.parametrize(("ending", "kind"), [("avif", "AVIF"), ("webp", "WEBP"), ("jpg", "JPEG")])
def test_a_size_is_of_its_format_and_bears_no_notes(ending: str, kind: str) -> None:
    small = sized(a_picture().content, 320, ending)
    with Image.open(io.BytesIO(small)) as opened:
        assert (opened.format, opened.size, dict(opened.getexif())) == (kind, (320, 240), {})


def test_what_is_kept_but_damaged_gives_no_size() -> None:
    with pytest.raises(UnacceptablePhoto):
        sized(b"\xff\xd8\xff no picture", 320, "avif")
