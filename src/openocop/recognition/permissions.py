"""Who may draft, issue, withdraw and import. Every predicate answers with its reason."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused
from openocop.dossiers.models import Round
from openocop.evaluation.models import Recusal

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
    if Recusal.objects.filter(seat__council__round=round, seat__user=by.user_id).exists():
        return refused(_("You stepped aside from a product of this round, and its papers show it."))
    return ALLOWED


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
