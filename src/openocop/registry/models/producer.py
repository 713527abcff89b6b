"""Producers (chủ thể), their official numbers, and whose account acts for them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openocop.accounts.models import User
from openocop.core.models import PublicIdField
from openocop.registry.domain.places import UnitBasis
from openocop.registry.models.batch import RegistryBatch


class Producer(models.Model):
    """One producer of a province, whatever its legal kind.

    `unit_code` names the administrative unit of day `unit_on` (codes are re-used and units merge); how it is known
    stands in `unit_basis`. Contact and representative are private: pages for the public never show them.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=40)
    unit_code = models.CharField(max_length=5, blank=True)
    unit_on = models.DateField(null=True)
    unit_basis = models.CharField(max_length=10, choices=[(v, v) for v in UnitBasis], default=UnitBasis.UNKNOWN)
    unit_basis_note = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=500, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    representative = models.CharField(max_length=200, blank=True)
    founded_on = models.DateField(null=True)
    aliases = models.JSONField(default=list)
    note = models.TextField(blank=True)
    source_urls = models.JSONField(default=list)
    is_illustrative = models.BooleanField(default=False)
    registered_at = models.DateTimeField()
    batch = models.ForeignKey(RegistryBatch, on_delete=models.PROTECT, null=True, related_name="producers")
    search_key = models.TextField()
    sort_key = models.CharField(max_length=1000)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "name", "unit_code"], name="producer_once"),
            models.CheckConstraint(
                condition=Q(unit_code="", unit_on=None, unit_basis=UnitBasis.UNKNOWN)
                | (~Q(unit_code="") & Q(unit_on__isnull=False) & ~Q(unit_basis=UnitBasis.UNKNOWN)),
                name="producer_unit_has_day_and_basis",
            ),
        ]
        indexes = [
            models.Index(fields=["province", "sort_key"], name="producer_in_order"),
            models.Index(fields=["province", "unit_code"], name="producer_by_unit"),
            models.Index(fields=["province", "kind"], name="producer_by_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class ProducerIdentifier(models.Model):
    """An official number of a producer; numbers of persons are never public."""

    province = models.CharField(max_length=40)
    producer = models.ForeignKey(Producer, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=40)
    value = models.CharField(max_length=40)
    issued_on = models.DateField(null=True)
    issued_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "kind", "value"], name="identifier_once"),
            models.UniqueConstraint(fields=["producer", "kind"], name="identifier_of_kind_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.producer_id}"


class ProducerMember(models.Model):
    """Whose account acts for which producer, for a term."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    producer = models.ForeignKey(Producer, on_delete=models.CASCADE, related_name="members")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "producer", "valid_from"], name="member_once"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="member_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.producer_id}"
