"""Appeals against results and decisions: what came in, what the council said, what was decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.accounts.models import User
from openocop.core.models import PublicIdField, StoredFile, WordTemplate
from openocop.dossiers.models import Round
from openocop.evaluation.models import Entry
from openocop.recognition.domain.appeals import OPEN, About, AppealStage, Origin, Outcome
from openocop.recognition.models.recognition import Decision

_SENT = sorted(stage.value for stage in OPEN - {AppealStage.DRAFT})  # a draft is nobody's business yet


class Appeal(models.Model):
    """One appeal (đơn khiếu nại, kiến nghị) on one product, or an error that the office itself found (`OFFICE`).

    `criteria` are the codes contested, none where the whole is. `filed_on` is the day it came in: of a paper that an
    officer enters, the day on which that paper came. `register_no` is ours, given when it is taken in, with the
    province's `options` as they stood; `answer_by` is the last day to answer, empty for an error the office found.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="appeals")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="appeals")
    client_id = models.UUIDField(unique=True)
    origin = models.CharField(max_length=20, choices=[(v, v) for v in Origin])
    about = models.CharField(max_length=20, choices=[(v, v) for v in About])
    stage = models.CharField(max_length=20, choices=[(v, v) for v in AppealStage], default=AppealStage.DRAFT)
    criteria = models.JSONField(default=list)
    reasons = models.TextField()
    asks = models.TextField()
    filed_on = models.DateField(null=True)
    filed_at = models.DateTimeField(null=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_name = models.CharField(max_length=200)
    begun_at = models.DateTimeField()
    register_no = models.CharField(max_length=40, blank=True)
    received_on = models.DateField(null=True)
    received_by = models.CharField(max_length=200, blank=True)
    answer_by = models.DateField(null=True)
    answer_basis = models.CharField(max_length=300, blank=True)
    options = models.JSONField(default=dict)
    return_reason = models.TextField(blank=True)
    returned_by = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["-begun_at", "-id"]
        indexes = [models.Index(fields=["province", "stage", "answer_by"], name="appeal_by_term")]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(stage__in=_SENT) & ~Q(origin=Origin.OFFICE), name="one_open_appeal"
            ),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(stage__in=_SENT, origin=Origin.OFFICE), name="one_open_office_error"
            ),
            models.UniqueConstraint(
                fields=["province", "register_no"], condition=~Q(register_no=""), name="appeal_number_once"
            ),
        ]


class AppealPaper(models.Model):
    """A paper attached to an appeal; taken out of a draft, its row goes and its file stays."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="papers")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    client_id = models.UUIDField(unique=True)
    title = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "id"]


class CouncilOpinion(models.Model):
    """What the office asks the council's chair or secretary on an appeal, and what they answer, once.

    `met_on` is the day of a meeting held on it, where the province has the council meet again.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="opinion")
    question = models.TextField()
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    met_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)


class Ruling(models.Model):
    """What is decided on an appeal (quyết định giải quyết đơn): proposed by the office, decided by another person.

    Until it is decided the proposal may be written anew. Number and day are the clerk's. `change` is what is corrected,
    `outlook` the result before and after as the decider saw it; `round` is where the product is assessed again.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="ruling")
    outcome = models.CharField(max_length=20, choices=[(v, v) for v in Outcome])
    reasons = models.TextField()
    change = models.JSONField(default=dict)
    outlook = models.JSONField(default=dict)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    number = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    dated_on = models.DateField(null=True)
    signer = models.CharField(max_length=200, blank=True)
    signer_capacity = models.CharField(max_length=200, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    printed = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    word = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    template = models.ForeignKey(WordTemplate, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | (Q(dated_on__isnull=False) & ~Q(number="")),
                name="ruling_has_number_and_day",
            ),
            models.UniqueConstraint(
                fields=["province", "year", "number"], condition=~Q(number=""), name="ruling_number_once_a_year"
            ),
        ]
