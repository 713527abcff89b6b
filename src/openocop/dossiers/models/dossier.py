"""Dossiers (hồ sơ sản phẩm), their evidence, and the report of the local office on them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.db.models import Q

from openocop.core.models import PublicIdField, StoredFile
from openocop.criteria.domain.sheet import Mark
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models.round import Round
from openocop.registry.models import ProducerPaper, Product


class Dossier(models.Model):
    """One product in one round, judged by one sheet of one release, both frozen when it is opened.

    `self_levels` is the producer's own sheet (criterion code → place of the level, null = none); `self_score` is what
    the engine made of it, empty until it is complete. `local_number` and `province_number` are the registration slips
    (số phiếu PĐK) of the local office and of the province. `local_unit_code` is the unit of the local office, as units
    stood on `local_unit_on`; empty where the producer's place is not known. An upgrade or re-assessment stands beside
    `base`, the recognised dossier, where there is one here; one assessed again after its result has it as `former`.
    `changes` says in the producer's words what became of each
    matter the law names (slug → words; 26/2026 art. 6).
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="dossiers")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="dossiers")
    kind = models.CharField(max_length=20, choices=[("first", "first"), ("upgrade", "upgrade"), ("again", "again")])
    release = models.CharField(max_length=20)
    set_no = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=20, choices=[(v, v) for v in Stage], default=Stage.DRAFT)
    self_levels = models.JSONField(default=dict)
    self_score = models.JSONField(default=dict)
    self_disqualified = models.JSONField(default=list)
    local_unit_code = models.CharField(max_length=5, blank=True)
    local_unit_on = models.DateField(null=True)
    local_number = models.CharField(max_length=60, blank=True)
    province_number = models.CharField(max_length=60, blank=True)
    received_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    base = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    former = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    changes = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "product"], condition=~Q(stage=Stage.WITHDRAWN), name="product_once_per_round"
            )
        ]
        indexes = [
            models.Index(fields=["province", "stage"], name="dossier_by_stage"),
            models.Index(fields=["province", "local_unit_code"], name="dossier_by_local_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} in {self.round_id}"


class Evidence(models.Model):
    """A file of the dossier; `criterion` is the code it proves, empty for a paper of the whole dossier.

    `paper` is the producer's paper that the file belongs to, empty for a file of this dossier alone. `claimed` is the
    part of the self-score it was put in beside ({criterion: level}), empty where nothing was marked yet. A paper taken
    out keeps its row: an earlier version of the dossier was filed with it.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(ProducerPaper, on_delete=models.PROTECT, null=True, related_name="evidence")
    client_id = models.UUIDField(unique=True)
    title = models.CharField(max_length=200)
    criterion = models.CharField(max_length=20, blank=True)
    page = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=300, blank=True)
    claimed = models.JSONField(default=dict)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["added_at", "id"]

    def is_outdated(self, levels: Mapping[str, Mark]) -> bool:
        """Tell whether the claimed level has changed since the paper was put in beside it."""
        return any(levels.get(code, "") != mark for code, mark in self.claimed.items())


class LocalReport(models.Model):
    """The local office's report: form 03 of the commune (26/2026 art. 7.2), or the district's proposal (1048/2019).

    The four headings of form 03 carry words, no points. `office` is the issuing office as it was named that day.
    A dossier returned and filed again gets a new report on its new `version`; the earlier one stays.
    `reporter_helped` states that who wrote it had filled in the dossier for its producer.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="local_reports")
    version = models.PositiveIntegerField(default=1)
    office = models.CharField(max_length=200)
    local_material = models.TextField(blank=True)
    local_labour = models.TextField(blank=True)
    idea_origin = models.TextField(blank=True)
    local_identity = models.TextField(blank=True)
    conclusion = models.TextField(blank=True)
    reported_by = models.CharField(max_length=200)
    reported_at = models.DateTimeField()
    reporter_helped = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "version"], name="report_once_per_version")]


class ReturnNotice(models.Model):
    """Why a dossier went back to its producer: a decision of its own, kept for every version returned."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="returns")
    version = models.PositiveIntegerField()
    office = models.CharField(max_length=200)
    reason = models.TextField()
    returned_by = models.CharField(max_length=200)
    returned_at = models.DateTimeField()

    class Meta:
        ordering = ["returned_at", "id"]


class SlipSeries(models.Model):
    """How many registration slips one office has numbered in a year; `unit_code` is the office's unit."""

    province = models.CharField(max_length=40)
    unit_code = models.CharField(max_length=5)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "unit_code", "year"], name="slip_series_once")]
