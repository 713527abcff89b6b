"""Browsers in which somebody is signed in, or that keep something for a visitor."""

from __future__ import annotations

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from openocop.accounts.models.user import User


class SignIn(AbstractBaseSession):
    """A session as Django keeps it, with the person whose it is beside its data: both are read in one query."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sign_ins")
