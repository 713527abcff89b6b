"""Deciding on a case of withdrawal: the office proposes, another person decides, and the public reads why."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.canonical import sha256_hex
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.domain.withdrawal_case import OPEN, CaseStage, Proposal
from openocop.recognition.models import Recognition, WithdrawalCase
from openocop.recognition.permissions.withdrawals import may_decide_withdrawal, may_examine
from openocop.recognition.selectors.named import POTENTIAL_STAR
from openocop.recognition.selectors.numbers import is_taken
from openocop.recognition.selectors.withdrawal_papers import withdrawal_paper
from openocop.recognition.selectors.withdrawals import seen_of
from openocop.recognition.services.numbers import number_taken, whole_number
from openocop.recognition.services.printing import draft_of, print_both
from openocop.recognition.services.records import write_withdrawal
from openocop.recognition.services.withdrawal_cases import MAX_TEXT, locked, move, note

KIND = "withdrawal-decision"


@transaction.atomic
def propose_outcome(
    *, case: WithdrawalCase, proposal: Proposal, reasons: str, by: Post, at: datetime | None = None
) -> WithdrawalCase:
    """Propose how a case is decided, over what was proposed before; nothing of it holds until another decides.

    Raises:
        NotPermitted: not the provincial office, or one who stepped aside from the product.
        Refused: the producer was not told, may still answer, or no reasons are given.
    """
    at = at or timezone.now()
    case = locked(case)
    require(may_examine(by, case, on=legal_day(at)))
    if case.stage == CaseStage.DRAFT:
        raise Refused(_("Tell the producer first: nobody loses the stars unheard."))
    if case.answered_at is None and case.answer_by is not None and legal_day(at) <= case.answer_by:
        message = _("The producer may answer until %(day)s. Propose once the answer is here or that day is over.")
        raise Refused(message % {"day": date_short(case.answer_by)})
    if not reasons.strip():
        raise Refused(_("Write the reasons: of a withdrawal the public reads them."), field="reasons")
    move(case, "propose")
    case.proposal, case.reasons = Proposal(proposal), reasons.strip()[:MAX_TEXT]
    case.proposed_by_id, case.proposed_name, case.proposed_at = by.user_id, by.name, at
    case.save(update_fields=["stage", "proposal", "reasons", "proposed_by", "proposed_name", "proposed_at"])
    facts = {"proposal": case.proposal, "reasons_sha256": sha256_hex(case.reasons.encode())}
    note(case, "withdrawal.proposed", by, **facts)
    return case


@transaction.atomic
def decide_withdrawal(
    *,
    case: WithdrawalCase,
    number: str,
    dated_on: date,
    signer: str,
    by: Post,
    signer_capacity: str = "",
    seen: str | None = None,
    at: datetime | None = None,
) -> WithdrawalCase:
    """Withdraw as proposed and record number and day; the public reads it at once. The same again changes nothing.

    Five stars are the minister's to withdraw: number and day are those of the ministry's decision.

    Args:
        seen: `seen_of` the case as the person read it; None where nobody has looked at a page.

    Raises:
        NotPermitted: not a leader of the province, or who opened or proposed it.
        Refused: it has changed since it was seen, is proposed otherwise, or number or day cannot be right.
    """
    at = at or timezone.now()
    case = _to_decide(case, by, at)
    written = whole_number(number)
    if case.stage == CaseStage.WITHDRAWN:
        return _same_or_refused(case, written, dated_on)
    _refuse_unseen(case, seen, Proposal.WITHDRAW)
    recognition = Recognition.objects.select_for_update(of=("self",)).get(pk=case.recognition_id)
    _refuse_impossible(case, recognition, written, dated_on)
    write_withdrawal(
        recognition=recognition,
        ground=WithdrawalGround(case.ground),
        reason=case.reasons,
        decision_no=written,
        decided_on=dated_on,
        by=by,
        case=case.public_id,
    )
    move(case, "withdraw")
    case.number, case.dated_on, case.year = written, dated_on, dated_on.year
    case.signer, case.signer_capacity = nfc(signer).strip(), signer_capacity.strip()
    case.decided_name, case.closed_at = by.name, at
    if recognition.star != POTENTIAL_STAR:  # the ministry prints its own
        print_both(case, withdrawal_paper(case), kind=KIND, name=f"quyet-dinh-thu-hoi-{case.public_id}")
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError as taken:
        raise Refused(number_taken(written, dated_on.year), field="number") from taken
    facts = {"number": written, "dated_on": str(dated_on), "sha256": case.printed.sha256 if case.printed else ""}
    note(case, "withdrawal.decided", by, **facts)
    return case


@transaction.atomic
def drop_case(*, case: WithdrawalCase, by: Post, seen: str | None = None, at: datetime | None = None) -> WithdrawalCase:
    """Drop a case as proposed: the recognition stands, the producer reads why. A second tap changes nothing."""
    at = at or timezone.now()
    case = _to_decide(case, by, at)
    if case.stage == CaseStage.DROPPED:
        return case
    if case.stage == CaseStage.WITHDRAWN:
        raise Refused(_("The case has moved on meanwhile. Reload the page to see where it stands."))
    _refuse_unseen(case, seen, Proposal.DROP)
    move(case, "drop")
    case.decided_name, case.closed_at = by.name, at
    case.save(update_fields=["stage", "decided_name", "closed_at"])
    note(case, "withdrawal.dropped", by)
    return case


def draft_withdrawal(case: WithdrawalCase, ending: str) -> bytes:
    """Return the paper without number as it reads now, "pdf" or "docx" (with the office's own template)."""
    return draft_of(withdrawal_paper(case), province=case.province, kind=KIND, ending=ending)


def _to_decide(case: WithdrawalCase, by: Post, at: datetime) -> WithdrawalCase:
    case = locked(case)
    require(may_decide_withdrawal(by, case, on=legal_day(at)))
    return case


def _refuse_unseen(case: WithdrawalCase, seen: str | None, proposal: Proposal) -> None:
    if seen is not None and seen != seen_of(case):
        raise Refused(_("The case has changed after you opened this page. Read it as it is now, then decide again."))
    if case.stage in OPEN and case.proposal != proposal:
        raise Refused(_("The office proposes otherwise. Have it propose anew, then decide."))


def _refuse_impossible(case: WithdrawalCase, recognition: Recognition, number: str, dated_on: date) -> None:
    if recognition.superseded_on is not None:
        raise Refused(_("A later recognition took its place: this one is no longer withdrawn. Have the case dropped."))
    if dated_on < case.concluded_on:
        message = _("The conclusion is of %(day)s; the decision on it cannot be older. Check the day.")
        raise Refused(message % {"day": date_short(case.concluded_on)}, field="dated_on")
    if number and recognition.star != POTENTIAL_STAR and is_taken(case.province, dated_on.year, number):
        raise Refused(number_taken(number, dated_on.year), field="number")


def _same_or_refused(case: WithdrawalCase, number: str, dated_on: date) -> WithdrawalCase:
    if (case.number, case.dated_on) == (number, dated_on):
        return case
    message = _("This recognition was already withdrawn by decision %(number)s of %(day)s.")
    raise Refused(message % {"number": case.number, "day": date_short(case.dated_on or dated_on)})
