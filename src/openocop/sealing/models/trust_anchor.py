"""The authorities whose certificates a province believes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.core.models import PublicIdField
from openocop.sealing.domain.signing import Signers


class TrustAnchor(models.Model):
    """A certificate of an authority, and whom its certificates name.

    `agency_name` is the common name of the agency's own certificate, which tells it from those of persons. A withdrawn
    anchor is believed no more; what was accepted by it stays accepted.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    certificate = models.TextField()  # PEM
    fingerprint = models.CharField(max_length=64)
    signers = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Signers])
    agency_name = models.CharField(max_length=300, blank=True)
    ends_at = models.DateTimeField()
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "fingerprint"], condition=Q(withdrawn_at=None), name="trust_anchor_once"
            ),
            models.CheckConstraint(
                condition=Q(signers=Signers.PERSONS.value) | ~Q(agency_name=""), name="anchor_names_its_agency"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawal_reason=""), name="withdrawn_anchor_says_why"
            ),
        ]
