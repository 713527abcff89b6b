"""Pictures drawn for tests, and photographs of products made of them."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

from PIL import Image, ImageDraw

from openocop.registry.domain.photographs import PhotoFacts, PhotoKind, Prepared, Rights, prepared
from openocop.registry.models import Product, ProductPhoto
from openocop.registry.services.photos import add_photo
from tests.factories.actors import Cast
from tests.factories.registry import AT


def a_drawing(width: int = 640, height: int = 480, *, turn: int = 0) -> Image.Image:
    """Return a red left half, a blue right half and a bar whose place depends on `turn`: no two turns are alike."""
    picture = Image.new("RGB", (width, height), (200, 30, 30))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((width // 2, 0, width, height), fill=(30, 30, 200))
    top = (turn * 37) % max(1, height - 40)
    draw.rectangle((20, top, width - 20, top + 30), fill=(250, 250, 250))
    return picture


def sent(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """Return a picture as a file that somebody sends."""
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def a_picture(turn: int = 0, width: int = 640, height: int = 480) -> Prepared:
    return prepared(io.BytesIO(sent(a_drawing(width, height, turn=turn))))


def photo_said(**changes: Any) -> PhotoFacts:
    """Return what is said of a pack, photographed by its producer."""
    said = {"kind": PhotoKind.PACK, "caption": "Hũ tôm khô", "source": "HTX Cái Bát, 11/2026", "rights": Rights.OWN}
    return PhotoFacts(**said | changes)


def a_photograph(cast: Cast, product: Product, *, turn: int = 0, width: int = 640, **changes: Any) -> ProductPhoto:
    """Hang a photograph, sent by the provincial officer."""
    return add_photo(
        product=product,
        picture=a_picture(turn, width),
        facts=photo_said(**changes),
        agreed=True,
        client_id=uuid4(),
        by=cast.provincial_officer.post,
        at=AT,
    )
