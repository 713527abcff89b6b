"""Who reads the summary of a round."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused
from openocop.dossiers.models import Round

READERS = frozenset({Role.PROVINCIAL_OFFICER, Role.LEADER, Role.SECRETARY, Role.CHAIR, Role.INSPECTOR, Role.MINISTRY})


def may_read_summaries(post: Post) -> Verdict:
    if post.role in READERS:
        return ALLOWED
    return refused(_("Summaries of rounds are read by the provincial office, its leaders and the ministry."))


def rounds_visible_to(post: Post) -> QuerySet[Round]:
    """Return the rounds whose summary this person may read: those of their province."""
    return Round.objects.filter(province=post.province) if may_read_summaries(post) else Round.objects.none()
