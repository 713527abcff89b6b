"""Decisions, recognitions and certificates: the authority's acts, apart from the council's."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openocop.core.models import PublicIdField, StoredFile, WordTemplate
from openocop.dossiers.models import Dossier, Round
from openocop.evaluation.models import Session
from openocop.recognition.models.import_run import ImportRun
from openocop.registry.models import Product


class DecisionKind(models.TextChoices):
    """`APPROVAL`: of a result of ninety points and more ("tiềm năng 5 sao"), which recognises nothing (art. 7.3e).

    `CENTRAL`: recognises three or four stars by a central result under ninety points, as the province chose (art. 7).
    """

    RECOGNITION = "recognition"
    APPROVAL = "approval"
    CENTRAL = "central"


class Decision(models.Model):
    """A province's decision. A draft has no number; number and day are the clerk's, recorded here, never made here.

    `session` is the one whose fixed result it decides on: a round may have a written-opinion round beside its meeting,
    each with a decision of its own.
    `approved` keeps what an issued approval names, as `Recognition` does of the others: results may be corrected.
    `year` is that of `decided_on`: the clerk's numbers begin again every year.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="decisions")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, related_name="decisions")
    kind = models.CharField(max_length=20, choices=DecisionKind.choices, default=DecisionKind.RECOGNITION)
    approved = models.ManyToManyField(Dossier, related_name="approvals")
    number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    signer = models.CharField(max_length=200, blank=True)
    signer_capacity = models.CharField(max_length=200, blank=True)
    drafted_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True) | (Q(decided_on__isnull=False) & ~Q(number="")),
                name="issued_decision_has_number_and_day",
            ),
            models.UniqueConstraint(
                fields=["province", "year", "number"], condition=~Q(number=""), name="decision_number_once_a_year"
            ),
            models.UniqueConstraint(
                fields=["session", "kind"], condition=Q(issued_at__isnull=True), name="one_draft_per_session_and_kind"
            ),
        ]


class DecisionPaper(models.Model):
    """A printed form of a decision, as draft or as issued. A newer draft stands beside the older one.

    `template` is the office's own that made it, empty for the shipped one.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="papers")
    is_draft = models.BooleanField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(WordTemplate, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "file__media_type"]


class Recognition(models.Model):
    """A product held to have a star: a record of its own, with the source that says so.

    `council_on` is the day the council proposed; `valid_from` the day of the act that recognises. Without that act's
    day there is no end: `valid_until` (exclusive) stays empty and the term is unknown (26/2026 art. 4.3). `star` is
    empty where the source names none.

    `kept_until` (exclusive) is the day until which art. 12.3 keeps it past its term, empty where it does not; it
    follows from filings, outcomes and the province's options (`services/extensions.py`).

    `superseded_by` is the one that the ministry's result led to and that speaks for the product from `superseded_on`;
    what this one states stays. Of a dossier one recognition is not superseded.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="recognitions")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, related_name="recognitions")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, related_name="recognitions")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="recognitions")
    import_run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, null=True, related_name="recognitions")
    star = models.PositiveSmallIntegerField(null=True)
    score = models.CharField(max_length=40, blank=True)
    group_as_printed = models.CharField(max_length=300, blank=True)
    unit_as_printed = models.CharField(max_length=200, blank=True)
    decision_no_as_printed = models.CharField(max_length=100, blank=True)
    council_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    kept_until = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawal_ground = models.CharField(max_length=300, blank=True)
    withdrawal_decision = models.CharField(max_length=100, blank=True)
    withdrawal_reason = models.TextField(blank=True)
    superseded_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="supersedes")
    superseded_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    source_urls = models.JSONField(default=list)
    is_illustrative = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["province", "council_on"], name="recognition_by_council"),
            models.Index(fields=["province", "valid_until"], name="recognition_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="recognition_term",
            ),
            models.CheckConstraint(
                condition=Q(kept_until__isnull=True) | Q(kept_until__gt=F("valid_until")), name="kept_past_its_term"
            ),
            models.CheckConstraint(condition=Q(star__isnull=True) | Q(star__range=(3, 5)), name="recognised_star"),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | Q(superseded_on__isnull=False), name="superseded_since"
            ),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(superseded_on__isnull=True), name="one_recognition_of_a_dossier"
            ),
        ]

    @property
    def is_central(self) -> bool:
        """Tell whether it rests on the ministry's result, so that the council's, corrected or not, changes nothing."""
        return self.decision is not None and self.decision.kind == DecisionKind.CENTRAL


class Certificate(models.Model):
    """The certificate of one recognition, from our own register; what was issued is superseded, never edited.

    `printed` repeats what the paper states (names, address, stars). One that was `replaced_by` another speaks for no
    `recognition` any more: that of its successor does; the successor keeps the product code, which is the product's.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    recognition = models.OneToOneField(Recognition, on_delete=models.PROTECT, null=True, related_name="certificate")
    replaced_by = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaces")
    replaced_on = models.DateField(null=True)
    printed = models.JSONField(default=dict)
    number = models.CharField(max_length=60)
    product_code = models.CharField(max_length=40)
    issued_on = models.DateField()
    valid_until = models.DateField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["product_code"], name="certificate_by_code")]
        constraints = [
            models.UniqueConstraint(fields=["province", "number"], name="certificate_number_once"),
            models.UniqueConstraint(
                fields=["province", "product_code"], condition=Q(recognition__isnull=False), name="product_code_once"
            ),
            models.CheckConstraint(
                condition=Q(recognition__isnull=True) | Q(replaced_by__isnull=True),
                name="certificate_runs_or_was_replaced",
            ),
        ]


class NumberSeries(models.Model):
    """The last number given in a series; locking the row is what keeps two decisions from giving the same one."""

    province = models.CharField(max_length=40)
    series = models.CharField(max_length=60)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "series"], name="number_series_once")]
