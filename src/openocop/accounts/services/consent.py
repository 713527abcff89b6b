"""A person's own consent to be written to by e-mail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from openocop.accounts.domain.roles import Post
from openocop.accounts.models import User
from openocop.core.services.journal import record


@transaction.atomic
def keep_address(*, by: Post, email: str, agrees: bool, at: datetime) -> User:
    """Keep where `by` may be written to, and whether they agree to it; without an address nobody agrees.

    The journal tells that consent was given or withdrawn, never the address. What waits in the outbox asks again when
    it goes. The same again leaves no trace.
    """
    user = User.objects.select_for_update().get(pk=by.user_id)
    agrees = agrees and email != ""
    agreed_before, address_before = user.email_agreed_at is not None, user.email
    if (agreed_before, address_before) == (agrees, email):
        return user
    user.email = email
    user.email_agreed_at = at if agrees else None
    user.save(update_fields=["email", "email_agreed_at"])
    verb = "account.letters_agreed" if agrees else "account.letters_refused"
    record(province=by.province, actor=by.as_actor(), verb=verb, subject=user)
    return user
