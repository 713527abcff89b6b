"""Packs of a product (quy cách) and what they cost (giá công bố)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.core.models import PublicIdField
from openocop.registry.models import Product


class Pack(models.Model):
    """One pack in which a product is sold: "hũ 500 g". It is taken off offer, never deleted.

    `quantity` in `unit` (a `Unit`); `bar_code` a GTIN or empty; `shelf_days` null where nobody said.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="packs")
    client_id = models.UUIDField(unique=True)
    name = models.CharField(max_length=120)
    quantity = models.DecimalField(max_digits=10, decimal_places=3)
    unit = models.CharField(max_length=10)
    bar_code = models.CharField(max_length=14, blank=True)
    is_gift = models.BooleanField(default=False)
    shelf_days = models.PositiveSmallIntegerField(null=True)
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["quantity", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="pack_holds_something"),
            models.UniqueConstraint(
                fields=["province", "bar_code"],
                condition=Q(retired_at__isnull=True) & ~Q(bar_code=""),
                name="bar_code_names_one_pack",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PackPrice(models.Model):
    """What a pack has cost since a moment; a new price is a new row, so that how prices went can be told.

    `amount` in dong with tax, null since the producer tells it on request only. `by_role` is who stated it.
    """

    province = models.CharField(max_length=40)
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="prices")
    amount = models.PositiveIntegerField(null=True)
    stated_at = models.DateTimeField()
    by_role = models.CharField(max_length=40)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gt=0), name="price_is_not_nothing")
        ]

    def __str__(self) -> str:
        return f"{self.amount}"
