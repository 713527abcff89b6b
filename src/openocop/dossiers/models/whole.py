"""The one PDF of a whole dossier, kept so that it is built once and not for every reader."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField, StoredFile
from openocop.dossiers.models.dossier import Dossier


class WholePdf(models.Model):
    """A filed dossier as one file. `contents` is the SHA-256 of all that went into it, so that it is never stale."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="whole_pdfs")
    version = models.PositiveIntegerField()
    contents = models.CharField(max_length=64)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    built_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "contents"], name="whole_pdf_once")]
