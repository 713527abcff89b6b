"""Products: a product is a name and its producer; a recognition is another record."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.core.models import PublicIdField
from openocop.registry.models.batch import RegistryBatch
from openocop.registry.models.producer import Producer


class Product(models.Model):
    """One product. `producer` is empty where the source names none: unknown is blank, never guessed.

    `classification` is the code of the product group of Decision 26/2026/QĐ-TTg. `family` is the drawn motif, read
    from the name unless an officer set it (`family_checked`).
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, null=True, related_name="products")
    name = models.CharField(max_length=300)
    classification = models.CharField(max_length=20, null=True)
    family = models.CharField(max_length=20)
    family_checked = models.BooleanField(default=False)
    description = models.TextField(blank=True)
    story = models.TextField(blank=True)
    packaging = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    source_urls = models.JSONField(default=list)
    is_illustrative = models.BooleanField(default=False)
    registered_at = models.DateTimeField()
    batch = models.ForeignKey(RegistryBatch, on_delete=models.PROTECT, null=True, related_name="products")
    slug = models.CharField(max_length=100)
    name_key = models.CharField(max_length=300)
    search_key = models.TextField()
    sort_key = models.CharField(max_length=1000)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province", "producer", "name_key"],
                condition=Q(producer__isnull=False),
                name="product_once",
            )
        ]
        indexes = [
            models.Index(fields=["province", "sort_key"], name="product_in_order"),
            models.Index(fields=["province", "family"], name="product_by_family"),
        ]

    def __str__(self) -> str:
        return self.name
