"""Corrections of what was recorded of the ministry's result, and of the province's choice on it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.accounts.models import User
from openocop.core.models import PublicIdField, StoredFile
from openocop.recognition.domain.central_correction import Of
from openocop.recognition.models.referral import Referral


class CentralCorrection(models.Model):
    """A correction that one person proposes and another confirms; then `before` stands here, `after` in its place.

    Both by the names of `domain/central_correction.py`. `file` is a scan put in the place of a wrong one; the former
    is kept. Confirmed, it is never edited: a further one stands beside it.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="corrections")
    of = models.CharField(max_length=20, choices=[(v, v) for v in Of])
    before = models.JSONField()
    after = models.JSONField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    former_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], condition=Q(confirmed_at__isnull=True), name="one_open_central_correction"
            ),
        ]
