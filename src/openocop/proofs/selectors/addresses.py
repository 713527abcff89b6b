"""Addresses that stand in signed proofs and QR codes: whole, as the public reaches them."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from openocop.proofs.models import SigningKey
from openocop.recognition.models import Certificate


def certificate_address(certificate: Certificate, compact: str = "") -> str:
    """Return where the certificate's standing is told; `compact` goes behind #, which no server gets to see."""
    path = reverse("catalogue:certificate", kwargs={"public_id": certificate.public_id})
    return f"{settings.OPENOCOP_URL}{path}" + (f"#{compact}" if compact else "")


def keys_address(province: str) -> str:
    return f"{settings.OPENOCOP_URL}{reverse('proofs:province-keys', kwargs={'province': province})}"


def key_address(key: SigningKey) -> str:
    return f"{keys_address(key.province)}#{key.public_id}"
