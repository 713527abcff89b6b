"""Who may see and answer ideas. Every predicate answers with its reason."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused
from openocop.ideas.domain.stages import IdeaStage
from openocop.ideas.models import Idea
from openocop.registry.models import Producer
from openocop.registry.permissions import in_unit, memberships, producers_visible_to

READS_PROVINCE = frozenset({Role.PROVINCIAL_OFFICER, Role.LEADER})
ANSWERS = frozenset({Role.PROVINCIAL_OFFICER, Role.COMMUNE_OFFICER})
READS = READS_PROVINCE | ANSWERS | {Role.PRODUCER}
# Where somebody chooses a set, reads what to gather and practises: whoever prepares or advises.


def ideas_visible_to(post: Post, *, on: date) -> QuerySet[Idea]:
    """Return the ideas this post may know of; every list, count, export and address of the office goes through here.

    What was erased is nobody's any more.
    """
    here = Idea.objects.filter(province=post.province).exclude(stage=IdeaStage.ERASED)
    if post.role in READS_PROVINCE:
        return here
    if post.role == Role.COMMUNE_OFFICER and post.unit_code:
        return here.filter(in_unit(post.unit_code, on=on))
    if post.role == Role.PRODUCER:
        own = memberships(post.user_id, post.province, on=on).values("producer")
        return here.filter(Q(sent_by=post.user_id) | Q(producer__in=own))
    return here.none()


def may_list(post: Post) -> Verdict:
    if post.role in READS:
        return ALLOWED
    return refused(_("Ideas are read by producers who sent them, their commune and the provincial OCOP office."))


def may_send(post: Post) -> Verdict:
    if post.role == Role.PRODUCER:
        return ALLOWED
    return refused(_("In this role you answer ideas. To send one for somebody, sign out and use the public page."))


def may_answer(post: Post, idea: Idea, *, on: date) -> Verdict:
    if post.role not in ANSWERS:
        return refused(_("Ideas are answered by the office of the commune or by the provincial OCOP office."))
    if not ideas_visible_to(post, on=on).filter(pk=idea.pk).exists():
        return refused(_("This idea is not of your commune."))
    return ALLOWED


def may_name_producer(post: Post, idea: Idea, producer: Producer, *, on: date) -> Verdict:
    """Say whose idea it is: the office that answers it, for a producer it keeps, once."""
    verdict = may_answer(post, idea, on=on)
    if verdict and not producers_visible_to(post, on=on).filter(pk=producer.pk).exists():
        return refused(_("This producer is not open to you in the role you act in."))
    if verdict and idea.producer_id not in (None, producer.pk):
        return refused(_("The idea has its producer already."))
    return verdict


def may_open_from(post: Post, idea: Idea, *, on: date) -> Verdict:
    """Open the dossier of an idea: its producer, once it stands in the register."""
    if post.role != Role.PRODUCER:
        return refused(_("Only the producer opens a dossier."))
    if idea.dossier_id is not None:
        return refused(_("A dossier has been opened from this idea already."))
    if not memberships(post.user_id, post.province, on=on).exists():
        return refused(_("Your account does not act for a producer yet. Ask the OCOP officer of your commune."))
    return ALLOWED
