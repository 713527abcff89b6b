"""Deciding on an appeal: the office proposes, another person decides, and what follows is done at once."""

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
from openocop.dossiers.models import Round
from openocop.dossiers.services.assessing_again import put_before_again, refuse_round
from openocop.evaluation.domain.correction import Basis, Change, change_from
from openocop.evaluation.selectors.corrections import outlook_of
from openocop.evaluation.services.corrections import correct_result, refuse_impossible
from openocop.recognition.domain.appeals import AppealStage, Origin, Outcome
from openocop.recognition.domain.decision_correction import Follow
from openocop.recognition.models import Appeal, CouncilOpinion, Decision, Recognition, Ruling
from openocop.recognition.permissions.appeals import may_decide, may_handle
from openocop.recognition.selectors.appeal_papers import ruling_paper
from openocop.recognition.selectors.appeals import consequence_of, fixed_by_login, later_rounds
from openocop.recognition.selectors.decisions import awards_of
from openocop.recognition.selectors.numbers import is_taken
from openocop.recognition.selectors.referrals import case_of
from openocop.recognition.services.appeals import MAX_TEXT, locked, move, note
from openocop.recognition.services.decision_papers import store_papers
from openocop.recognition.services.numbers import number_taken, whole_number
from openocop.recognition.services.printing import draft_of, print_both
from openocop.recognition.signals import recognitions_changed

KIND = "appeal-ruling"


@transaction.atomic
def propose_ruling(
    *,
    appeal: Appeal,
    outcome: Outcome,
    reasons: str,
    by: Post,
    change: Change | None = None,
    round: Round | None = None,
    at: datetime | None = None,
) -> Ruling:
    """Propose how an appeal is decided, over what was proposed before; nothing of it holds until another decides.

    Args:
        change: what is corrected, for `CORRECTED`.
        round: where the product goes before a council, for `AGAIN`.

    Raises:
        NotPermitted: not the provincial office, or one who stepped aside from the product.
        Refused: not taken in yet or decided, no reasons, the council was not heard as the province's option has it,
            points that the sheet does not print, or a round that does not fit.
    """
    at = at or timezone.now()
    appeal = locked(appeal)
    require(may_handle(by, appeal, on=legal_day(at)))
    if appeal.stage != AppealStage.RECEIVED:
        raise Refused(_("A decision is proposed after the appeal is taken in and before it is decided."))
    if not reasons.strip():
        raise Refused(_("Write the reasons: the producer reads them in the decision."), field="reasons")
    outcome, change = Outcome(outcome), change or Change()
    ruling = Ruling.objects.filter(appeal=appeal).first() or Ruling(province=appeal.province, appeal=appeal)
    ruling.outcome, ruling.reasons = outcome, reasons.strip()[:MAX_TEXT]
    ruling.change, ruling.outlook, ruling.round = {}, {}, None
    if outcome == Outcome.CORRECTED:
        _refuse_unheard(appeal)
        refuse_impossible(appeal.entry, change)
        outlook = outlook_of(appeal.entry, change)
        ruling.change, ruling.outlook = change.as_json(), {"before": outlook.before, "after": outlook.after}
    if outcome == Outcome.AGAIN:
        ruling.round = _possible_round(appeal, round)
    ruling.proposed_by_id, ruling.proposed_name, ruling.proposed_at = by.user_id, by.name, at
    ruling.save()
    note(appeal, "ruling.proposed", by, reasons_sha256=sha256_hex(ruling.reasons.encode()))
    return ruling


@transaction.atomic
def decide_appeal(
    *,
    appeal: Appeal,
    number: str,
    dated_on: date,
    signer: str,
    by: Post,
    signer_capacity: str = "",
    seen: str | None = None,
    at: datetime | None = None,
) -> Ruling:
    """Decide as proposed and record the clerk's number and day; the result is corrected, or the product put before a
    council again, in the same transaction. The same number and day again change nothing.

    Args:
        seen: the `proposed_at` (ISO 8601) of the proposal that the person decides on; None where nobody has looked at
            a page.

    Raises:
        NotPermitted: not whom the province's option names, or who proposed it, or who adopted the result.
        Refused: it was proposed anew since it was seen, number or day cannot be right, or the result has changed since
            it was proposed; nothing was written.
    """
    at = at or timezone.now()
    appeal = locked(appeal)
    ruling = Ruling.objects.select_for_update().filter(appeal=appeal).first()
    fixed_by = fixed_by_login(appeal.entry.session)
    require(may_decide(by, appeal, ruling, on=legal_day(at), fixed_by_login=fixed_by))
    assert ruling is not None  # noqa: S101  # the predicate refuses without a proposal
    written = whole_number(number)
    if ruling.decided_at is not None:
        return _same_or_refused(ruling, written, dated_on)
    if seen is not None and seen != ruling.proposed_at.isoformat():
        raise Refused(
            _("The office proposed anew after you opened this page. Read what is proposed now, then decide again.")
        )
    _refuse_impossible(appeal, written, dated_on, at)
    move(appeal, "decide")
    ruling.number, ruling.dated_on, ruling.year = written, dated_on, dated_on.year
    ruling.signer, ruling.signer_capacity = nfc(signer).strip(), signer_capacity.strip()
    ruling.decided_by, ruling.decided_at = by.name, at
    _follow(appeal, ruling, by, at)
    print_both(ruling, ruling_paper(ruling), kind=KIND, name=f"quyet-dinh-giai-quyet-{ruling.public_id}")
    try:
        with transaction.atomic():
            ruling.save()
    except IntegrityError as taken:
        raise Refused(number_taken(written, dated_on.year), field="number") from taken
    appeal.closed_at = at
    appeal.save(update_fields=["stage", "closed_at"])
    assert ruling.printed is not None  # noqa: S101  # just printed
    facts = {"outcome": ruling.outcome, "number": written, "dated_on": str(dated_on), "sha256": ruling.printed.sha256}
    note(appeal, "appeal.decided", by, **facts)
    return ruling


def draft_ruling(ruling: Ruling, ending: str) -> bytes:
    """Return a decision without number as it reads now, "pdf" or "docx" (with the office's own template)."""
    return draft_of(ruling_paper(ruling), province=ruling.province, kind=KIND, ending=ending)


def _follow(appeal: Appeal, ruling: Ruling, by: Post, at: datetime) -> None:
    """Do what the outcome says. A changed star of an issued decision is left to a decision of its own."""
    assert ruling.dated_on is not None  # noqa: S101  # set by the caller
    if ruling.outcome == Outcome.CORRECTED:
        own = appeal.origin == Origin.OFFICE
        correct_result(
            entry=appeal.entry,
            change=change_from(ruling.change),
            basis=Basis.OFFICE_ERROR if own else Basis.APPEAL,
            reason=ruling.reasons,
            document_no=ruling.number,
            dated_on=ruling.dated_on,
            by=by,
            ruling=ruling.public_id,
        )
        appeal.entry.refresh_from_db(fields=["result", "star", "average"])
        _print_drafts_anew(appeal, by)
        _publish_points(appeal)
    if ruling.outcome == Outcome.AGAIN:
        assert ruling.round is not None  # noqa: S101  # proposed with one
        basis = f"{ruling.number}, {date_short(ruling.dated_on)}"
        put_before_again(dossier=appeal.entry.dossier, into=ruling.round, basis=basis, by=by, at=at)


def _publish_points(appeal: Appeal) -> None:
    """Points that a recognition tells of follow at once where the star stays; else they await its decision."""
    stands = consequence_of(appeal.entry)
    if stands.follow == Follow.NOTHING and stands.recognition is not None and stands.recognition.score:
        stands.recognition.score = appeal.entry.average
        stands.recognition.save(update_fields=["score"])
        recognitions_changed.send(
            sender=Recognition, province=appeal.province, product_ids=[stands.recognition.product_id]
        )


def _print_drafts_anew(appeal: Appeal, by: Post) -> None:
    """A draft decision of the round is printed with the corrected result; the newer draft stands beside the older."""
    drafts = Decision.objects.filter(round=appeal.entry.dossier.round_id, issued_at=None)
    for draft in drafts.select_related("round", "session__council"):
        awards = awards_of(draft)
        if draft.session is not None and awards:
            store_papers(decision=draft, awards=awards, session=draft.session, by=by)


def _refuse_unheard(appeal: Appeal) -> None:
    """Points are the council's act (art. 7.3d): it is heard before, as the province's option has it."""
    asked = appeal.options.get("appeal_council", "written_opinion")
    opinion = CouncilOpinion.objects.filter(appeal=appeal, answered_at__isnull=False).first()
    if asked == "not_asked":
        return
    if opinion is None:
        raise Refused(_("Points are the council's: ask its chair or secretary first, and wait for the opinion."))
    if asked == "meets_again" and opinion.met_on is None:
        raise Refused(_("The province has the council meet again before its points are corrected."))


def _possible_round(appeal: Appeal, round: Round | None) -> Round:
    if round is None:
        raise Refused(_("Choose the round in which the product is assessed again."), field="round")
    refuse_round(appeal.entry.dossier, round)
    if case_of(appeal.entry, on=legal_day(timezone.now())).with_ministry:
        raise Refused(_("The product is at the ministry. Wait for its result before another council assesses it."))
    if not later_rounds(appeal.entry).filter(pk=round.pk).exists():
        raise Refused(_("The session of that round has been called already. Choose a later round."), field="round")
    return round


def _refuse_impossible(appeal: Appeal, number: str, dated_on: date, at: datetime) -> None:
    if not number:
        raise Refused(_("Enter the number that the clerk's office gave the decision."), field="number")
    if dated_on > legal_day(at):
        raise Refused(_("The day of the decision lies in the future. Enter the day on the paper."), field="dated_on")
    if appeal.received_on is not None and dated_on < appeal.received_on:
        message = _("The appeal was taken in on %(day)s; a decision on it cannot be older. Check the day.")
        raise Refused(message % {"day": date_short(appeal.received_on)}, field="dated_on")
    if is_taken(appeal.province, dated_on.year, number):
        raise Refused(number_taken(number, dated_on.year), field="number")
    ruling = appeal.ruling
    if ruling.outcome == Outcome.CORRECTED:
        now = outlook_of(appeal.entry, change_from(ruling.change))
        if ruling.outlook != {"before": now.before, "after": now.after}:
            raise Refused(_("The result has changed since this was proposed. The office proposes anew."))
    if ruling.outcome == Outcome.AGAIN:
        _possible_round(appeal, ruling.round)


def _same_or_refused(ruling: Ruling, number: str, dated_on: date) -> Ruling:
    if (ruling.number, ruling.dated_on) == (number, dated_on):
        return ruling
    message = _("This appeal was already decided by number %(number)s of %(day)s.")
    raise Refused(message % {"number": ruling.number, "day": date_short(ruling.dated_on or dated_on)})
