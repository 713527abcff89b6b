"""The transparency log of each province: entries, the hashes over them, its signed heads.

Triggers refuse UPDATE and DELETE of all three.
"""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField


class Log(models.Model):
    """The log of a province and how long it is; locking this row is what makes the next entry the next."""

    province = models.CharField(max_length=40, unique=True)
    size = models.PositiveBigIntegerField(default=0)


class LogEntry(models.Model):
    """One entry: `leaf` is its text, canonical JSON; `leaf_hash` in hex.

    `about` is the public id of the recognition it states something of, `product` that of its product.
    """

    province = models.CharField(max_length=40)
    index = models.PositiveBigIntegerField()
    about = models.CharField(max_length=40)
    product = models.CharField(max_length=40)
    leaf = models.TextField()
    leaf_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "index"], name="log_index")]
        indexes = [
            models.Index(fields=["province", "product", "index"], name="log_entry_of_product"),
            models.Index(fields=["about", "index"], name="log_entry_about"),
            models.Index(fields=["province", "leaf_hash"], name="log_entry_by_hash"),
        ]


class LogNode(models.Model):
    """The hash (hex) of a whole subtree above the entries: of `2**level` of them from `position * 2**level` on."""

    province = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()
    position = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "level", "position"], name="log_node")]


class LogHead(models.Model):
    """A signed head: the `note` as witnesses keep it, of the tree of `size` entries."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    note = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "size"], name="log_head_of_size")]


class Opening(models.Model):
    """What the digest in an entry stands for. Deleting this row forgets the names and leaves the log whole."""

    province = models.CharField(max_length=40)
    entry = models.OneToOneField(LogEntry, on_delete=models.CASCADE, related_name="opening")
    salt = models.CharField(max_length=32)
    product_name = models.TextField()
    producer_name = models.TextField(blank=True)


class Pending(models.Model):
    """Products of which something changed, written with the change itself; the next publication looks at them."""

    province = models.CharField(max_length=40)
    product_ids = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["province"], name="pending_of_province")]
