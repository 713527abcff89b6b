"""What is asked of a producer while the dossier is being examined: a paper, a test, an explanation."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField
from openocop.dossiers.domain.requests import RequestKind
from openocop.dossiers.models.dossier import Dossier, Evidence


class SupplementRequest(models.Model):
    """One request to the producer (26/2026 art. 7.3c) and its answer. Neither is edited: a further one stands beside.

    `answer_by` is the last day to answer, none where nothing was said. `papers` came with the answer and are evidence
    of the dossier as any other. `client_id` comes from the device that asked.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="requests")
    client_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=20, choices=[(v, v) for v in RequestKind])
    criterion = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    answer_by = models.DateField(null=True)
    office = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    papers = models.ManyToManyField(Evidence, related_name="answers")
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["province", "answered_at", "answer_by"], name="request_by_term")]

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None
