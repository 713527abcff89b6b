"""Sign-ins that have run out."""

from __future__ import annotations

from datetime import datetime

from openocop.accounts.models import SignIn


def end_sign_ins(now: datetime) -> int:
    """Forget sign-ins that have run out; return how many."""
    return SignIn.objects.filter(expire_date__lt=now).delete()[0]
