"""The keys of a province as its administrator sees them, and what still has to be signed."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from openocop.proofs.models import Proof, SigningKey
from openocop.recognition.models import Certificate


def keys_listed(province: str) -> QuerySet[SigningKey]:
    """Return the keys, the newest first, each with `signed`: how many certificates it signed."""
    return SigningKey.objects.filter(province=province).annotate(signed=Count("proofs")).order_by("-id")


def lacking_proofs(province: str) -> QuerySet[Certificate]:
    """Return the running certificates without a proof by a key that still counts."""
    counting = Proof.objects.filter(key__revoked_on=None).values("certificate")
    running = Certificate.objects.filter(province=province, recognition__isnull=False)
    return running.exclude(pk__in=counting).order_by("pk")
