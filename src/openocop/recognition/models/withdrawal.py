"""Cases of withdrawal: what was found, what the producer answered, what was proposed and decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.accounts.models import User
from openocop.core.models import PublicIdField, StoredFile, WordTemplate
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.domain.withdrawal_case import OPEN, CaseStage, Proposal
from openocop.recognition.models.recognition import Recognition

_OPEN = sorted(stage.value for stage in OPEN)


class WithdrawalCase(models.Model):
    """One case on one recognition (26/2026 art. 8); a further one may follow a dropped one.

    `finding` is what was found, as the producer reads it; `concluded_on`, by `concluded_by` in `conclusion_no`, begins
    the 15 days that end with `due_on` (inclusive). `reasons` are proposed: of a withdrawal the public reads them, of a
    dropped case the producer. Number and day are the clerk's, of five stars the ministry's; a dropped case has none.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    recognition = models.ForeignKey(Recognition, on_delete=models.PROTECT, related_name="withdrawal_cases")
    client_id = models.UUIDField(unique=True)
    stage = models.CharField(max_length=20, choices=[(v, v) for v in CaseStage], default=CaseStage.DRAFT)
    ground = models.CharField(max_length=40, choices=[(v, v) for v in WithdrawalGround])
    finding = models.TextField()
    concluded_by = models.CharField(max_length=200)
    conclusion_no = models.CharField(max_length=100, blank=True)
    concluded_on = models.DateField()
    due_on = models.DateField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_name = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answered_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    proposal = models.CharField(max_length=20, choices=[(v, v) for v in Proposal], blank=True)
    reasons = models.TextField(blank=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_name = models.CharField(max_length=200, blank=True)
    proposed_at = models.DateTimeField(null=True)
    number = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    dated_on = models.DateField(null=True)
    signer = models.CharField(max_length=200, blank=True)
    signer_capacity = models.CharField(max_length=200, blank=True)
    decided_name = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True)
    printed = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    word = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    template = models.ForeignKey(WordTemplate, on_delete=models.PROTECT, null=True, related_name="+")
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["province", "stage", "due_on"], name="withdrawal_by_term")]
        constraints = [
            models.UniqueConstraint(
                fields=["recognition"], condition=Q(stage__in=_OPEN), name="one_open_withdrawal_case"
            ),
            models.UniqueConstraint(
                fields=["province", "year", "number"], condition=~Q(number=""), name="withdrawal_number_once_a_year"
            ),
            models.CheckConstraint(
                condition=~Q(stage=CaseStage.WITHDRAWN) | (Q(dated_on__isnull=False) & ~Q(number="")),
                name="withdrawal_has_number_and_day",
            ),
        ]


class WithdrawalPaper(models.Model):
    """A paper of a case: of the office as evidence, or of the producer with the answer. Both sides read all of them."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    case = models.ForeignKey(WithdrawalCase, on_delete=models.CASCADE, related_name="papers")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    client_id = models.UUIDField(unique=True)
    title = models.CharField(max_length=200, blank=True)
    by_producer = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "id"]
