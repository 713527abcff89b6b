"""Papers of a session, kept as they were first made."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.core.models import PublicIdField, StoredFile, WordTemplate
from openocop.evaluation.domain.lifecycle import PaperKind
from openocop.evaluation.models.session import Session
from openocop.evaluation.models.sheet import ScoreSheet


class Paper(models.Model):
    """One paper: of the whole session once its result is fixed, or of one sheet once it was sent. Never edited.

    `template` is the office's own that made it, empty for the shipped one. After a correction of the result the papers
    of the session are made anew: the earlier ones are superseded and stay.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="papers")
    sheet = models.OneToOneField(ScoreSheet, on_delete=models.PROTECT, null=True, related_name="paper")
    kind = models.CharField(max_length=20, choices=[(v, v) for v in PaperKind])
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(WordTemplate, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "kind"],
                condition=Q(sheet__isnull=True, superseded_at__isnull=True),
                name="session_paper_once",
            )
        ]
