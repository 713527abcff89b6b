"""What a decision printed of a product, and what stands of it now."""

from __future__ import annotations

from typing import Any

from openocop.recognition.models import Certificate, DecisionCorrection, Recognition
from openocop.registry.models import Producer, Product
from openocop.registry.selectors.places import written_places


def facts_of(product: Product, stars: int | None) -> dict[str, Any]:
    """Return what papers print of a product, by the names of `domain/decision_correction.py`."""
    producer: Producer | None = product.producer
    return {
        "product_name": product.name,
        "producer_name": producer.name if producer else "",
        "producer_address": written_places([producer])[producer.pk] if producer else "",
        "stars": stars,
    }


def facts_printed(recognition: Recognition) -> dict[str, Any]:
    """Return what the latest paper on a recognition states: a correction, else its certificate.

    Where the certificate is on paper only, what it printed is not known here; then the register speaks for it, and only
    the star can differ.
    """
    last = recognition.corrections.filter(issued_at__isnull=False).last()
    if last is not None:
        return dict(last.after)
    certificate = Certificate.objects.filter(recognition=recognition).first()
    if certificate is not None and certificate.printed:
        return dict(certificate.printed)
    return facts_of(recognition.product, recognition.star)


def facts_now(recognition: Recognition) -> dict[str, Any]:
    """Return what should stand there: the register's words, and the star of the council's result as corrected.

    A recognition by the central result keeps its own star.
    """
    if recognition.is_central:
        return facts_of(recognition.product, recognition.star)
    entry = getattr(recognition.dossier, "entry", None) if recognition.dossier else None
    corrected = entry is not None and entry.corrections.exists()
    return facts_of(recognition.product, entry.star if entry is not None and corrected else recognition.star)


def issued_corrections(recognition: Recognition) -> list[DecisionCorrection]:
    """Return the corrections of a recognition that were issued, the first one first."""
    return list(recognition.corrections.filter(issued_at__isnull=False).select_related("printed", "word"))


def former_certificates(certificate: Certificate | None) -> list[Certificate]:
    """Return the certificates that this one replaced, the latest first."""
    found: list[Certificate] = []
    while certificate is not None:
        certificate = Certificate.objects.filter(replaced_by=certificate).select_related("file").first()
        found += [certificate] if certificate else []
    return found
