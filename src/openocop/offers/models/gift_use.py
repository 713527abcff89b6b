"""For what a product suits as a gift (hợp làm quà)."""

from __future__ import annotations

from django.db import models

from openocop.registry.models import Product


class GiftUse(models.Model):
    """As last said by the producer or its office; what was said before is in the journal. See `GiftFacts`."""

    province = models.CharField(max_length=40)
    product = models.OneToOneField(Product, on_delete=models.PROTECT, related_name="gift_use")
    occasions = models.JSONField(default=list)
    wraps = models.BooleanField(default=False)
    personalised = models.BooleanField(default=False)
    ready_days = models.PositiveSmallIntegerField(null=True)
    stated_at = models.DateTimeField()
    by_role = models.CharField(max_length=40)

    def __str__(self) -> str:
        return " ".join(self.occasions)
