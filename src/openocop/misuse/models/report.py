"""Reports of misuse (phản ánh dùng sai), their photographs and the office's notes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.accounts.models import User
from openocop.core.models import PublicIdField, StoredFile
from openocop.ideas.domain.reference import new_key
from openocop.misuse.domain.reports import Outcome, Seen, Stage
from openocop.registry.models import Product


class MisuseReport(models.Model):
    """What somebody without an account reports; it is a case of its office, and nothing of it is ever public.

    `receipt_key` is the secret of the address on which the reporter reads the answer. `contact` is a person's: emptied
    on `erase_on`. `known` is how the product stood on the day seen, by our record. `answer` is for the reporter,
    `reason` for the office alone. `joined_to` is the report about the same thing whose answer this one shares.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    receipt_key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    client_id = models.UUIDField(unique=True)
    seen = models.CharField(max_length=20, choices=[(one, one) for one in Seen])
    words = models.TextField(blank=True)
    where = models.CharField(max_length=300, blank=True)
    link = models.CharField(max_length=500, blank=True)
    about = models.CharField(max_length=300, blank=True)
    seen_on = models.DateField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, related_name="misuse_reports")
    known = models.JSONField(default=dict)
    contact = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField()
    stage = models.CharField(max_length=12, choices=[(one, one) for one in Stage], default=Stage.RECEIVED)
    in_charge = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    joined_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="joined")
    outcome = models.CharField(max_length=12, choices=[(one, one) for one in Outcome], blank=True)
    reason = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_name = models.CharField(max_length=200, blank=True)
    erase_on = models.DateField(null=True, db_index=True)
    erased_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage=Stage.ANSWERED) | (Q(answered_at__isnull=False) & ~Q(outcome="")),
                name="an_answer_has_its_outcome_and_moment",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.JOINED) | Q(joined_to__isnull=False), name="what_is_joined_names_the_other"
            ),
        ]
        indexes = [models.Index(fields=["province", "stage"], name="misuse_by_stage")]

    def __str__(self) -> str:
        return f"{self.public_id}"


class MisusePhoto(models.Model):
    """A photograph of what was seen, written anew on arrival without what the camera noted."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    report = models.ForeignKey(MisuseReport, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.public_id}"


class MisuseNote(models.Model):
    """What the office did or found; only added."""

    province = models.CharField(max_length=40)
    report = models.ForeignKey(MisuseReport, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:40]
