"""Who may draft, issue, withdraw, import and appeal. Every predicate answers with its reason."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused
from openocop.dossiers.models import Round
from openocop.evaluation.models import Recusal, Seat
from openocop.recognition.models import (
    CentralCorrection,
    Recognition,
)
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


def may_record_withdrawal(by: Post, recognition: Recognition) -> Verdict:
    """Record a withdrawal that was decided outside a case: who recognises, but not who stepped aside."""
    verdict = may_issue(by, recognition.province)
    if verdict and Recusal.objects.filter(dossier__product=recognition.product_id, seat__user=by.user_id).exists():
        return refused(_("You stepped aside from this product: another leader records its withdrawal."))
    return verdict


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
