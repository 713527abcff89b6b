"""A product on which opinions in writing did not agree."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField
from openocop.evaluation.models.session import Entry, Session


class Divergence(models.Model):
    """A product called from a written-opinion round to a meeting (26/2026 art. 7.6d), and why. Never edited.

    `asked_in` is the round in which the members answered; the entry itself goes before the meeting once one is called.
    Its sheets go with it as the first ballot. `reasons` (`domain/opinions.py`) tell of them, so that nobody reads them
    before the meeting reveals its scores.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="divergence")
    asked_in = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="divergences")
    reasons = models.JSONField(default=list)
    found_at = models.DateTimeField()
