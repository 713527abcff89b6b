"""Rounds (đợt đánh giá) of a province."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField


class Round(models.Model):
    """One evaluation round. `release` is the law it runs under and never changes.

    `propose_before` and `evaluate_before` are exclusive, as the law words them ("trước ngày 30/10"; 26/2026 art. 5.1).
    `declared` keeps the figures a public source gives for the round (products, producers, units, stars, cumulative…);
    pages show them beside what is counted from rows, never instead of it.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    release = models.CharField(max_length=20)
    opened_on = models.DateField(null=True)
    propose_before = models.DateField(null=True)
    evaluate_before = models.DateField(null=True)
    plan_basis = models.CharField(max_length=300, blank=True)
    declared = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    source_urls = models.JSONField(default=list)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "code"], name="round_code_once")]

    def __str__(self) -> str:
        return self.name
