"""A file on its way into a dossier, or into what was written about one."""

from __future__ import annotations

from django.db import models

from openocop.accounts.models import User
from openocop.dossiers.models.dossier import Dossier


class Upload(models.Model):
    """Pieces of a file that has not arrived whole; it is gone once the paper is in the dossier.

    `destination` names what takes the paper in where it is not the dossier itself, such as an appeal on its product.
    `client_id` is the one the paper will carry, `about` what will be said of it (criterion, title, page). The bytes lie
    in a file of the home; `received` counts those that were told to have arrived.
    """

    province = models.CharField(max_length=40)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="uploads")
    destination = models.CharField(max_length=60, blank=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    client_id = models.UUIDField(unique=True)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    about = models.JSONField(default=dict)
    touched_at = models.DateTimeField(db_index=True)
