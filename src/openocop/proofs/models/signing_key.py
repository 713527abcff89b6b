"""The keys with which a province signs the proofs of its certificates."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.core.models import PublicIdField


class SigningKey(models.Model):
    """The public half of a key and its history; the private half is a file (services.key_files), never a row.

    One that was retired signs no more, and what it signed holds. What a revoked one signed is refused. The one
    that is neither signs.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    public_key = models.CharField(max_length=64, unique=True)  # 32 bytes in hexadecimal digits
    active_from = models.DateField()
    retired_on = models.DateField(null=True)
    revoked_on = models.DateField(null=True)
    revocation_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["province"], condition=Q(retired_on=None, revoked_on=None), name="one_signing_key_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | ~Q(revocation_reason=""), name="revoked_key_says_why"
            ),
        ]

    @property
    def is_signing(self) -> bool:
        return self.retired_on is None and self.revoked_on is None
