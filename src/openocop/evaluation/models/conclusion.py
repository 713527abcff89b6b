"""The council's own act on a product, apart from the sheets of its members."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField
from openocop.evaluation.models.session import Entry


class Conclusion(models.Model):
    """What the council concludes on one product (kết luận của Hội đồng): an agreed note and, where held, a vote.

    It moves no score. `points` are those agreed on, by criterion code, where the sheets stand on both sides of a
    minimum requirement and the council's procedure has it conclude on that. Votes are counted only together: all three
    are empty, or none is.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="conclusion")
    note = models.TextField(blank=True)
    points = models.JSONField(default=dict)
    votes_for = models.PositiveSmallIntegerField(null=True)
    votes_against = models.PositiveSmallIntegerField(null=True)
    abstained = models.PositiveSmallIntegerField(null=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(votes_for=None, votes_against=None, abstained=None)
                | models.Q(votes_for__isnull=False, votes_against__isnull=False, abstained__isnull=False),
                name="votes_counted_together",
            )
        ]

    @property
    def was_voted(self) -> bool:
        return self.votes_for is not None
