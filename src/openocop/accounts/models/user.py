"""People who sign in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from openocop.core.models import PublicIdField


class User(AbstractUser):
    """A person. What they may do stands in their appointments, never in flags or groups.

    `is_illustrative` marks a person invented for a demonstration. `password_is_temporary`: an office handed it over,
    and the person chooses another before anything else. `email_agreed_at` is since when the person agrees to be written
    to at `email`, null without consent.
    """

    public_id = PublicIdField()
    full_name = models.CharField(max_length=200)
    phone = models.CharField(max_length=20, blank=True)
    search_key = models.TextField(blank=True)
    password_is_temporary = models.BooleanField(default=False)
    is_illustrative = models.BooleanField(default=False)
    email_agreed_at = models.DateTimeField(null=True)

    first_name = None  # type: ignore[assignment]  # Vietnamese names are one field
    last_name = None  # type: ignore[assignment]  # as above

    REQUIRED_FIELDS = ["full_name"]

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.rsplit(" ", 1)[-1]
