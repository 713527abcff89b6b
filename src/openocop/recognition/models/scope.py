"""What a certificate covers (phạm vi của giấy chứng nhận)."""

from __future__ import annotations

from django.db import models

from openocop.recognition.models.recognition import Certificate


class CertificateScope(models.Model):
    """The product as it stood when its certificate was issued: written with it, never updated.

    `version` is the number of the product's revision and `facts_sha256` the hash of its public facts; `photos` are
    those of its pack (id, sha256, caption), `packs` what was on offer (id, name, quantity, unit, bar_code). `sha256` is
    that of all of it in canonical JSON. A certificate from before has none: what it covers was not recorded.
    """

    province = models.CharField(max_length=40)
    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="scope")
    product_name = models.CharField(max_length=300)
    version = models.PositiveIntegerField()
    facts_sha256 = models.CharField(max_length=64)
    photos = models.JSONField(default=list)
    packs = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256
