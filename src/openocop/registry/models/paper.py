"""Papers of producers (giấy tờ của chủ thể): kept once, pointed to by every dossier that needs them."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from openocop.core.models import PublicIdField, StoredFile
from openocop.registry.domain.paper_terms import Term, term_of
from openocop.registry.models.producer import Producer


class ProducerPaper(models.Model):
    """One paper of a producer. It is never edited: a renewed one is a row of its own that supersedes the old.

    `kind` is a slug of `domain.paper_kinds`; `valid_until` is exclusive, empty for a paper without a term.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=100, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    client_id = models.UUIDField(unique=True)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(valid_until=None) | Q(valid_until__gt=F("issued_on")),
                name="producer_paper_term",
            )
        ]
        indexes = [models.Index(fields=["producer", "valid_until"], name="producer_paper_by_end")]

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date | None:
        """Return the last day on which the paper holds, None without a term."""
        return self.valid_until and self.valid_until - timedelta(days=1)

    def term(self, on: date) -> Term:
        """Return how the paper's term stands on day `on`, whether or not a newer one supersedes it."""
        return term_of(self.valid_until, on=on)
