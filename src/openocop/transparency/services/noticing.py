"""Noting, in the transaction of an act, whose recognitions it touched."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from openocop.recognition.signals import recognitions_changed
from openocop.registry.signals import products_changed
from openocop.transparency.models import Pending


def connect() -> None:
    """Listen to recognition and to the register; called once when the app is ready."""
    recognitions_changed.connect(_note, dispatch_uid="transparency.recognitions")
    products_changed.connect(_note, dispatch_uid="transparency.products")


def _note(sender: type[Model] | None, province: str, product_ids: list[int], **kwargs: Any) -> None:
    if product_ids:
        Pending.objects.create(province=province, product_ids=list(product_ids))
