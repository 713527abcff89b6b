"""Samples (sản phẩm mẫu) handed over with a dossier, and what became of them."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField
from openocop.dossiers.domain.samples import Fate, Purpose
from openocop.dossiers.models.dossier import Dossier


class SampleHandover(models.Model):
    """One hand-over of samples (26/2026/QĐ-TTg art. 6.2d, 6.3): who, when, how many, in what condition.

    `cold_chain`: whether the product needs one; `kept_cold` whether it held, empty where it needs none. A hand-over is
    never changed: what happens afterwards is a `SampleFate`.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="sample_handovers")
    client_id = models.UUIDField(unique=True)
    purpose = models.CharField(max_length=20, choices=[(v, v) for v in Purpose])
    count = models.PositiveSmallIntegerField()
    handed_on = models.DateField()
    handed_by = models.CharField(max_length=200)
    received_by = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    condition = models.TextField()
    cold_chain = models.BooleanField(default=False)
    kept_cold = models.BooleanField(null=True)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["handed_on", "id"]


class SampleFate(models.Model):
    """What was done with samples of one hand-over: stored, replaced, consumed by a council, disposed of."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    handover = models.ForeignKey(SampleHandover, on_delete=models.PROTECT, related_name="fates")
    client_id = models.UUIDField(unique=True)
    fate = models.CharField(max_length=20, choices=[(v, v) for v in Fate])
    count = models.PositiveSmallIntegerField()
    happened_on = models.DateField()
    note = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["happened_on", "id"]
