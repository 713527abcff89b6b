"""Where people may be written to."""

from __future__ import annotations

from collections.abc import Collection

from openocop.accounts.models import User


def agreed_addresses(people: Collection[str]) -> dict[str, str]:
    """Return the e-mail address of those among `people` (public ids) who agreed to it and may sign in, in one query.

    An invented person of a demonstration is never written to.
    """
    agreed = User.objects.filter(public_id__in=people, email_agreed_at__isnull=False, is_active=True)
    return dict(agreed.filter(is_illustrative=False).exclude(email="").values_list("public_id", "email"))
