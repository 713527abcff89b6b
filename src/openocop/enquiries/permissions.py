"""Who may read and answer the parts of enquiries. Every predicate answers with its reason."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused
from openocop.enquiries.models import EnquiryPart
from openocop.registry.models import Producer
from openocop.registry.permissions import memberships, producers_visible_to

HELPS = frozenset({Role.PROVINCIAL_OFFICER, Role.COMMUNE_OFFICER})
COUNTS = frozenset({Role.PROVINCIAL_OFFICER, Role.LEADER})


def parts_visible_to(post: Post, *, on: date) -> QuerySet[EnquiryPart]:
    """Return the parts this post may read; every list, count and address of parts goes through here.

    A producer reads its own. Its office reads one only once the producer has asked for help with it.
    """
    here = EnquiryPart.objects.filter(province=post.province)
    if post.role == Role.PRODUCER:
        return here.filter(producer__in=memberships(post.user_id, post.province, on=on).values("producer"))
    if post.role in HELPS:
        mine = producers_visible_to(post, on=on).values("pk")
        return here.filter(help_asked_at__isnull=False, producer__in=mine)
    return here.none()


def may_list(post: Post) -> Verdict:
    if post.role == Role.PRODUCER or post.role in HELPS:
        return ALLOWED
    return refused(_("Enquiries are read by the producer they go to, and by its office once it asks for help."))


def may_answer(post: Post, part: EnquiryPart, *, on: date) -> Verdict:
    if post.role != Role.PRODUCER:
        return refused(_("Only the producer answers. Help it on the telephone or at the counter."))
    if memberships(post.user_id, post.province, on=on).filter(producer=part.producer_id).exists():
        return ALLOWED
    return refused(_("This account does not act for this producer."))


def may_write_down(post: Post) -> Verdict:
    if post.role == Role.PRODUCER:
        return ALLOWED
    return refused(_("Only the producer writes down enquiries that came to it."))


def may_note(post: Post, producer: Producer, *, on: date) -> Verdict:
    if not (verdict := may_write_down(post)):
        return verdict
    if memberships(post.user_id, post.province, on=on).filter(producer=producer).exists():
        return ALLOWED
    return refused(_("This account does not act for this producer."))


def may_count(post: Post) -> Verdict:
    if post.role in COUNTS:
        return ALLOWED
    return refused(_("How many enquiries there are is read by the provincial OCOP office and its leaders."))
