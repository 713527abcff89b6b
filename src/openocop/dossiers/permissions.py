"""Who may see and do what with dossiers. Every predicate answers with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused
from openocop.dossiers.domain.lifecycle import EDITABLE, STEPS, Stage
from openocop.dossiers.models import Dossier, Evidence
from openocop.geography.selectors.mergers import spans_within
from openocop.registry.models import Producer, ProducerMember, ProducerPaper

READS_PROVINCE = frozenset({Role.PROVINCIAL_OFFICER, Role.LEADER})
WITH_LISTS = READS_PROVINCE | {Role.PRODUCER, Role.COMMUNE_OFFICER, Role.ADVISER}
FOR_ADVISERS = frozenset({Stage.ACCEPTED, Stage.ADVISED, Stage.IN_SESSION, Stage.RESOLVED})


def memberships(post: Post, *, on: date) -> QuerySet[ProducerMember]:
    """Return the producers this account acts for on day `on`."""
    running = Q(valid_from__lte=on) & (Q(valid_until=None) | Q(valid_until__gt=on))
    return ProducerMember.objects.filter(running, province=post.province, user=post.user_id)


def dossiers_visible_to(post: Post, *, on: date) -> QuerySet[Dossier]:
    """Return the dossiers this post may know of. Every list, search, count and address goes through here.

    Producers see their own, local offices what was filed with them or with a unit that became theirs, the provincial
    office and leaders the whole province, advisers what was accepted. Councils see dossiers through their sessions
    only; administrators, inspectors and the ministry see none here.
    """
    here = Dossier.objects.filter(province=post.province)
    if post.role in READS_PROVINCE:
        return here
    if post.role == Role.PRODUCER:
        return here.filter(product__producer__in=memberships(post, on=on).values("producer"))
    if post.role == Role.COMMUNE_OFFICER and post.unit_code:
        return here.filter(_at_office(post.unit_code, on=on), submitted_at__isnull=False)
    if post.role == Role.ADVISER:
        return here.filter(stage__in=FOR_ADVISERS)
    return here.none()


def _at_office(unit_code: str, *, on: date) -> Q:
    """Return what was filed with the unit, or with units that lie wholly in it as of day `on`."""
    found = Q(pk__in=[])
    for span in spans_within(unit_code, on=on):
        within = Q(local_unit_code__in=span.codes)
        if span.start is not None:
            within &= Q(local_unit_on__gte=span.start)
        if span.until is not None:
            within &= Q(local_unit_on__lt=span.until)
        found |= within
    return found


def may_list(post: Post) -> Verdict:
    if post.role in WITH_LISTS:
        return ALLOWED
    return refused(_("In this role you do not read dossiers. Council members find them in their session."))


def may_read(post: Post, dossier: Dossier, *, on: date) -> Verdict:
    if dossiers_visible_to(post, on=on).filter(pk=dossier.pk).exists():
        return ALLOWED
    return refused(_("This dossier is not open to you in the role you act in."))


def papers_visible_to(post: Post, *, on: date) -> QuerySet[ProducerPaper]:
    """Return the papers of producers this post may read: one's own, and for offices those in dossiers they may see."""
    here = ProducerPaper.objects.filter(province=post.province)
    if post.role == Role.PRODUCER:
        return here.filter(producer__in=memberships(post, on=on).values("producer"))
    if post.role in READS_PROVINCE | {Role.COMMUNE_OFFICER}:
        filed = Evidence.objects.filter(removed_at=None, dossier__in=dossiers_visible_to(post, on=on))
        return here.filter(pk__in=filed.values("paper"))
    return here.none()


def may_list_papers(post: Post) -> Verdict:
    if post.role in READS_PROVINCE | {Role.PRODUCER, Role.COMMUNE_OFFICER}:
        return ALLOWED
    return refused(_("In this role you read papers in the dossiers before you, not as a list."))


def may_open_round(post: Post) -> Verdict:
    if post.role == Role.PROVINCIAL_OFFICER:
        return ALLOWED
    return refused(_("Only the provincial OCOP office opens rounds."))


def may_open_dossier(post: Post, producer: Producer | None, *, on: date) -> Verdict:
    """A producer opens dossiers for the products of a producer this account acts for."""
    if post.role != Role.PRODUCER:
        return refused(_("Only the producer opens a dossier."))
    if producer is None or not memberships(post, on=on).filter(producer=producer).exists():
        return refused(_("This account does not act for the producer of this product."))
    return ALLOWED


def may_edit(post: Post, dossier: Dossier, *, on: date) -> Verdict:
    """Change the self-score and the evidence: the producer, while the dossier is a draft or was returned."""
    if post.role != Role.PRODUCER:
        return refused(_("Only the producer changes the contents of a dossier."))
    verdict = may_read(post, dossier, on=on)
    if verdict and dossier.stage not in EDITABLE:
        return refused(_("The dossier has been filed; it can be changed only when it is returned to you."))
    return verdict


def may_take(post: Post, dossier: Dossier, verb: str, *, on: date) -> Verdict:
    """Take the step `verb` at all: the right role, for a dossier open to it. Where it stands is the lifecycle's."""
    roles = {role for step in STEPS if step.verb == verb for role in step.roles}
    if post.role not in roles:
        return refused(_("This step is not taken in the role you act in."))
    return may_read(post, dossier, on=on)


def is_ready(marks_missing: int, lacking: Sequence[str] = ()) -> Verdict:
    """A dossier is filed with a complete self-score (Mẫu 02, part III) and all that its kind asks for, by name."""
    if marks_missing:
        return refused(_("The self-score still lacks %(count)d criteria.") % {"count": marks_missing})
    if lacking:
        return refused(_("Still missing: %(papers)s.") % {"papers": "; ".join(lacking)})
    return ALLOWED
