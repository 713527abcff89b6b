"""How a record stood from each change on; written with the change, never updated."""

from __future__ import annotations

from django.db import models

from openocop.registry.models.producer import Producer
from openocop.registry.models.product import Product


class Revision(models.Model):
    """The public facts of a record from instant `valid_from` until the next revision.

    `changed` names the fields that changed, private ones too; their values stay out of `facts`, so that what the law
    lets a person have erased is not kept here. `by_digest` is the journal's digest of who acted. Revisions of one
    record are found by the index of their numbers.
    """

    number = models.PositiveIntegerField()
    facts = models.JSONField()
    changed = models.JSONField(default=list)
    valid_from = models.DateTimeField()
    by_digest = models.CharField(max_length=64)
    by_role = models.CharField(max_length=40)
    by_office = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        ordering = ["number"]


class ProducerRevision(Revision):
    producer = models.ForeignKey(Producer, models.CASCADE, related_name="revisions", db_index=False)

    class Meta(Revision.Meta):
        constraints = [models.UniqueConstraint(fields=["producer", "number"], name="producer_revision_once")]

    def __str__(self) -> str:
        return f"{self.producer_id}/{self.number}"


class ProductRevision(Revision):
    product = models.ForeignKey(Product, models.CASCADE, related_name="revisions", db_index=False)

    class Meta(Revision.Meta):
        constraints = [models.UniqueConstraint(fields=["product", "number"], name="product_revision_once")]

    def __str__(self) -> str:
        return f"{self.product_id}/{self.number}"
