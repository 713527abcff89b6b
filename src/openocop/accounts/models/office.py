"""Offices and the appointments that give people their roles there, both with dates."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openocop.accounts.domain.roles import OfficeLevel, Role
from openocop.accounts.models.user import User
from openocop.core.models import PublicIdField


class Office(models.Model):
    """A body of the administration: of a commune, a district (until 30/06/2025), a province or the ministry.

    `unit_code` is the code of its administrative unit on `valid_from`: codes are re-used, so the date belongs to it.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40, db_index=True)
    level = models.CharField(max_length=20, choices=[(v, v) for v in OfficeLevel])
    name = models.CharField(max_length=200)
    unit_code = models.CharField(max_length=5, blank=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "name", "unit_code"], name="office_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="office_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """One role of one person, for a term, on a stated basis; a delegation names whose power is lent.

    `office` is empty for producers, who act for themselves.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="appointments")
    role = models.CharField(max_length=30, choices=[(v, v) for v in Role])
    title = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    delegated_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="delegations")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "valid_from"], name="appointment_of_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="appointment_dates",
            ),
            models.CheckConstraint(
                condition=Q(office__isnull=False) | Q(role=Role.PRODUCER), name="appointment_needs_office"
            ),
            models.CheckConstraint(
                condition=Q(delegated_by__isnull=True) | (Q(valid_until__isnull=False) & ~Q(basis="")),
                name="delegation_has_term_and_basis",
            ),
        ]
