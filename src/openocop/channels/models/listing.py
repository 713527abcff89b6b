"""Where a product stands on a channel, as somebody recorded it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.core.models import PublicIdField
from openocop.registry.models import Product


class ChannelListing(models.Model):
    """The address of a product on a channel. It counts once somebody checked it (`domain.standing`).

    `channel` is the slug of `domain.rulebook`. `recorded_role` and `checked_role` say who stated it and who opened it
    last. A listing that ended stays on record with its reason; the same address may be recorded anew.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="channel_listings")
    channel = models.CharField(max_length=30)
    client_id = models.UUIDField(unique=True)
    address = models.CharField(max_length=500)
    recorded_at = models.DateTimeField()
    recorded_role = models.CharField(max_length=40)
    checked_at = models.DateTimeField(null=True)
    checked_role = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=300, blank=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["channel", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "channel", "address"],
                condition=Q(ended_at__isnull=True),
                name="address_of_a_product_once",
            ),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_role="")
                | (Q(checked_at__isnull=False) & ~Q(checked_role="")),
                name="who_checked_a_listing_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.address
