"""Words of names, indexed: how probable matches are found among many thousands of records with two queries."""

from __future__ import annotations

from django.db import models

from openocop.registry.models.producer import Producer
from openocop.registry.models.product import Product


class ProducerToken(models.Model):
    province = models.CharField(max_length=40)
    producer = models.ForeignKey(Producer, on_delete=models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["province", "token"], name="producer_by_token")]

    def __str__(self) -> str:
        return self.token


class ProductToken(models.Model):
    province = models.CharField(max_length=40)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["province", "token"], name="product_by_token")]

    def __str__(self) -> str:
        return self.token
