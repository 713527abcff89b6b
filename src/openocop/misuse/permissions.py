"""Who may read and handle reports of misuse. The producer concerned reads nothing of a case."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused
from openocop.evaluation.models import Recusal
from openocop.misuse.models import MisuseReport
from openocop.registry.models import ProducerMember

# The provincial unit verifies what may lead to a withdrawal (26/2026 art. 8); leaders and inspectors read along. A
# commune's office lives beside the producer, and a reporter may be known there: it is asked by the provincial one.
READS = frozenset({Role.PROVINCIAL_OFFICER, Role.LEADER, Role.INSPECTOR})


def may_list(post: Post) -> Verdict:
    if post.role in READS:
        return ALLOWED
    return refused(_("Reports of misuse are read by the provincial OCOP office, its leaders and inspectors."))


def reports_visible_to(post: Post) -> QuerySet[MisuseReport]:
    """Return the reports this post may know of; every list, count and address goes through here.

    Whoever stepped aside from a product, or has acted for its producer in whatever post, knows nothing of the reports
    on it.
    """
    if post.role not in READS:
        return MisuseReport.objects.none()
    aside = Exists(Recusal.objects.filter(dossier__product=OuterRef("product"), seat__user=post.user_id))
    own = Exists(ProducerMember.objects.filter(producer=OuterRef("product__producer"), user=post.user_id))
    return MisuseReport.objects.filter(~aside, ~own, province=post.province)


def may_handle(post: Post) -> Verdict:
    """Take notes, join, answer: of a report that the post is known to know of."""
    if post.role == Role.PROVINCIAL_OFFICER:
        return ALLOWED
    return refused(_("The provincial OCOP office handles this report."))
