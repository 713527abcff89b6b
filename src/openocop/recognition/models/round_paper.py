"""The register of a round's papers: number and day from the clerk's office, and the paper as it was signed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.core.models import PublicIdField, StoredFile, WordTemplate
from openocop.dossiers.models import Round
from openocop.recognition.domain.round_papers import COMMUNE_PROPOSAL


class RoundPaper(models.Model):
    """One paper to which a number and a day were given outside; the system records both and prints them.

    A slip or a page to sign bears no number; it is kept once it was signed.

    `about` names what the paper is of where a round has several of a kind: a commune's code, the public id of a dossier
    or of a seat; "" for the whole round. `word` and `printed` are the paper as it stood when it was numbered,
    `template` the office's own template it was made with. A correction is a new row: the earlier one is superseded
    and stays.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField()
    dated_on = models.DateField()
    signer = models.CharField(max_length=200, blank=True)
    signer_capacity = models.CharField(max_length=200, blank=True)
    word = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    printed = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(WordTemplate, on_delete=models.PROTECT, null=True, related_name="+")
    signed = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "kind", "about"], condition=Q(superseded_at__isnull=True), name="round_paper_once"
            ),
            models.UniqueConstraint(
                # Every commune has a register of its own.
                fields=["province", "year", "number"],
                condition=Q(superseded_at__isnull=True) & ~Q(kind=COMMUNE_PROPOSAL) & ~Q(number=""),
                name="paper_number_once_a_year",
            ),
        ]


class RoundArchive(models.Model):
    """A round closed as an electronic file. A later closing stands beside the earlier one; both stay.

    `retention` and `retention_basis` are the office's words: how long the file is kept, and by which document.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="archives")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    handover = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    retention = models.CharField(max_length=100, blank=True)
    retention_basis = models.CharField(max_length=300, blank=True)
    papers = models.PositiveIntegerField()
    missing = models.PositiveIntegerField()
    closed_by = models.CharField(max_length=200)
    closed_at = models.DateTimeField()

    class Meta:
        ordering = ["-closed_at", "-id"]
