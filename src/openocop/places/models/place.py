"""Places (điểm bán, điểm du lịch, hội chợ) and the products on show there."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openocop.core.models import PublicIdField
from openocop.places.domain.kinds import Kind
from openocop.registry.models import Product


class Place(models.Model):
    """One place as its office last stated it; what was stated before is in the journal. It is archived, never deleted.

    `hours` and `exceptions` as `selectors.facts` reads them; `first_on`, `last_on` (its last day) of a fair alone.
    `version` counts the changes, so that nobody writes over what they have not seen. `superseded_by` is where it went.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    client_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=700)
    unit_code = models.CharField(max_length=5)
    unit_on = models.DateField()
    address = models.CharField(max_length=300)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    hours = models.JSONField(default=list)
    exceptions = models.JSONField(default=list)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    about = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_illustrative = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    stated_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)
    superseded_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="supersedes")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first_on=None, last_on=None) | Q(last_on__gte=F("first_on")), name="place_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
                name="place_has_both_degrees",
            ),
        ]
        indexes = [models.Index(fields=["province", "sort_key"], name="place_in_order")]

    def __str__(self) -> str:
        return self.name


class Showing(models.Model):
    """A product on show at a place from a day to the day before `until_on`, open while that is null."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="showings")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="showings")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="showing_days_in_order"
            ),
            models.UniqueConstraint(fields=["place", "product"], condition=Q(until_on=None), name="shown_once"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} @ {self.place_id}"
