"""The picture that stands beside a shared link: name, producer, stars and, as plainly, how the certificate stands."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin
from pathlib import Path

import typst
from PIL import Image, ImageDraw, ImageFont, ImageOps

SIZE = (1200, 630)  # pixels, as networks crop least
_UI = Path(__file__).resolve().parents[2] / "ui" / "static" / "ui"
_PAPER, _INK, _QUIET, _PLATE = "#FBFAF6", "#14231E", "#56645F", "#E6EFEA"
_GOLD, _CONTOUR, _BLANK = "#E0A100", "#B7791F", "#FFFFFF"
# Ground and ink of the band, by the kind of standing: in force, ended, withdrawn, not known.
BANDS = {
    "ok": ("#0B5D4A", "#FFFFFF"),
    "out": ("#56645F", "#FFFFFF"),
    "bad": ("#A3261C", "#FFFFFF"),
    "none": ("#E9E7DF", "#14231E"),
}
_LEFT, _RIGHT, _BAND = 440, 1140, 104
_LINES = 3  # of a name; a longer one ends in an ellipsis
_MOTIF = b'#set page(width: 340pt, height: 340pt, margin: 0pt, fill: none)\n#image("%s.svg", width: 340pt)'


@dataclass(frozen=True, slots=True)
class Card:
    """All that a card shows; `band` is a key of `BANDS`, `standing` its words, `star` None where no source tells.

    `photo` is the SHA-256 of the photograph that stands in place of the drawing, "" for none.
    """

    name: str
    who: str
    star: int | None
    stars_text: str
    band: str
    standing: str
    motif: str
    note: str = ""
    photo: str = ""


def card_png(card: Card, photo: bytes | None = None) -> bytes:
    """Return a PNG of 1200 by 630 pixels; the same card gives the same bytes.

    Args:
        photo: the kept photograph, a JPEG; the drawing of the family stands where it cannot be read.
    """
    picture = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, _LEFT - 40, SIZE[1] - _BAND), fill=_PLATE)
    shown = _photo(photo) if photo else None
    if shown is not None:
        picture.paste(shown, (0, 0))
    else:
        motif = _motif(card.motif)
        picture.paste(motif, (30, (SIZE[1] - _BAND - motif.height) // 2), motif)
    draw.text((_LEFT, 48), "OpenOCOP", font=_font(600, 26), fill=_QUIET)
    if card.note:
        draw.text((_RIGHT, 48), card.note, font=_font(600, 26), fill=_QUIET, anchor="ra")
    bottom = _written(draw, card.name, 96, weight=700, size=54, lines=_LINES)
    bottom = _written(draw, card.who, bottom + 12, weight=500, size=30, lines=2)
    _stars(draw, card, bottom + 26)
    ground, ink = BANDS[card.band]
    draw.rectangle((0, SIZE[1] - _BAND, *SIZE), fill=ground)
    size = next((size for size in (40, 34, 28) if _font(700, size).getlength(card.standing) < SIZE[0] - 120), 24)
    draw.text((60, SIZE[1] - _BAND // 2), card.standing, font=_font(700, size), fill=ink, anchor="lm")
    target = io.BytesIO()
    picture.quantize(256 if shown is not None else 128).save(target, "PNG", optimize=True)
    return target.getvalue()


def _written(draw: ImageDraw.ImageDraw, words: str, top: int, *, weight: int, size: int, lines: int) -> int:
    """Write words broken into lines and return where the last one ends."""
    font, height = _font(weight, size), int(size * 1.28)
    broken = _lines(words, font, _RIGHT - _LEFT)
    if len(broken) > lines:
        broken = [*broken[: lines - 1], f"{broken[lines - 1]}…"]
    for number, line in enumerate(broken):
        fitting = line
        while len(fitting) > 1 and font.getlength(fitting) > _RIGHT - _LEFT:
            fitting = f"{fitting.rstrip('…')[:-1]}…"
        draw.text((_LEFT, top + number * height), fitting, font=font, fill=_INK if weight > 500 else _QUIET)
    return top + len(broken) * height


def _lines(words: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _stars(draw: ImageDraw.ImageDraw, card: Card, top: int) -> None:
    left = _LEFT
    for place in range(5 if card.star else 0):
        fill = _GOLD if place < (card.star or 0) else _BLANK
        points = [
            (left + 24 + radius * sin(turn * pi / 5), top + 24 - radius * cos(turn * pi / 5))
            for turn in range(10)
            for radius in ((24, 10)[turn % 2],)
        ]
        draw.polygon(points, fill=fill, outline=_CONTOUR, width=2)
        left += 56
    draw.text((left + (8 if card.star else 0), top + 24), card.stars_text, font=_font(600, 30), fill=_INK, anchor="lm")


def _photo(content: bytes) -> Image.Image | None:
    size = (_LEFT - 40, SIZE[1] - _BAND)
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG"]) as opened:
            opened.draft("RGB", (size[0] * 2, size[1] * 2))
            return ImageOps.fit(opened.convert("RGB"), size, Image.Resampling.LANCZOS)
    except (OSError, ValueError, SyntaxError):
        return None


@cache
def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_UI / "fonts" / f"be-vietnam-pro-{weight}.woff2", size)


@cache
def _motif(name: str) -> Image.Image:
    """Return the drawing of a family; there are some twenty, each drawn once in a process."""
    folder = _UI / "motifs"
    known = name if (folder / f"{name}.svg").is_file() else "mac-dinh"
    source = _MOTIF % known.encode()
    drawn = typst.compile(source, root=str(folder), format="png", ppi=72.0)  # type: ignore[call-overload]  # root is a str
    with Image.open(io.BytesIO(drawn)) as opened:
        return opened.convert("RGBA")
