"""Photographs of a product (ảnh sản phẩm)."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField, StoredFile
from openocop.registry.models.product import Product


class ProductPhoto(models.Model):
    """A picture of a product; `source` says who took it or where it was published.

    `file` is what was made of the file that came (`sent_sha256`), of `width` by `height` pixels, 0 where nobody
    measured it. `kind`, `rights`, `licence` are values of `PhotoKind`, `Rights`, `Licence`. A photograph that was taken
    off (`retired_at`) stays and is shown to nobody outside the office.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    client_id = models.UUIDField(unique=True, null=True)
    kind = models.CharField(max_length=10, default="product")
    caption = models.CharField(max_length=200)
    caption_en = models.CharField(max_length=200, blank=True)
    alt = models.CharField(max_length=300, blank=True)
    alt_en = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=500)
    rights = models.CharField(max_length=10, blank=True)
    licence = models.CharField(max_length=20, default="with-record")
    position = models.PositiveSmallIntegerField(default=0)
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)
    sent_sha256 = models.CharField(max_length=64, blank=True)
    is_illustrative = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "added_at", "id"]

    def __str__(self) -> str:
        return self.caption
