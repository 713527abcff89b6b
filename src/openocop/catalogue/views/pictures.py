"""Photographs on public pages: their markup, and the files in the sizes and formats that browsers choose among."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from openocop.catalogue.selectors.public import public_products
from openocop.core.services.files import path_of
from openocop.registry.domain.photographs import ENDINGS, seal_of, widths_of
from openocop.registry.models import ProductPhoto
from openocop.registry.selectors.photos import hanging_photos
from openocop.registry.services.photo_sizes import size_file
from openocop.ui.languages import ENGLISH
from openocop.ui.markup import markup, markups

LEAD_SIZES = "(min-width:1024px) 620px, 100vw"
CELL_SIZES = "(min-width:1024px) 300px, 92px"
GALLERY_SIZES = "(min-width:1024px) 400px, (min-width:600px) 50vw, 100vw"
_FOREVER = "public, max-age=31536000, immutable"
_AN_HOUR = "public, max-age=3600"


@dataclass(frozen=True, slots=True)
class Shot:
    """A photograph as a page shows it; `alt` in the reader's language. Without `width` nobody measured it."""

    public_id: str
    sha256: str
    width: int
    height: int
    alt: str

    @property
    def address(self) -> str:
        return reverse("catalogue:photo", args=[self.public_id]).removeprefix(ENGLISH)

    def sized(self, width: int, ending: str) -> str:
        return f"{self.address}{seal_of(self.sha256)}-{width}.{ending}"


def shot_of(photo: ProductPhoto) -> Shot:
    """Return a photograph with its file at hand as a page shows it."""
    return Shot(photo.public_id, photo.file.sha256, photo.width, photo.height, alt_of(photo))


def shot_of_listing(kept: Mapping[str, Any] | None) -> Shot | None:
    """Return what a listing keeps of the first photograph, None where the product has none."""
    if not kept:
        return None
    alt = (kept["alt_en"] if get_language() == "en" else "") or kept["alt"]
    return Shot(kept["id"], kept["sha256"], kept["width"], kept["height"], alt)


def alt_of(photo: ProductPhoto) -> str:
    """Return what is read out for a photograph in the reader's language, Vietnamese where nobody put it in English."""
    english = (photo.alt_en or photo.caption_en) if get_language() == "en" else ""
    return english or photo.alt or photo.caption


def caption_of(photo: ProductPhoto) -> str:
    return (photo.caption_en if get_language() == "en" else "") or photo.caption


def picture(shot: Shot, *, sizes: str, lazy: bool = True, alt: str | None = None) -> SafeString:
    """Draw a photograph: the browser takes the smallest format that it knows in the width that it needs."""
    said = shot.alt if alt is None else alt
    late = SafeString(' loading="lazy" decoding="async"' if lazy else ' fetchpriority="high"')
    if not shot.width or not shot.height:
        return markup('<img src="{}" alt="{}" width="360" height="270"{}>', shot.address, said, late)
    widths = widths_of(shot.width)
    middle = widths[min(1, len(widths) - 1)]
    *modern, (plain, _media_type) = ENDINGS.items()
    sources = markups(
        '<source type="{}" srcset="{}" sizes="{}">',
        [(media_type, _srcset(shot, widths, ending), sizes) for ending, media_type in modern],
    )
    return markup(
        '<picture>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"{}></picture>',
        *(sources, shot.sized(middle, plain), _srcset(shot, widths, plain), sizes),
        *(shot.width, shot.height, said, late),
    )


def _srcset(shot: Shot, widths: tuple[int, ...], ending: str) -> str:
    return ", ".join(f"{shot.sized(width, ending)} {width}w" for width in widths)


@require_safe
def photo(request: HttpRequest, public_id: str) -> FileResponse:
    """Send a photograph of a public product as it is kept; one that was taken off is sent to nobody."""
    found = _public_photo(public_id)
    return _sent(path_of(found.file.sha256), found.file.media_type, _AN_HOUR)


@require_safe
def photo_size(request: HttpRequest, public_id: str, seal: str, width: int, ending: str) -> FileResponse:
    """Send one size of a photograph of a public product; its address changes when the picture does."""
    found = _public_photo(public_id)
    fits = seal == seal_of(found.file.sha256) and ending in ENDINGS and width in widths_of(found.width)
    path = size_file(found.file.sha256, width, ending) if fits else None
    if path is None:
        raise Http404
    return _sent(path, ENDINGS[ending], _FOREVER)


def _public_photo(public_id: str) -> ProductPhoto:
    shown = hanging_photos().filter(product__in=public_products()).select_related("file")
    return get_object_or_404(shown, public_id=public_id)


def _sent(path: Path, media_type: str, kept: str) -> FileResponse:
    if not path.is_file():
        raise Http404
    headers = {"Cache-Control": kept, "X-Content-Type-Options": "nosniff"}
    return FileResponse(path.open("rb"), content_type=media_type, headers=headers)
