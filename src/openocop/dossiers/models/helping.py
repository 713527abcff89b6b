"""Who may fill in a producer's dossier, and what the producer agreed to."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from openocop.accounts.models import User
from openocop.core.models import PublicIdField, StoredFile
from openocop.dossiers.domain.helping import Way
from openocop.dossiers.models.dossier import Dossier


class HelpConsent(models.Model):
    """A producer's consent that one officer fills in one dossier; `valid_until` is exclusive.

    It copies the officer's name and office as they were that day. `first_act_on` and `last_act_on` are the days between
    which the officer changed the dossier under it, None while nothing was changed.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="help_consents")
    helper = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    helper_role = models.CharField(max_length=40)
    helper_unit = models.CharField(max_length=5, blank=True)
    helper_name = models.CharField(max_length=200)
    helper_office = models.CharField(max_length=200)
    way = models.CharField(max_length=20, choices=[(v, v) for v in Way])
    given_by = models.CharField(max_length=200)
    given_on = models.DateField()
    valid_until = models.DateField()
    may_submit = models.BooleanField(default=False)
    note = models.CharField(max_length=500, blank=True)
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    client_id = models.UUIDField(unique=True)
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)
    first_act_on = models.DateField(null=True)
    last_act_on = models.DateField(null=True)

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(valid_until__gt=F("given_on")), name="help_consent_dates"),
            models.CheckConstraint(
                condition=Q(may_submit=False) | Q(paper__isnull=False), name="submitting_needs_a_signed_paper"
            ),
        ]

    @property
    def last_on(self) -> date:
        return self.valid_until - timedelta(days=1)


class HelpCode(models.Model):
    """A code that the producer's own page shows and an officer types in: who knows it was given it. It works once."""

    province = models.CharField(max_length=40)
    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="help_code")
    code = models.CharField(max_length=8)
    made_at = models.DateTimeField()
