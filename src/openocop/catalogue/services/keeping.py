"""Who tells the catalogue that something public changed."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from openocop.catalogue.models import Listing
from openocop.catalogue.services.listings import refresh_listings
from openocop.core.keys import among
from openocop.recognition.signals import recognitions_changed
from openocop.registry.signals import products_changed


def connect() -> None:
    """Listen to recognition and to the register; called once when the app is ready."""
    recognitions_changed.connect(_on_recognitions, dispatch_uid="catalogue.recognitions")
    products_changed.connect(_on_products, dispatch_uid="catalogue.products")


def _on_recognitions(sender: type[Model], province: str, product_ids: list[int], **kwargs: Any) -> None:
    refresh_listings(province=province, product_ids=product_ids)


def _on_products(sender: type[Model] | None, province: str, product_ids: list[int], **kwargs: Any) -> None:
    """Only products already listed concern the public; new ones come with their recognition."""
    listed = list(Listing.objects.filter(product__in=among(product_ids)).values_list("product_id", flat=True))
    if listed:
        refresh_listings(province=province, product_ids=listed)
