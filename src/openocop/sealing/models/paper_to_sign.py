"""Papers that persons and agencies sign with tokens of their own, outside of this machine."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.core.models import PublicIdField, StoredFile
from openocop.recognition.models import Certificate, DecisionPaper
from openocop.sealing.domain.signing import Standing


class PaperToSign(models.Model):
    """A certificate or a decision taken out to be signed: `file` holds exactly the bytes that have to be signed.

    `signed` is what came back and was verified, beside `file`, never in its place; `signatures` says who signed in
    which role (domain.signing.Signature). A paper that was signed and sealed by hand is `on_paper_at` instead.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, null=True, related_name="to_sign")
    decision_paper = models.OneToOneField(DecisionPaper, on_delete=models.PROTECT, null=True, related_name="to_sign")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    released_by = models.CharField(max_length=200)
    released_at = models.DateTimeField()
    signed = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    signatures = models.JSONField(default=list)
    accepted_by = models.CharField(max_length=200, blank=True)
    accepted_at = models.DateTimeField(null=True)
    on_paper_by = models.CharField(max_length=200, blank=True)
    on_paper_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-released_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(certificate__isnull=True, decision_paper__isnull=False)
                | Q(certificate__isnull=False, decision_paper__isnull=True),
                name="one_paper_to_sign",
            ),
            models.CheckConstraint(
                condition=Q(signed__isnull=True, accepted_at__isnull=True)
                | Q(signed__isnull=False, accepted_at__isnull=False),
                name="signed_paper_was_accepted",
            ),
            models.CheckConstraint(
                condition=Q(signed__isnull=True) | Q(on_paper_at__isnull=True), name="signed_once_or_on_paper"
            ),
        ]

    @property
    def standing(self) -> Standing:
        if self.signed_id is not None:
            return Standing.SIGNED
        return Standing.WAITING if self.on_paper_at is None else Standing.ON_PAPER
