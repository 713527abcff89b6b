"""Dated administrative units. Codes are re-used: a unit is a code *and* a day, never a code alone."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

LEVELS = ("province", "district", "commune")


class AdministrativeUnit(models.Model):
    """One version of a province, district or commune: from one change of name, type, parent or owner to the next.

    These are national facts of public record, the same for every tenant: hence no `province` slug.
    `valid_from` is empty for what was already in force in the oldest list used. `province_code` is the code of the
    province at the top of the parents.
    """

    code = models.CharField(max_length=5)
    level = models.CharField(max_length=10, choices=[(v, v) for v in LEVELS])
    name = models.CharField(max_length=60)
    type = models.CharField(max_length=50)
    parent_code = models.CharField(max_length=5, blank=True)
    province_code = models.CharField(max_length=2)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    basis = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=200)
    search_key = models.CharField(max_length=60)
    sort_key = models.CharField(max_length=250)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="unit_version"),
            models.UniqueConstraint(fields=["code"], condition=Q(valid_from=None), name="unit_first_version"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gt=F("valid_from")),
                name="unit_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["parent_code", "sort_key"], name="unit_children"),
            models.Index(fields=["search_key", "level"], name="unit_by_name"),
            models.Index(fields=["province_code", "level"], name="unit_of_province"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.type} {self.name}"


class UnitSuccession(models.Model):
    """What became of a unit on a day: `whole` when it went to one new unit only, `part` when to several.

    `new_code` is empty for a district abolished without a successor.
    """

    old_code = models.CharField(max_length=5)
    new_code = models.CharField(max_length=5, blank=True)
    share = models.CharField(max_length=5, choices=[("whole", "whole"), ("part", "part")])
    effective_on = models.DateField()
    detail = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old_code", "new_code", "effective_on"], name="succession_once")]
        indexes = [
            models.Index(fields=["old_code", "effective_on"], name="succession_forward"),
            models.Index(fields=["new_code", "effective_on"], name="succession_back"),
        ]

    def __str__(self) -> str:
        return f"{self.old_code} → {self.new_code or '∅'} ({self.effective_on})"
