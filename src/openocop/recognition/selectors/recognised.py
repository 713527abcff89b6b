"""The dossier behind a product's recognition, for dossiers that follow it."""

from __future__ import annotations

from datetime import date

from django.db.models import F

from openocop.dossiers.models import Dossier
from openocop.recognition.models import Recognition
from openocop.registry.models import Product


def recognised_dossier(product: Product, *, on: date) -> Dossier | None:
    """Return the dossier of the last recognition that began by day `on` and was not withdrawn, None without one."""
    rows = Recognition.objects.filter(product=product, dossier__isnull=False, withdrawn_on=None, valid_from__lte=on)
    last = rows.select_related("dossier__round").order_by(F("valid_from").desc(), "-id").first()
    return last.dossier if last else None
