"""How much of a product is to be had, and when (khả năng cung ứng)."""

from __future__ import annotations

from django.db import models

from openocop.registry.models import Product


class Supply(models.Model):
    """As last stated by the producer or its office; what was stated before is in the journal. See `SupplyFacts`."""

    province = models.CharField(max_length=40)
    product = models.OneToOneField(Product, on_delete=models.PROTECT, related_name="supply")
    months = models.JSONField(default=list)
    monthly = models.DecimalField(max_digits=10, decimal_places=3, null=True)
    minimum = models.DecimalField(max_digits=10, decimal_places=3, null=True)
    unit = models.CharField(max_length=10)
    lead_days = models.PositiveSmallIntegerField(null=True)
    tells_papers = models.BooleanField(default=False)
    stated_at = models.DateTimeField()
    by_role = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.monthly} {self.unit}"
