"""Imports of provincial lists: the file is kept, the run can be taken back."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField, StoredFile
from openocop.registry.models import RegistryBatch


class ImportRun(models.Model):
    """One list brought in: its file, how its columns were read, and what it made."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    batch = models.OneToOneField(RegistryBatch, on_delete=models.PROTECT, null=True, related_name="import_run")
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    imported_by = models.CharField(max_length=200)
    imported_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)


class UploadedList(models.Model):
    """A file an officer looks at before importing it; it makes nothing by itself."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
