"""The records of sellable units, made from what the register, the offers and the recognition state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from openocop.core.domain.text import nfc
from openocop.offers.models import Pack
from openocop.offers.selectors.offers import NOTHING, PackOffered, offers_of
from openocop.recognition.models import Certificate, Recognition
from openocop.recognition.selectors.recognitions import current_recognitions, term_of
from openocop.registry.models import Product, ProductPhoto
from openocop.registry.selectors.photos import hanging_photos
from openocop.registry.selectors.places import written_places


def records_of(products: Sequence[Product], on: date) -> dict[int, list[dict[str, Any]]]:
    """Return the records of each product by its key: one for each pack on offer, one without a pack where none is.

    The same few queries for any number of products. Nothing is made up: what nobody stated has no place in the record.
    """
    keys = [product.pk for product in products]
    offers, speaking = offers_of(keys, on), current_recognitions(keys, on)
    places = written_places(product.producer for product in products if product.producer is not None)
    photos: dict[int, list[ProductPhoto]] = {}
    hanging = hanging_photos().filter(product__in=keys).select_related("file").order_by("position", "added_at", "id")
    for photo in hanging:
        photos.setdefault(photo.product_id, []).append(photo)
    return {
        product.pk: [
            _record(product, pack, speaking.get(product.pk), photos.get(product.pk, []), places)
            for pack in offers.get(product.pk, NOTHING).packs or (None,)
        ]
        for product in products
    }


def products_coded(code: str, province: str | None = None) -> Iterator[Product]:
    """Yield the products that a product code of a certificate or a public id names."""
    coded = Certificate.objects.filter(product_code=code, recognition__isnull=False).values("recognition__product")
    found = Product.objects.filter(public_id=code.lower()) | Product.objects.filter(pk__in=coded)
    if province is not None:
        found = found.filter(province=province)
    yield from found.select_related("producer").order_by("pk")


def sku_of(product: Product, pack: Pack | None) -> str:
    """Return the stock number: the product's public id, behind it that of the pack. It never changes."""
    return f"{product.public_id}-{pack.client_id.hex[:8]}" if pack else product.public_id


def _record(
    product: Product,
    offered: PackOffered | None,
    recognition: Recognition | None,
    photos: Sequence[ProductPhoto],
    places: dict[int, str],
) -> dict[str, Any]:
    producer = product.producer
    record: dict[str, Any] = {
        "sku": sku_of(product, offered.pack if offered else None),
        "title": nfc(product.name),
        "description_text": nfc(product.story or product.description),
        "content_origin": "written",
        "condition": "new",
        "currency": "VND",
        "origin": {"country": "VN"},
        "images": [
            {
                "url": f"{settings.OPENOCOP_URL}{reverse('catalogue:photo', args=[photo.public_id])}",
                "name": photo.file.name,
                "mime": photo.file.media_type,
                "bytes": photo.file.size,
                "width": photo.width or None,
                "height": photo.height or None,
            }
            for photo in photos
        ],
        "recognition": _recognition(recognition),
        "is_illustrative": product.is_illustrative,
    }
    if producer is not None:
        record["brand"] = nfc(producer.name)
        address = producer.address or places.get(producer.pk, "")
        record["producer"] = {"name": nfc(producer.name), "address": address, "phone": producer.phone}
    if offered is not None:
        pack = offered.pack
        record |= {"price": offered.price, "gtin": pack.bar_code}
        record["net_content"] = {"quantity": str(pack.quantity.normalize()), "unit": pack.unit}
    return record


def _recognition(recognition: Recognition | None) -> dict[str, Any]:
    if recognition is None:
        return {}
    until = term_of(recognition).held_until
    return {
        "star": recognition.star,
        "held_until": until.isoformat() if until else None,
        "withdrawn": recognition.withdrawn_on is not None,
    }
