"""Decisions that correct a decision: what was printed, what is printed instead, and the papers of both."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.accounts.models import User
from openocop.core.models import PublicIdField, StoredFile, WordTemplate
from openocop.recognition.models.appeal import Appeal
from openocop.recognition.models.recognition import Recognition


class DecisionCorrection(models.Model):
    """A decision of correction (quyết định đính chính) on one product of an earlier decision.

    `before` and `after` are what the earlier decision and certificate state and what they state now, by the names of
    `domain/decision_correction.py`. A draft has no number; number and day are the clerk's. Issued, it is never edited:
    a further one stands beside it.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    recognition = models.ForeignKey(Recognition, on_delete=models.PROTECT, related_name="corrections")
    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, null=True, related_name="decision_corrections")
    reason = models.TextField()
    before = models.JSONField()
    after = models.JSONField()
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_name = models.CharField(max_length=200)
    drafted_at = models.DateTimeField()
    number = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    decided_on = models.DateField(null=True)
    signer = models.CharField(max_length=200, blank=True)
    signer_capacity = models.CharField(max_length=200, blank=True)
    issued_at = models.DateTimeField(null=True)
    printed = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    word = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    template = models.ForeignKey(WordTemplate, on_delete=models.PROTECT, null=True, related_name="+")
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["drafted_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True) | (Q(decided_on__isnull=False) & ~Q(number="")),
                name="correction_has_number_and_day",
            ),
            models.UniqueConstraint(
                fields=["province", "year", "number"], condition=~Q(number=""), name="correction_number_once_a_year"
            ),
            models.UniqueConstraint(
                fields=["recognition"], condition=Q(issued_at__isnull=True), name="one_draft_correction"
            ),
        ]
