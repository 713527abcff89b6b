"""The digital signature of the system itself, and what it signed."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField


class SystemSeal(models.Model):
    """The certificate with which the system signs a province's papers, given by its own test authority.

    The private half is a file (proofs.services.key_files). One that was retired signs no more.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    name = models.CharField(max_length=64)
    certificate = models.TextField()  # PEM
    authority = models.TextField()  # PEM
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["province"], condition=models.Q(retired_at=None), name="one_system_seal_at_a_time"
            )
        ]


class SealedPaper(models.Model):
    """A file that a seal signed, by the content it then had."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    seal = models.ForeignKey(SystemSeal, on_delete=models.PROTECT, related_name="papers")
    sha256 = models.CharField(max_length=64, db_index=True)
    signed_at = models.DateTimeField()
