"""Visits of the advisory team to a producer. A sent report is never edited; a later one stands beside it."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField, StoredFile
from openocop.dossiers.models import Dossier


class SiteVisit(models.Model):
    """One report on a visit (26/2026 art. 7.3c). `findings` are words by heading; `present` names who took part.

    `client_id` comes from the device that began the report: begun twice, it is one.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="visits")
    client_id = models.UUIDField(unique=True)
    visited_on = models.DateField()
    place = models.CharField(max_length=300)
    present = models.TextField()
    findings = models.JSONField(default=dict)
    conclusion = models.TextField(blank=True)
    adviser = models.CharField(max_length=200)
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["-visited_on", "-id"]


class VisitPhoto(models.Model):
    """A photograph taken on a visit; taken out of a draft, its row goes and its file stays."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    visit = models.ForeignKey(SiteVisit, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    client_id = models.UUIDField(unique=True)
    caption = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "id"]
