"""Who may file, handle and decide appeals, and correct decisions."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused
from openocop.dossiers.permissions import dossiers_visible_to
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Entry, Recusal
from openocop.evaluation.permissions import AT_THE_TABLE, entries_visible_to, seat_of
from openocop.recognition.domain.appeals import AppealStage, Origin
from openocop.recognition.models import (
    Appeal,
    DecisionCorrection,
    Recognition,
    Ruling,
)
from openocop.recognition.permissions.records import may_draft, may_issue, may_read

_FILES = frozenset({Role.PRODUCER, Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER})
_MEETS_APPEALS = _FILES | {Role.LEADER} | AT_THE_TABLE


def _stepped_aside(post: Post, dossier: str) -> Exists:
    return Exists(Recusal.objects.filter(dossier=OuterRef(dossier), seat__user=post.user_id))


def may_list_appeals(post: Post) -> Verdict:
    if post.role in _MEETS_APPEALS:
        return ALLOWED
    return refused(_("Appeals are read by the producer, its commune, the provincial office and whom it asks."))


def appeals_visible_to(post: Post, *, on: date) -> QuerySet[Appeal]:
    """Return the appeals this person may know of. Every list, count, address and waiting entry goes through here.

    Producers and communes know those on dossiers they see, and an error that the office found itself only once it is
    decided; who runs a council knows those it is asked about, or decides; nobody knows one on a product they stepped
    aside from, in whatever post. A draft is its writer's alone.
    """
    here = Appeal.objects.filter(~_stepped_aside(post, "entry__dossier"), province=post.province)
    sent, own = ~Q(stage=AppealStage.DRAFT), Q(entered_by=post.user_id)
    if post.role == Role.LEADER:
        return here.filter(sent)
    if post.role == Role.PROVINCIAL_OFFICER:
        return here.filter(sent | own)
    if post.role in _FILES:
        mine = Q(origin=Origin.PRODUCER) if post.role == Role.PRODUCER else own
        told = ~Q(origin=Origin.OFFICE) | Q(stage=AppealStage.DECIDED)
        return here.filter(told, sent | mine, entry__dossier__in=dossiers_visible_to(post, on=on))
    if post.role in AT_THE_TABLE:
        asked = Q(opinion__isnull=False) & ~Q(stage=AppealStage.WITHDRAWN)
        decides = Q(options__appeal_decider="council_chair", ruling__isnull=False)
        known = asked | decides if post.role == Role.CHAIR else asked
        return here.filter(known, entry__in=entries_visible_to(post))
    return here.none()


def entries_to_appeal(post: Post, *, on: date) -> QuerySet[Entry]:
    """Return the products with a fixed result against which this person may file, for themselves or from a paper."""
    fixed = Entry.objects.filter(~_stepped_aside(post, "dossier"), session__stage=SessionStage.FIXED)
    if post.role not in _FILES:
        return fixed.none()
    return fixed.filter(dossier__in=dossiers_visible_to(post, on=on))


def may_file(post: Post, entry: Entry, *, on: date) -> Verdict:
    if entries_to_appeal(post, on=on).filter(pk=entry.pk).exists():
        return ALLOWED
    return refused(_("The producer appeals once the result is adopted, or an officer enters the producer's paper."))


def may_write_appeal(post: Post, appeal: Appeal, *, on: date) -> Verdict:
    """Change, send or withdraw an appeal: the producer its own, the officer who entered it that of a paper."""
    owns = appeal.origin == Origin.PRODUCER and post.role == Role.PRODUCER
    entered = appeal.origin == Origin.PAPER and appeal.entered_by_id == post.user_id and post.role in _FILES
    if (owns or entered) and appeals_visible_to(post, on=on).filter(pk=appeal.pk).exists():
        return ALLOWED
    return refused(_("Only the producer writes this appeal, or the officer who entered its paper."))


def may_handle_appeals(post: Post) -> Verdict:
    if post.role == Role.PROVINCIAL_OFFICER:
        return ALLOWED
    return refused(_("Only the provincial OCOP office takes appeals in and proposes how they are decided."))


def may_handle(post: Post, appeal: Appeal, *, on: date) -> Verdict:
    verdict = may_handle_appeals(post)
    if verdict and not appeals_visible_to(post, on=on).filter(pk=appeal.pk).exists():
        return refused(_("This appeal is not open to you in the role you act in."))
    return verdict


def may_find_error(post: Post, entry: Entry) -> Verdict:
    """Open a case on an error that the office found itself in a fixed result."""
    verdict = may_handle_appeals(post)
    if verdict and not entries_visible_to(post).filter(pk=entry.pk, session__stage=SessionStage.FIXED).exists():
        return refused(_("Errors are corrected in results that were adopted, and by who may know the product."))
    return verdict


def may_give_opinion(post: Post, appeal: Appeal, *, on: date) -> Verdict:
    """Answer for the council: its chair or secretary, once they are asked."""
    runs = post.role in AT_THE_TABLE and seat_of(post, appeal.entry.session.council) is not None
    if runs and appeals_visible_to(post, on=on).filter(pk=appeal.pk).exists():
        return ALLOWED
    return refused(_("Only the chair or the secretary of this council answers for it."))


def may_decide(post: Post, appeal: Appeal, ruling: Ruling | None, *, on: date, fixed_by_login: str) -> Verdict:
    """Decide on an appeal: whom the province's option names, never who proposed it or who fixed the result.

    Who issued a decision may decide on an appeal against it, as the law on complaints has it in the first instance: the
    proposal is another person's, so that nobody decides alone.
    """
    by_chair = appeal.options.get("appeal_decider") == "council_chair"
    named = post.role == Role.CHAIR and seat_of(post, appeal.entry.session.council) if by_chair else None
    if not (named or (not by_chair and post.role == Role.LEADER)):
        return refused(
            _("The chair of the council decides on this appeal.")
            if by_chair
            else _("A leader of the province decides on this appeal.")
        )
    if not appeals_visible_to(post, on=on).filter(pk=appeal.pk).exists():
        return refused(_("This appeal is not open to you in the role you act in."))
    if ruling is None:
        return refused(_("The office has not proposed how to decide yet."))
    if ruling.proposed_by_id == post.user_id:
        return refused(_("You proposed this decision yourself: another person decides."))
    if fixed_by_login == post.login:
        return refused(_("You adopted the result that is contested: another person decides."))
    return ALLOWED


def corrections_visible_to(post: Post) -> QuerySet[DecisionCorrection]:
    """Return the decisions of correction this person may read: the office's list, but none on what they stepped aside
    from."""
    here = DecisionCorrection.objects.filter(~_stepped_aside(post, "recognition__dossier"), province=post.province)
    return here if may_read(post, post.province) else here.none()


def recognitions_to_correct(post: Post) -> QuerySet[Recognition]:
    """Return the recognitions whose decision this person may draft a correction of."""
    here = Recognition.objects.filter(~_stepped_aside(post, "dossier"), province=post.province)
    return here if may_draft(post, post.province) else here.none()


def may_issue_correction(by: Post, correction: DecisionCorrection) -> Verdict:
    """Correct a decision: who may issue one, and not who drafted the correction."""
    verdict = may_issue(by, correction.province)
    if verdict and correction.drafted_by_id == by.user_id:
        return refused(_("You drafted this correction yourself: another person records it."))
    return verdict
