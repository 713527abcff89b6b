"""Corners of a sheet: what is proposed, and that what they enclose becomes a rectangle."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from openocop.dossiers.domain.straightening import (
    WHOLE,
    NoSuchQuad,
    Quad,
    coefficients,
    proposed_quad,
    quad_from,
    size_of,
    text_of,
)
from openocop.dossiers.services.pictures import sheet_in, straightened

# A white sheet on a dark table, photographed from one side; points of a picture of 400 by 300.
SHEET = ((80, 40), (330, 70), (350, 260), (50, 240))
CORNERS = tuple((x / 400, y / 300) for x, y in SHEET)


def photographed() -> io.BytesIO:
    """Draw the sheet with a red mark by its first corner and a blue one by its third."""
    picture = Image.new("RGB", (400, 300), (40, 40, 40))
    pen = ImageDraw.Draw(picture)
    pen.polygon(SHEET, fill="white")
    pen.ellipse((86, 48, 106, 68), fill="red")
    pen.ellipse((322, 232, 342, 252), fill="blue")
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target


def test_a_sheet_on_a_darker_table_is_found() -> None:
    found = sheet_in(photographed(), "image/png")
    for (x, y), (u, v) in zip(found.corners, CORNERS, strict=True):
        assert abs(x - u) < 0.02
        assert abs(y - v) < 0.02


def test_where_no_sheet_shows_the_whole_picture_is_proposed() -> None:
    assert proposed_quad(bytes(60 * 40), 60, 40) == WHOLE
    spot = bytearray(60 * 40)
    spot[100:110] = b"\xff" * 10
    assert proposed_quad(bytes(spot), 60, 40) == WHOLE


def test_what_the_corners_enclose_is_seen_from_above() -> None:
    flat = straightened(photographed(), "image/png", Quad(CORNERS))  # type: ignore[arg-type]
    with Image.open(io.BytesIO(flat.content)) as picture:
        assert picture.size == (301, 202)  # the longer of opposite sides: 50,240 to 350,260 and 50,240 to 80,40
        red, blue = picture.getpixel((18, 18)), picture.getpixel((284, 184))
        corners = [picture.getpixel(place) for place in ((3, 3), (297, 3), (297, 198), (3, 198))]
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert red[0] > 200 > red[1]
    assert blue[2] > 200 > blue[1]
    assert all(isinstance(corner, tuple) and min(corner) > 200 for corner in corners)  # the table is cut away


def test_the_whole_picture_stays_as_it_is() -> None:
    assert size_of(WHOLE, 400, 300, 3000) == (400, 300)
    assert size_of(WHOLE, 400, 300, 100) == (100, 75)
    assert coefficients(WHOLE, 400, 300, (400, 300)) == pytest.approx([1, 0, 0, 0, 1, 0, 0, 0])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0,0,1000,0,1000,1000,0",  # seven numbers
        "0,0,1000,0,1000,1000,0,1001",  # outside
        "0,0,1000,0,1000,1000,0,-1",
        "1000,0,0,0,0,1000,1000,1000",  # counter-clockwise
        "0,0,1000,1000,1000,0,0,1000",  # crossing
        "0,0,50,0,50,50,0,50",  # too little
        "0,0,1000,0,1000,1000,0,nan",
    ],
)
def test_corners_that_enclose_no_sheet(text: str) -> None:
    with pytest.raises(NoSuchQuad):
        quad_from(text)


def test_corners_come_back_as_they_were_written() -> None:
    assert text_of(quad_from("10,20,900,0,1000,990,0,1000")) == "10,20,900,0,1000,990,0,1000"
