"""Products of ninety points and more on their way to the ministry: packs, answers, results, the province's choice."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField, StoredFile
from openocop.dossiers.models import Dossier
from openocop.recognition.domain.referral import Choice, Paper, Way
from openocop.recognition.models.recognition import Decision, Recognition


class Referral(models.Model):
    """One dossier that goes up (26/2026 art. 7.3e); the row is made with the first act on it."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="referral")
    begun_at = models.DateTimeField()
    is_illustrative = models.BooleanField(default=False)


class ReferralPaper(models.Model):
    """A paper that the province adds: the OCOP unit's report (art. 6.3b), further tests or inspections (if any)."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=20, choices=[(v, v) for v in Paper])
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField(null=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "id"]


class ReferralPack(models.Model):
    """One version of what goes up, as one zip with index and sums. What was sent is kept; a correction is a new one."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="packs")
    version = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    papers = models.PositiveIntegerField()
    missing = models.PositiveIntegerField()
    built_by = models.CharField(max_length=200)
    built_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["referral", "version"], name="pack_version_once")]


class ReferralSending(models.Model):
    """A pack that left with the province's letter; number and day are the clerk's."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    pack = models.OneToOneField(ReferralPack, on_delete=models.PROTECT, related_name="sending")
    letter_no = models.CharField(max_length=60)
    letter_on = models.DateField()
    sent_on = models.DateField()
    way = models.CharField(max_length=20, choices=[(v, v) for v in Way])
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()


class ReferralReceipt(models.Model):
    """What the ministry gave for a pack that arrived: number and day of its receipt."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    sending = models.OneToOneField(ReferralSending, on_delete=models.PROTECT, related_name="receipt")
    number = models.CharField(max_length=60)
    received_on = models.DateField()
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()


class ReferralReturn(models.Model):
    """A pack that came back with remarks, one a line; the corrected one goes up as the next version."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    sending = models.OneToOneField(ReferralSending, on_delete=models.PROTECT, related_name="returned")
    returned_on = models.DateField()
    letter_no = models.CharField(max_length=60, blank=True)
    remarks = models.TextField()
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()


class CentralResult(models.Model):
    """The ministry's result: `points` exact ("365/4"), `star` as its paper names it, empty where it names none.

    `issued_on` is the day of the certificate that the minister issued, with five stars only: the 36 months run from it
    (26/2026 art. 4.3). `recognition` is what the register holds by it, with five stars only: under ninety points the
    province's own decision recognises.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="result")
    points = models.CharField(max_length=40)
    star = models.PositiveSmallIntegerField(null=True)
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    issued_on = models.DateField(null=True)
    recognition = models.OneToOneField(Recognition, on_delete=models.PROTECT, null=True, related_name="central_result")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()


class CentralChoice(models.Model):
    """What a leader of the province chose on a central result under ninety points, with the reason.

    `decision` is the province's own that follows from `USE`, `again` the dossier that `AGAIN` put into a later round;
    both are empty until that is done.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="choice")
    choice = models.CharField(max_length=20, choices=[(v, v) for v in Choice])
    reason = models.TextField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="central_choices")
    again = models.OneToOneField(Dossier, on_delete=models.PROTECT, null=True, related_name="central_choice")
    chosen_by = models.CharField(max_length=200)
    chosen_at = models.DateTimeField()
