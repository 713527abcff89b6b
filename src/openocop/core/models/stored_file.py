"""Files as they arrived or were generated, kept by content under OPENOCOP_HOME/files."""

from __future__ import annotations

from django.db import models

from openocop.core.models.public_id import PublicIdField


class StoredFile(models.Model):
    """One file. Two rows may share content: the path is the SHA-256 of the bytes."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    stored_at = models.DateTimeField()
