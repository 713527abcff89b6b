"""An office's own Word templates, kept in versions: what a paper was made with stays known."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.core.models.public_id import PublicIdField
from openocop.core.models.stored_file import StoredFile


class WordTemplate(models.Model):
    """One version of a province's template for one kind of paper; without one in use the shipped template serves.

    `retired_at` is set when another version follows or the shipped template is restored; the file stays.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "kind", "version"], name="word_template_version_once"),
            models.UniqueConstraint(
                fields=["province", "kind"], condition=Q(retired_at__isnull=True), name="word_template_one_in_use"
            ),
        ]
