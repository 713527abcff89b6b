"""Sessions of a council and the products before it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from openocop.core.models import PublicIdField
from openocop.dossiers.models import Dossier
from openocop.evaluation.domain.lifecycle import Form, SessionStage
from openocop.evaluation.models.council import Council


class Session(models.Model):
    """One meeting of a council, or one round of opinions in writing. Until its scores are revealed nobody learns of
    another's sheet.

    A written-opinion round (`form`) has no meeting: it is open from the start, members answer until `answers_by` (the
    last day, inclusive), and `held_on` is that day until it closes, then the day it closed.

    `attendance` keeps who was there when the result was fixed, by the public id of the seat (`attended`, `left_at`): a
    later session of the council begins with everybody again.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="sessions", related_query_name="session"
    )
    form = models.CharField(max_length=20, choices=[(v, v) for v in Form], default=Form.MEETING)
    answers_by = models.DateField(null=True)
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    stage = models.CharField(max_length=20, choices=[(v, v) for v in SessionStage], default=SessionStage.SCHEDULED)
    opened_at = models.DateTimeField(null=True)
    revealed_at = models.DateTimeField(null=True)
    fixed_at = models.DateTimeField(null=True)
    fixed_by = models.CharField(max_length=200, blank=True)
    discussion = models.TextField(blank=True)
    attendance = models.JSONField(default=dict)
    source_urls = models.JSONField(default=list)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "form"],
                condition=~Q(stage__in=[SessionStage.FIXED, SessionStage.CLOSED]),
                name="one_running_session_of_a_form",
            ),
            models.CheckConstraint(
                condition=Q(form=Form.MEETING, answers_by=None) | Q(form=Form.WRITTEN, answers_by__isnull=False),
                name="answers_in_writing_have_a_last_day",
            ),
        ]

    @property
    def is_written(self) -> bool:
        return self.form == Form.WRITTEN


class Entry(models.Model):
    """One product before the council. `ballot` is the lần chấm now open or last held.

    `result` is empty until the result is fixed; then it is the engine's whole answer and `star`, `average` repeat from
    it what lists sort and filter by (`average` exact: "184/3"). `added_at`: when it came on the agenda; members who
    declared their interests before have not yet declared on it.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="entries")
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="entry")
    position = models.PositiveIntegerField()
    added_at = models.DateTimeField(default=timezone.now)
    ballot = models.PositiveSmallIntegerField(default=1)
    ballot_open = models.BooleanField(default=True)
    note = models.TextField(blank=True)
    result = models.JSONField(default=dict)
    star = models.PositiveSmallIntegerField(null=True)
    average = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["session", "position"], name="entry_position_once")]
