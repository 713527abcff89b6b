"""Who may read of and keep the signing keys. What is public of them needs no permission."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused


def may_keep_keys(post: Post) -> Verdict:
    if post.role == Role.ADMINISTRATOR:
        return ALLOWED
    return refused(_("Only the system administrator keeps the signing keys of the province."))
