"""Who may see and do what with dossiers. Every predicate answers with its reason."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused
from openocop.dossiers.domain.helping import HELPERS
from openocop.dossiers.domain.lifecycle import EDITABLE, STEPS, Stage
from openocop.dossiers.models import Dossier, HelpConsent
from openocop.geography.selectors.mergers import spans_within
from openocop.registry.models import Producer, ProducerMember

READS_PROVINCE = frozenset({Role.PROVINCIAL_OFFICER, Role.LEADER})
WITH_LISTS = READS_PROVINCE | {Role.PRODUCER, Role.COMMUNE_OFFICER, Role.ADVISER}
FILLS_IN = HELPERS | {Role.PRODUCER}
FOR_ADVISERS = frozenset({Stage.ACCEPTED, Stage.ADVISED, Stage.IN_SESSION, Stage.RESOLVED})


def memberships(post: Post, *, on: date) -> QuerySet[ProducerMember]:
    """Return the producers this account acts for on day `on`."""
    running = Q(valid_from__lte=on) & (Q(valid_until=None) | Q(valid_until__gt=on))
    return ProducerMember.objects.filter(running, province=post.province, user=post.user_id)


def dossiers_visible_to(post: Post, *, on: date) -> QuerySet[Dossier]:
    """Return the dossiers this post may know of. Every list, search, count and address goes through here.

    Producers see their own, local offices what was filed with them or with a unit that became theirs, the provincial
    office and leaders the whole province, advisers what was accepted. A local officer whom the producer lets fill in a
    draft sees that one too. Councils see dossiers through their sessions only; administrators, inspectors and the
    ministry see none here.
    """
    here = Dossier.objects.filter(province=post.province)
    if post.role in READS_PROVINCE:
        return here
    if post.role == Role.PRODUCER:
        return here.filter(product__producer__in=memberships(post, on=on).values("producer"))
    if post.role == Role.COMMUNE_OFFICER and post.unit_code:
        helped = Q(stage__in=EDITABLE, pk__in=helping(post, on=on).values("dossier"))
        return here.filter(_at_office(post.unit_code, on=on) & Q(submitted_at__isnull=False) | helped)
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


def helping(post: Post, *, on: date) -> QuerySet[HelpConsent]:
    """Return the consents under which this post may fill in dossiers on day `on`."""
    if post.role not in HELPERS:
        return HelpConsent.objects.none()
    given = HelpConsent.objects.filter(province=post.province, helper=post.user_id, helper_role=post.role)
    return given.filter(helper_unit=post.unit_code, ended_at=None, given_on__lte=on, valid_until__gt=on)


def dossiers_to_help(post: Post, *, on: date) -> QuerySet[Dossier]:
    """Return the drafts with which this post may help once their producers agree; it may not know of them before."""
    drafts = Dossier.objects.filter(province=post.province, stage__in=EDITABLE)
    if post.role == Role.PROVINCIAL_OFFICER:
        return drafts
    if post.role == Role.COMMUNE_OFFICER and post.unit_code:
        return drafts.filter(_at_office(post.unit_code, on=on))
    return drafts.none()


def may_list(post: Post) -> Verdict:
    if post.role in WITH_LISTS:
        return ALLOWED
    return refused(_("In this role you do not read dossiers. Council members find them in their session."))


def may_read(post: Post, dossier: Dossier, *, on: date) -> Verdict:
    if dossiers_visible_to(post, on=on).filter(pk=dossier.pk).exists():
        return ALLOWED
    return refused(_("This dossier is not open to you in the role you act in."))


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
    """Change self-score and evidence: the producer, or an officer the producer agreed to, while it is theirs."""
    verdict = may_fill_in(post, dossier, on=on)
    if verdict and dossier.stage not in EDITABLE:
        return refused(_("The dossier has been filed; it can be changed only when it is returned to you."))
    return verdict


def may_fill_in(post: Post, dossier: Dossier, *, on: date) -> Verdict:
    """Be the one who fills in, wherever the dossier stands."""
    if post.role in HELPERS and helping(post, on=on).filter(dossier=dossier).exists():
        return may_read(post, dossier, on=on)
    if post.role != Role.PRODUCER:
        return refused(
            _("Only the producer changes the contents of a dossier, or an officer with the producer's consent.")
        )
    return may_read(post, dossier, on=on)


def may_help(post: Post, dossier: Dossier, *, on: date) -> Verdict:
    """Record that a producer agreed: the office of its commune, or of the province, while it is a draft or returned."""
    if dossiers_to_help(post, on=on).filter(pk=dossier.pk).exists():
        return ALLOWED
    return refused(_("You help with drafts of producers of your own area."))


def may_agree_to_help(post: Post, dossier: Dossier, *, on: date) -> Verdict:
    """Hand out a code: the producer, for what may still be filled in."""
    if post.role != Role.PRODUCER:
        return refused(_("Only the producer agrees to help."))
    return may_edit(post, dossier, on=on)


def may_end_help(post: Post, consent: HelpConsent, *, on: date) -> Verdict:
    """End a consent: the producer at any time, the officer to whom it was given."""
    if post.role in HELPERS and (consent.helper_id, consent.province) == (post.user_id, post.province):
        return ALLOWED
    if post.role != Role.PRODUCER:
        return refused(_("Only the producer, or the officer who helps, ends a consent."))
    return may_read(post, consent.dossier, on=on)


def may_submit_for(post: Post, dossier: Dossier, *, on: date) -> Verdict:
    """File a dossier for its producer: under a consent that says so and stands on a signed paper."""
    consent = helping(post, on=on).filter(dossier=dossier).order_by("recorded_at", "id").last()
    if consent is None:
        return refused(_("This step is not taken in the role you act in."))
    if not consent.may_submit or consent.paper_id is None:
        return refused(_("The producer agreed that you fill in, not that you submit. Record a signed consent first."))
    return may_read(post, dossier, on=on)


def may_take(post: Post, dossier: Dossier, verb: str, *, on: date) -> Verdict:
    """Take the step `verb` at all: the right role, for a dossier open to it. Where it stands is the lifecycle's."""
    if verb == "submit" and post.role in HELPERS:
        return may_submit_for(post, dossier, on=on)
    roles = {role for step in STEPS if step.verb == verb for role in step.roles}
    if post.role not in roles:
        return refused(_("This step is not taken in the role you act in."))
    return may_read(post, dossier, on=on)


def is_ready(marks_missing: int) -> Verdict:
    """A dossier is filed with a complete self-score (Mẫu 02, part III)."""
    if marks_missing:
        return refused(_("The self-score still lacks %(count)d criteria.") % {"count": marks_missing})
    return ALLOWED
