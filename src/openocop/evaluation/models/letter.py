"""What a producer is told of a product after the council's result is fixed."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField, StoredFile, WordTemplate
from openocop.evaluation.models.session import Entry


class FeedbackLetter(models.Model):
    """The letter (thư góp ý) on one product, as it was sent to its producer; it is never changed afterwards.

    `content` is what the letter says, for the producer's page; `printed` and `word` are the papers, `template` the
    office's own that made the Word one. `number` is the clerk's, empty where the letter bears none.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="letter")
    content = models.JSONField(default=dict)
    number = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField()
    signer = models.CharField(max_length=200, blank=True)
    signer_capacity = models.CharField(max_length=200, blank=True)
    printed = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    word = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(WordTemplate, on_delete=models.PROTECT, null=True, related_name="+")
    sent_by = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    is_illustrative = models.BooleanField(default=False)
