"""The recognised version of a product; who recognises is an app above, which the settings name."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from openocop.dossiers.models import Dossier
from openocop.registry.models import Product


def recognised_dossier(product: Product, *, on: date) -> Dossier | None:
    """Return the dossier on which the product was last recognised, None where this office holds none."""
    found: Dossier | None = import_string(settings.RECOGNISED_DOSSIER)(product, on=on)
    return found
