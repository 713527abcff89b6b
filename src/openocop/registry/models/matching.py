"""Words of producers' names, indexed: how probable matches are found among many thousands with two queries."""

from __future__ import annotations

from django.db import models

from openocop.registry.models.producer import Producer


class ProducerToken(models.Model):
    province = models.CharField(max_length=40)
    producer = models.ForeignKey(Producer, on_delete=models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["province", "token"], name="producer_by_token")]

    def __str__(self) -> str:
        return self.token
