"""Ideas (ý tưởng sản phẩm) somebody has before there is a dossier, and the answers of the office of their commune."""

from __future__ import annotations

from django.db import models

from openocop.accounts.models import User
from openocop.core.models import PublicIdField
from openocop.dossiers.models import Dossier
from openocop.ideas.domain.reference import new_key
from openocop.ideas.domain.stages import Finding, IdeaStage, NextStep
from openocop.registry.models import Producer


class Idea(models.Model):
    """One idea, sent with or without an account.

    `follow_key` is the secret of its follow-up address. Name, telephone and e-mail are of a person, never public, and
    emptied when the person asks (`IdeaStage.ERASED`). `unit_code` is the commune as units stood on `unit_on`.
    `set_no` is what the sender chose with the guidance, null where they did not. `producer` is set from the start for
    an idea sent by a producer, else by the office once the producer is registered.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    follow_key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    client_id = models.UUIDField(unique=True)
    product_name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    kind = models.CharField(max_length=20, default="first")
    set_no = models.PositiveSmallIntegerField(null=True)
    unit_code = models.CharField(max_length=5)
    unit_on = models.DateField()
    person_name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    consented_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, null=True, related_name="ideas")
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, null=True, related_name="idea")
    stage = models.CharField(max_length=20, choices=[(v, v) for v in IdeaStage], default=IdeaStage.NEW)
    registered_at = models.DateTimeField()
    first_answered_at = models.DateTimeField(null=True)
    is_illustrative = models.BooleanField(default=False)
    search_key = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["province", "stage", "-registered_at"], name="idea_by_stage")]

    def __str__(self) -> str:
        return self.product_name


class IdeaAnswer(models.Model):
    """What an office answered; a later answer stands beside the earlier ones. `office` is named as it was that day."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="answers")
    client_id = models.UUIDField(unique=True)
    finding = models.CharField(max_length=20, choices=[(v, v) for v in Finding])
    words = models.TextField()
    set_no = models.PositiveSmallIntegerField(null=True)
    next_step = models.CharField(max_length=20, blank=True, choices=[(v, v) for v in NextStep if v])
    office = models.CharField(max_length=200)
    answered_by = models.CharField(max_length=200)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at", "id"]

    def __str__(self) -> str:
        return self.finding
