"""The one-stop counter (bộ phận một cửa): its file number and appointment beside a filed dossier."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.core.models import PublicIdField, StoredFile
from openocop.dossiers.models.dossier import Dossier


class PortalFile(models.Model):
    """A list from the public-service portal: looked at first, taken in whole, and taken back whole.

    `unit_code` is the commune whose officer brought it, "" for the provincial office.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    unit_code = models.CharField(max_length=5, blank=True)
    uploaded_by = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    taken_in_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]


class CounterReceipt(models.Model):
    """The counter's number of one filing, and the day on which its result is promised.

    `paper_set` tells whether the paper set stands beside the electronic one (26/2026/QĐ-TTg art. 7.1). A receipt that
    was taken back keeps its row.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="counter_receipts")
    portal_file = models.ForeignKey(PortalFile, on_delete=models.PROTECT, null=True, related_name="receipts")
    version = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    received_on = models.DateField()
    appointment_on = models.DateField()
    paper_set = models.BooleanField(default=False)
    office = models.CharField(max_length=200)
    received_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "office", "number"],
                condition=Q(taken_back_at__isnull=True),
                name="counter_number_once",
            ),
            models.UniqueConstraint(
                fields=["dossier", "version"], condition=Q(taken_back_at__isnull=True), name="one_receipt_per_filing"
            ),
        ]
