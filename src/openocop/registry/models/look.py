"""How pictures of products look, so that a picture used twice is found."""

from __future__ import annotations

from django.db import models

from openocop.core.models import StoredFile
from openocop.registry.models.product import Product


class PictureLook(models.Model):
    """The difference hash of one picture of a product.

    `is_public` for a photograph of its public page; a picture that a dossier holds is for offices of the province only.
    """

    province = models.CharField(max_length=40)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="looks")
    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="+")
    hash = models.CharField(max_length=16)
    is_public = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "file"], name="picture_look_once")]
        indexes = [models.Index(fields=["province", "is_public"], name="picture_look_by_province")]

    def __str__(self) -> str:
        return self.hash
