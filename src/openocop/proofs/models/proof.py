"""The signed proofs of certificates."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField
from openocop.proofs.models.signing_key import SigningKey
from openocop.recognition.models import Certificate


class Proof(models.Model):
    """What one key signed of one certificate: `compact` in digits (domain.compact), `credential` as JSON.

    A certificate has a second one where the key of the first was revoked.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="proofs")
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="proofs")
    compact = models.TextField()
    credential = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "key"], name="one_proof_of_a_certificate_by_a_key")
        ]
