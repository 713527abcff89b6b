"""Sheets: what the advisory team and each member found. A sent sheet is never edited."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField
from openocop.dossiers.models import Dossier
from openocop.evaluation.domain.lifecycle import Answer
from openocop.evaluation.models.council import Seat
from openocop.evaluation.models.session import Entry


class AdvisorySheet(models.Model):
    """The advisory team's sheet on a dossier (26/2026 art. 7.3c): levels, remarks by criterion and a conclusion."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="advisory_sheet")
    levels = models.JSONField(default=dict)
    disqualified = models.JSONField(default=list)
    remarks = models.JSONField(default=dict)
    conclusion = models.TextField(blank=True)
    score = models.JSONField(default=dict)
    adviser = models.CharField(max_length=200)
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    is_illustrative = models.BooleanField(default=False)


class ScoreSheet(models.Model):
    """One member's sheet on one product in one ballot (lần chấm). A second ballot stands beside the first.

    `levels` is the draft or final choice by criterion code, `outside` the codes left to those who know the field;
    `score` is the engine's summary, written when it is sent.
    `answer` is what the member says in writing on a re-assessment, with the reason for a meeting; "" at a meeting.
    `client_id` comes from the device that last sent it. It is not unique: that another's number is taken already must
    not show.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="sheets")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="sheets")
    ballot = models.PositiveSmallIntegerField(default=1)
    client_id = models.UUIDField()
    levels = models.JSONField(default=dict)
    disqualified = models.JSONField(default=list)
    reasons = models.JSONField(default=dict)
    outside = models.JSONField(default=list)
    opinion = models.TextField(blank=True)
    answer = models.CharField(max_length=10, choices=[(v, v) for v in Answer], blank=True)
    answer_reason = models.TextField(blank=True)
    score = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "seat", "ballot"], name="sheet_once_per_ballot")]
