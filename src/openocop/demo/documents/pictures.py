"""Pictures drawn for the demonstration, where a producer would hang photographs. Each says that it is drawn."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import typst
from PIL import Image, ImageDraw, ImageFont

from openocop.registry.domain.photographs import PhotoKind

SIZE = (960, 720)
_UI = Path(__file__).resolve().parents[2] / "ui" / "static" / "ui"
_WALL, _TABLE, _PAPER, _INK, _BAND = "#EFE6D3", "#C9A878", "#FBFAF6", "#14231E", "#073B2F"
_KRAFT, _SHADE, _PLATE, _RIVER, _FIELD, _ROOF = "#D8B98A", "#A98655", "#FFFFFF", "#9CC4CF", "#A9C48F", "#B4552D"
_NOTICE = "HÌNH VẼ MINH HOẠ, không phải ảnh chụp"
_BAND_HEIGHT = 56
_MOTIF = b'#set page(width: 480pt, height: 480pt, margin: 0pt, fill: none)\n#image("%s.svg", width: 480pt)'


def drawn_picture(kind: PhotoKind, name: str, family: str) -> bytes:
    """Return a JPEG of 960 by 720 dots that stands for a photograph of `kind`; the same words give the same bytes."""
    picture = Image.new("RGB", SIZE, _WALL)
    draw = ImageDraw.Draw(picture)
    {PhotoKind.PACK: _pack, PhotoKind.PRODUCT: _plate, PhotoKind.MAKING: _trays, PhotoKind.PLACE: _land}[kind](
        picture, draw, name, family
    )
    top = SIZE[1] - _BAND_HEIGHT
    draw.rectangle((0, top, *SIZE), fill=_BAND)
    draw.text((SIZE[0] // 2, top + _BAND_HEIGHT // 2), _NOTICE, font=_font(600, 24), fill=_PAPER, anchor="mm")
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=86)
    return target.getvalue()


def _pack(picture: Image.Image, draw: ImageDraw.ImageDraw, name: str, family: str) -> None:
    """A paper bag on a table, its label with the name."""
    draw.rectangle((0, 480, *SIZE), fill=_TABLE)
    draw.ellipse((270, 590, 720, 650), fill=_SHADE)
    draw.polygon([(300, 90), (660, 90), (684, 620), (276, 620)], fill=_KRAFT)
    draw.rectangle((300, 60, 660, 104), fill=_SHADE)
    draw.rounded_rectangle((330, 170, 630, 570), radius=18, fill=_PAPER)
    _put(picture, family, (480, 300), 230)
    lines = _broken(name, _font(700, 32), 270)[:3]
    for number, line in enumerate(lines):
        draw.text((480, 452 + 40 * number), line, font=_font(700, 32), fill=_INK, anchor="mm")


def _plate(picture: Image.Image, draw: ImageDraw.ImageDraw, name: str, family: str) -> None:
    draw.rectangle((0, 0, *SIZE), fill=_TABLE)
    for top in range(40, SIZE[1], 90):
        draw.line((0, top, SIZE[0], top + 14), fill=_SHADE, width=3)
    draw.ellipse((180, 30, 780, 640), fill=_SHADE)
    draw.ellipse((190, 22, 770, 622), fill=_PLATE)
    draw.ellipse((250, 82, 710, 562), fill=_PAPER, outline=_WALL, width=6)
    _put(picture, family, (480, 322), 370)


def _trays(picture: Image.Image, draw: ImageDraw.ImageDraw, name: str, family: str) -> None:
    for row in range(2):
        for column in range(3):
            left, top = 30 + 310 * column, 30 + 312 * row
            draw.rounded_rectangle((left, top, left + 280, top + 282), radius=14, fill=_KRAFT, outline=_SHADE, width=8)
            _put(picture, family, (left + 140, top + 141), 200)


def _land(picture: Image.Image, draw: ImageDraw.ImageDraw, name: str, family: str) -> None:
    draw.rectangle((0, 0, SIZE[0], 330), fill="#DCEBF0")
    draw.rectangle((0, 330, *SIZE), fill=_FIELD)
    draw.polygon([(0, 470), (960, 400), (960, 560), (0, 690)], fill=_RIVER)
    draw.rectangle((540, 230, 800, 400), fill=_PAPER)
    draw.polygon([(510, 240), (670, 120), (830, 240)], fill=_ROOF)
    draw.rectangle((640, 300, 700, 400), fill=_SHADE)
    _put(picture, family, (250, 270), 240)


def _put(picture: Image.Image, family: str, centre: tuple[int, int], side: int) -> None:
    motif = _drawn(family).resize((side, side), Image.Resampling.LANCZOS)
    picture.paste(motif, (centre[0] - side // 2, centre[1] - side // 2), motif)


def _broken(words: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@cache
def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_UI / "fonts" / f"be-vietnam-pro-{weight}.woff2", size)


@cache
def _drawn(family: str) -> Image.Image:
    folder = _UI / "motifs"
    known = family if (folder / f"{family}.svg").is_file() else "mac-dinh"
    drawn = typst.compile(_MOTIF % known.encode(), root=str(folder), format="png", ppi=72.0)  # type: ignore[call-overload]  # root is a str
    with Image.open(io.BytesIO(drawn)) as opened:
        return opened.convert("RGBA")
