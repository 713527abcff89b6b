"""Corrections of fixed results: each keeps the value before it and the value after it."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField
from openocop.evaluation.domain.correction import Basis
from openocop.evaluation.models.session import Entry


class ResultCorrection(models.Model):
    """One correction of one product's fixed result (đính chính kết quả). Never edited; a further one stands beside it.

    `before` and `after` are the engine's whole answers: `Entry.result` repeats the `after` of the latest. `change` says
    what was corrected, on the council's common points or on one sheet; the sheets stay as they were sent. `document_no`
    and `dated_on` are those of the decision that corrects, `ruling` its public id.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    change = models.JSONField()
    before = models.JSONField()
    after = models.JSONField()
    basis = models.CharField(max_length=20, choices=[(v, v) for v in Basis])
    reason = models.TextField()
    ruling = models.CharField(max_length=20, blank=True)
    document_no = models.CharField(max_length=60)
    dated_on = models.DateField()
    corrected_by = models.CharField(max_length=200)
    corrected_at = models.DateTimeField()
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["entry", "number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="correction_once")]
