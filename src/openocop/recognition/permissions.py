"""Who may draft, issue, withdraw, import and appeal. Every predicate answers with its reason."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused
from openocop.dossiers.models import Round
from openocop.dossiers.permissions import dossiers_visible_to
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Entry, Recusal, Seat
from openocop.evaluation.permissions import AT_THE_TABLE, entries_visible_to, seat_of
from openocop.recognition.domain.appeals import AppealStage, Origin
from openocop.recognition.models import Appeal, CentralCorrection, DecisionCorrection, Recognition, Ruling
from openocop.registry.models import Product
from openocop.registry.permissions import may_read_product

_DRAFTS = frozenset({Role.PROVINCIAL_OFFICER, Role.SECRETARY})
_READS = frozenset({Role.PROVINCIAL_OFFICER, Role.SECRETARY, Role.LEADER, Role.ADMINISTRATOR})
_READS_PAPERS = frozenset({Role.PROVINCIAL_OFFICER, Role.SECRETARY, Role.LEADER})

_SEES_DUE = frozenset({Role.PRODUCER, Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER, Role.LEADER})


def may_read(by: Post | None, province: str) -> Verdict:
    """Open the office's lists of decisions and recognitions."""
    if by is not None and by.role in _READS and by.province == province:
        return ALLOWED
    return refused(_("Only the provincial office reads this list. What is public stands in the product catalogue."))


def may_see_due(by: Post) -> Verdict:
    """See which certificates end: producers and communes their own, the province's office and leaders all."""
    if by.role in _SEES_DUE:
        return ALLOWED
    return refused(_("Who comes up for re-assessment is read by producers, communes and the province."))


def may_follow_renewals(by: Post) -> Verdict:
    """Follow how far products have come whose certificates end: communes their own, the province all."""
    if by.role in _SEES_DUE - {Role.PRODUCER}:
        return ALLOWED
    return refused(_("How far re-assessments have come is followed by communes and the province."))


_TAKES_MARKS = frozenset({Role.PRODUCER, Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER})


def may_take_marks(by: Post) -> Verdict:
    """Take the star sign for packs: producers, and the offices that help them."""
    if by.role in _TAKES_MARKS:
        return ALLOWED
    return refused(_("The sign is taken by producers, and for them by communes and the provincial OCOP office."))


def may_take_mark(by: Post, product: Product, *, on: date) -> Verdict:
    verdict = may_take_marks(by)
    return may_read_product(by, product, on=on) if verdict else verdict


def may_draft(by: Post, province: str) -> Verdict:
    if by.role in _DRAFTS and by.province == province:
        return ALLOWED
    return refused(_("Only the provincial OCOP office and the council's secretary draft decisions."))


def may_issue(by: Post, province: str) -> Verdict:
    """Recognise: a leader of the province. Chairing the council by delegation is no such power (office practice)."""
    if by.role == Role.LEADER and by.province == province:
        return ALLOWED
    return refused(_("Only a leader of the province recognises products and withdraws recognitions."))


def may_import(by: Post | None, province: str) -> Verdict:
    """Bring a list in or take it back; None is the operator at the console, who holds the database anyway."""
    if by is None or (by.role == Role.PROVINCIAL_OFFICER and by.province == province):
        return ALLOWED
    return refused(_("Only the provincial OCOP office imports lists and takes imports back."))


def may_export(by: Post | None, province: str) -> Verdict:
    return may_read(by, province)


def may_read_papers(by: Post, round: Round) -> Verdict:
    """Read the papers of a round: who prepares and signs them, but not who stepped aside from a product of it."""
    if by.role not in _READS_PAPERS or by.province != round.province:
        return refused(_("Only the provincial office, its leaders and the council's secretary read these papers."))
    if by.role == Role.SECRETARY and not _serves(by, round):
        return refused(_("These papers are of a council whose secretary you are not."))
    if Recusal.objects.filter(seat__council__round=round, seat__user=by.user_id).exists():
        return refused(_("You stepped aside from a product of this round, and its papers show it."))
    return ALLOWED


def _serves(by: Post, round: Round) -> bool:
    """Tell whether a secretary serves the round's council; before one is appointed anybody may."""
    seats = Seat.objects.filter(council__round=round, replaced_on=None)
    return not seats.exists() or seats.filter(user=by.user_id).exists()


def may_read_proposal(by: Post, round: Round, commune: str) -> Verdict:
    """Read one commune's proposal: the commune itself, and who reads the papers of the round."""
    if by.role == Role.COMMUNE_OFFICER and by.province == round.province and by.unit_code == commune:
        return ALLOWED
    return may_read_papers(by, round)


def may_number(by: Post, round: Round) -> Verdict:
    """Record number and day that the clerk's office gave a paper, and keep the signed scan."""
    if by.role == Role.PROVINCIAL_OFFICER and by.province == round.province:
        return may_read_papers(by, round)
    return refused(_("Only the provincial OCOP office records numbers and signed papers."))


def may_close(by: Post | None, round: Round) -> Verdict:
    """Close a round as an archive; None is the operator at the console, who holds the database anyway."""
    if by is None:
        return ALLOWED
    if by.role == Role.PROVINCIAL_OFFICER and by.province == round.province:
        return may_read_papers(by, round)
    return refused(_("Only the provincial OCOP office closes the file of a round."))


def may_read_archive(by: Post, round: Round) -> Verdict:
    if by.role in {Role.PROVINCIAL_OFFICER, Role.LEADER} and by.province == round.province:
        return may_read_papers(by, round)
    return refused(_("Only the provincial office and its leaders open the file of a round."))


def may_keep_templates(by: Post, province: str) -> Verdict:
    """Replace the Word templates of a province's papers; they hold no data of anybody."""
    if by.role in {Role.PROVINCIAL_OFFICER, Role.ADMINISTRATOR} and by.province == province:
        return ALLOWED
    return refused(_("Only the provincial OCOP office and the administrator keep the templates of papers."))


def may_read_referrals(by: Post, province: str) -> Verdict:
    """Read what goes up to the ministry and what came back of it; asked by role alone, before anything is looked for.

    So nobody learns from an address whether a product reached ninety points. Rounds of which the reader stepped aside
    from a product are left out by `entries_above_ninety`. The ministry's own account reads none of it here: what it
    received lies in its house, and it gives number and day on paper.
    """
    if by.role in _READS_PAPERS and by.province == province:
        return ALLOWED
    return refused(_("Only the provincial office, its leaders and the council's secretary read these papers."))


def may_refer(by: Post, round: Round) -> Verdict:
    """Pack, record what was sent, what the ministry answered and its result; take a product into a later round."""
    if by.role == Role.PROVINCIAL_OFFICER and by.province == round.province:
        return may_read_papers(by, round)
    return refused(_("Only the provincial OCOP office sends dossiers to the ministry and records what it answers."))


def may_choose(by: Post, round: Round) -> Verdict:
    """Choose what becomes of a central result under ninety points (26/2026 art. 7): a leader of the province."""
    if by.role == Role.LEADER and by.province == round.province:
        return may_read_papers(by, round)
    return refused(_("Only a leader of the province chooses what becomes of a central result under 90 points."))


def may_confirm(by: Post, round: Round) -> Verdict:
    """Confirm that the ministry's paper, or the choice on it, reads as the office proposes to correct it."""
    if by.role == Role.LEADER and by.province == round.province:
        return may_read_papers(by, round)
    return refused(_("The office proposes a correction; a leader of the province confirms it."))


def may_confirm_central(by: Post, round: Round, correction: CentralCorrection | None) -> Verdict:
    """Confirm a correction: a leader, and not who proposed it."""
    verdict = may_confirm(by, round)
    if verdict and correction is not None and correction.proposed_by_id == by.user_id:
        return refused(_("You proposed this correction yourself: another person confirms it."))
    return verdict


def may_drop_central(by: Post, round: Round) -> Verdict:
    """Drop a correction that is only proposed: the office that proposes, the leader who does not agree."""
    refers = may_refer(by, round)
    return refers if refers else may_confirm(by, round)


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
