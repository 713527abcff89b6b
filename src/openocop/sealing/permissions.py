"""Who may take papers out to be signed and hand them in, and who says which authorities are believed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused


def may_hand_in(by: Post, province: str) -> Verdict:
    """Take papers out, hand signed ones in, record that one was signed by hand."""
    if by.role == Role.PROVINCIAL_OFFICER and by.province == province:
        return ALLOWED
    return refused(_("Only the provincial OCOP office takes papers out to be signed and hands them in."))


def may_keep_anchors(by: Post) -> Verdict:
    if by.role == Role.ADMINISTRATOR:
        return ALLOWED
    return refused(_("Only the system administrator says which authorities are believed."))
