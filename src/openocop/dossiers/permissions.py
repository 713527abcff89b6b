"""Who may see and do what with dossiers. Every predicate answers with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused
from openocop.dossiers.domain.form_03 import WITH_FORMS
from openocop.dossiers.domain.helping import HELPERS
from openocop.dossiers.domain.lifecycle import EDITABLE, STEPS, Stage
from openocop.dossiers.domain.requests import ASKING, EXAMINED
from openocop.dossiers.domain.tourism import TOURISM_SET
from openocop.dossiers.models import ComponentCheck, Dossier, Evidence, HelpConsent, SupplementRequest
from openocop.geography.selectors.mergers import spans_within
from openocop.registry.models import Producer, ProducerMember, ProducerPaper

READS_PROVINCE = frozenset({Role.PROVINCIAL_OFFICER, Role.LEADER})
OFFICES = frozenset({Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER})
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


def may_roll_over(post: Post) -> Verdict:
    if post.role == Role.PROVINCIAL_OFFICER:
        return ALLOWED
    return refused(_("Only the provincial OCOP office takes late dossiers to another round."))


def may_assess_again(post: Post, dossier: Dossier) -> Verdict:
    """Put a product whose central result came back into another round of the province (26/2026/QĐ-TTg art. 7)."""
    if post.role == Role.PROVINCIAL_OFFICER and post.province == dossier.province:
        return ALLOWED
    return refused(_("Only the provincial OCOP office takes a product into another round."))


def may_choose_options(post: Post) -> Verdict:
    if post.role == Role.PROVINCIAL_OFFICER:
        return ALLOWED
    return refused(_("Only the provincial OCOP office records what the province chose."))


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


def may_ask(post: Post, dossier: Dossier, *, on: date) -> Verdict:
    """Ask the producer for papers, tests, explanations: the advisory team and the office, before the council."""
    if post.role not in ASKING:
        return refused(_("Only the advisory team and the provincial office ask the producer for more."))
    verdict = may_read(post, dossier, on=on)
    return verdict and _is_examined(dossier)


def may_answer(post: Post, request: SupplementRequest, *, on: date) -> Verdict:
    """Answer a request: its producer, once, before the council."""
    if post.role != Role.PRODUCER:
        return refused(_("Only the producer answers."))
    verdict = may_read(post, request.dossier, on=on)
    if verdict and request.withdrawn_at is not None:
        return refused(_("This request was withdrawn; nothing need be answered."))
    if verdict and request.answered_at is not None:
        return refused(_("This request has been answered; the answer stays as it is."))
    return verdict and _is_examined(request.dossier)


def _is_examined(dossier: Dossier) -> Verdict:
    if dossier.stage in EXAMINED:
        return ALLOWED
    return refused(_("Papers are asked for and added between acceptance and the council's session."))


def may_check(post: Post, dossier: Dossier, *, on: date) -> Verdict:
    """Check the components: the local office, while the dossier is with it, by a list of the law that was read."""
    verdict = may_take(post, dossier, "propose", on=on)
    if verdict and dossier.release not in WITH_FORMS:
        return refused(_("The check follows Article 6 of 26/2026/QĐ-TTg; this dossier runs under an earlier decision."))
    if verdict and dossier.stage != Stage.SUBMITTED:
        return refused(_("Components are checked while the dossier is with the local office."))
    return verdict


def may_decide_transition(post: Post, dossier: Dossier, *, on: date) -> Verdict:
    if post.role != Role.PROVINCIAL_OFFICER:
        return refused(_("Only the provincial OCOP office records how a stopped dossier goes on."))
    return may_read(post, dossier, on=on)


def may_record_term_paper(post: Post, dossier: Dossier, *, on: date, recorded: bool) -> Verdict:
    """Record a paper on the commune's term; `recorded`: the province's option lets such papers be recorded at all."""
    if post.role not in OFFICES:
        return refused(_("Only the offices record papers on the term."))
    if not recorded:
        return refused(_("Article 7.2 knows no pause, and the province has not chosen to record papers that make one."))
    return may_read(post, dossier, on=on)


def may_keep_samples(post: Post, dossier: Dossier, *, on: date) -> Verdict:
    """Record samples: the offices, for what hands over samples at all (26/2026/QĐ-TTg art. 6.2d)."""
    if post.role not in OFFICES:
        return refused(_("Only the offices record samples."))
    if dossier.set_no == TOURISM_SET:
        return refused(_("Services of tourism hand over no samples (Article 6.2d)."))
    return may_read(post, dossier, on=on)


def may_see_samples(post: Post, dossier: Dossier, *, on: date) -> Verdict:
    if post.role not in READS_PROVINCE | OFFICES | {Role.ADVISER}:
        return refused(_("Samples are recorded and read by the offices."))
    return may_read(post, dossier, on=on)


def may_use_counter(post: Post) -> Verdict:
    if post.role in OFFICES:
        return ALLOWED
    return refused(_("Only the offices work with the one-stop counter."))


def may_receipt(post: Post, dossier: Dossier, *, on: date) -> Verdict:
    """Record the counter's number: an office, for a dossier that has been filed."""
    verdict = may_use_counter(post) and may_read(post, dossier, on=on)
    if verdict and dossier.submitted_at is None:
        return refused(_("The dossier has not been filed yet."))
    return verdict


def is_ready(marks_missing: int, lacking: Sequence[str] = ()) -> Verdict:
    """A dossier is filed with a complete self-score (Mẫu 02, part III) and all that its kind asks for, by name."""
    if marks_missing:
        return refused(_("The self-score still lacks %(count)d criteria.") % {"count": marks_missing})
    if lacking:
        return refused(_("Still missing: %(papers)s.") % {"papers": "; ".join(lacking)})
    return ALLOWED


def is_checked(dossier: Dossier, check: ComponentCheck | None) -> Verdict:
    """Before its report the commune checks the components of the filing (26/2026/QĐ-TTg art. 7.2)."""
    if check is None and dossier.release in WITH_FORMS:
        return refused(_("Check the components of the dossier first (Article 6)."))
    return ALLOWED


def is_in_time(*, late: bool) -> Verdict:
    """What was proposed after the limit of its round is taken to a later one before it is accepted."""
    if late:
        return refused(_("Proposed after the limit of its round: take it to a later round first."))
    return ALLOWED
