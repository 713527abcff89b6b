"""Two files of one picture are alike, two pictures are not, and what shows nothing is not compared."""

from __future__ import annotations

import io
from random import Random

import pytest
from PIL import Image, ImageDraw, ImageEnhance

from openocop.registry.domain.pictures import ALIKE_BITS, bits_apart, picture_hash


def drawn(seed: int) -> Image.Image:
    """Return a made-up label: a ground and a dozen shapes on it."""
    rng = Random(seed)
    picture = Image.new("RGB", (900, 700), tuple(rng.randrange(256) for _ in range(3)))
    pen = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y = rng.randrange(800), rng.randrange(600)
        box = (x, y, x + rng.randrange(60, 400), y + rng.randrange(60, 300))
        pen.ellipse(box, fill=tuple(rng.randrange(256) for _ in range(3)))
    return picture


def saved(picture: Image.Image, kind: str = "JPEG", quality: int = 88) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, quality=quality)
    return target.getvalue()


@pytest.mark.parametrize("seed", range(5))
def test_scaled_re_encoded_and_brightened_it_is_the_same_picture(seed: int) -> None:
    own = picture_hash(saved(drawn(seed)))
    copies = [
        saved(drawn(seed).resize((300, 233)), quality=40),
        saved(drawn(seed), "PNG"),
        saved(drawn(seed), "WEBP"),
        saved(ImageEnhance.Brightness(drawn(seed)).enhance(1.15)),
        saved(drawn(seed).crop((10, 10, 890, 690))),
    ]
    assert [bits_apart(own, picture_hash(copy)) <= ALIKE_BITS for copy in copies] == [True] * len(copies)


def test_other_pictures_are_further_apart() -> None:
    seen = [picture_hash(saved(drawn(seed))) for seed in range(30)]
    apart = [bits_apart(one, other) for at, one in enumerate(seen) for other in seen[at + 1 :]]
    assert min(apart) > ALIKE_BITS


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.4", b"\xff\xd8\xff\xe0 cut", saved(Image.new("RGB", (400, 300), "white")), saved(drawn(1))[:900]],
)
def test_what_shows_nothing_has_no_hash(content: bytes) -> None:
    assert picture_hash(content) == ""
