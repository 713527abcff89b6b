"""What members declared about their interests, and who chairs in place of the chair."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models

from openocop.core.models import PublicIdField
from openocop.evaluation.models.council import Council, Seat


class Declaration(models.Model):
    """One signed declaration of a member on the products then before them (bản khai xung đột lợi ích). Never edited.

    `answers` holds by the dossier's public id why they step aside, "" where they declare no conflict. Products that
    come on the agenda later take a declaration of their own. `client_id` comes from the form: sent twice it is one.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="declarations")
    client_id = models.UUIDField()
    answers = models.JSONField()
    signature = models.CharField(max_length=200)
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ["declared_at", "id"]
        constraints = [models.UniqueConstraint(fields=["seat", "client_id"], name="declaration_once")]


class Delegation(models.Model):
    """The chair's paper by which another member chairs the council for a term (26/2026 art. 7.3b).

    `valid_until` is exclusive. Chairing by delegation is no power to recognise: that stays with the chair of the
    People's Committee.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="delegations")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="delegations")
    document_no = models.CharField(max_length=60)
    document_on = models.DateField()
    scope = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_until = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gt=models.F("valid_from")), name="council_delegation_dates"
            )
        ]

    @property
    def last_day(self) -> date:
        """Return the last day the delegation holds, as a paper prints it."""
        return self.valid_until - timedelta(days=1)
