"""One import or demonstration set: records that arrived together, so that they can be named and taken back together."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField


class RegistryBatch(models.Model):
    """`label` says in words what was brought in; `source` where it came from (a file's name, an address)."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40, db_index=True)
    label = models.CharField(max_length=200)
    source = models.CharField(max_length=500, blank=True)
    is_illustrative = models.BooleanField(default=False)
    producer_count = models.PositiveIntegerField(default=0)
    product_count = models.PositiveIntegerField(default=0)
    registered_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.label
