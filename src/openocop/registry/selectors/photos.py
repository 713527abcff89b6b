"""Photographs of products, as the office reads them and as anybody may be shown them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from openocop.core.keys import among
from openocop.registry.domain.photographs import Licence, PhotoFacts, PhotoKind, Rights
from openocop.registry.models import Product, ProductPhoto


def hanging_photos() -> QuerySet[ProductPhoto]:
    """Return the photographs that were not taken off, in the order of each product."""
    return ProductPhoto.objects.filter(retired_at=None)


def photos_of(product: Product) -> list[ProductPhoto]:
    """Return all of a product's photographs, those taken off behind the others."""
    rows = list(product.photos.select_related("file"))
    return [row for row in rows if row.retired_at is None] + [row for row in rows if row.retired_at is not None]


def photo_facts(photo: ProductPhoto) -> PhotoFacts:
    """Return what is said of a photograph. Of one from before, by what right it is shown was not asked."""
    plain = {name: getattr(photo, name) for name in ("caption", "caption_en", "alt", "alt_en", "source")}
    return PhotoFacts(
        kind=PhotoKind(photo.kind),
        rights=Rights(photo.rights or Rights.GIVEN),
        licence=Licence(photo.licence),
        **plain,
    )


def first_photos(product_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return what lists show of the first photograph of each product that has one."""
    names = ("public_id", "file__sha256", "width", "height", "alt", "caption", "alt_en", "caption_en")
    rows = hanging_photos().filter(product__in=among(product_ids)).order_by("position", "added_at", "id")
    found: dict[int, dict[str, Any]] = {}
    for product, public_id, sha256, width, height, alt, caption, alt_en, caption_en in rows.values_list(
        "product_id", *names
    ):
        said = {"alt": alt or caption, "alt_en": alt_en or caption_en}
        found.setdefault(product, {"id": public_id, "sha256": sha256, "width": width, "height": height} | said)
    return found
