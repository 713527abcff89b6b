"""What was withdrawn, for everybody to read."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from openocop.recognition.models import Recognition


def withdrawn(on: date) -> QuerySet[Recognition]:
    """Return the public recognitions that were withdrawn by day `on`, the latest first."""
    found = Recognition.objects.filter(withdrawn_on__lte=on, product__listing__isnull=False)
    return found.select_related("product__listing", "product__producer", "certificate").order_by("-withdrawn_on", "-id")
