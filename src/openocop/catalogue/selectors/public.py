"""Which products of the register are public, for whoever asks below the public site."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from openocop.recognition.models import Certificate, Recognition
from openocop.registry.models import Producer, Product

_REPLACED = 3  # how often one certificate is followed back to those it replaced


def public_products() -> QuerySet[Product]:
    """Return the products that have a page of their own on the public site."""
    return Product.objects.filter(listing__isnull=False)


def public_producers() -> QuerySet[Producer]:
    """Return the producers of public products."""
    return Producer.objects.filter(Exists(public_products().filter(producer=OuterRef("pk"))))


def public_recognitions() -> QuerySet[Recognition]:
    """Return every recognition of public products, with how each stands today or stood."""
    return Recognition.objects.filter(product__listing__isnull=False)


def public_certificates() -> QuerySet[Certificate]:
    """Return the certificates of public recognitions, and those they took the place of."""
    running = Certificate.objects.filter(recognition__in=public_recognitions().values("pk"))
    found = Q(pk__in=running.values("pk"))
    level = running.values("pk")
    for _step in range(_REPLACED):
        level = Certificate.objects.filter(replaced_by__in=level).values("pk")
        found |= Q(pk__in=level)
    return Certificate.objects.filter(found)
