"""The office's part of an appeal: taking it in or returning it, asking the council, errors it found itself."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.canonical import sha256_hex
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.dossiers.domain.office_options import VALUE_LABELS
from openocop.dossiers.selectors.options import office_options
from openocop.evaluation.models import Entry
from openocop.recognition.domain.appeals import About, AppealStage, Origin, answer_due, filing_limit, register_number
from openocop.recognition.models import Appeal, CouncilOpinion
from openocop.recognition.permissions.appeals import may_find_error, may_give_opinion, may_handle
from openocop.recognition.selectors.appeals import told_on
from openocop.recognition.services.appeals import MAX_TEXT, locked, move, note
from openocop.recognition.services.numbers import next_number


@transaction.atomic
def receive_appeal(*, appeal: Appeal, answer_by: date | None, by: Post, at: datetime | None = None) -> Appeal:
    """Take an appeal in: it gets the number of our own register and the day by which it is answered.

    Args:
        answer_by: needed where the province's option has the officer say it each time; else the option's term holds.

    Raises:
        NotPermitted: not the provincial office, or one who stepped aside from the product.
        Refused: no day to answer, or one that has passed; the appeal has moved on.
    """
    at = at or timezone.now()
    today = legal_day(at)
    appeal = locked(appeal)
    require(may_handle(by, appeal, on=today))
    if appeal.stage == AppealStage.RECEIVED:
        return appeal
    move(appeal, "receive")
    options = office_options(appeal.province)
    due = answer_due(options, today) or answer_by
    if due is None:
        raise Refused(_("Enter the day by which the appeal is answered; the receipt names it."), field="answer_by")
    if due < today:
        raise Refused(_("The last day to answer has passed already."), field="answer_by")
    appeal.answer_by, appeal.answer_basis = due, VALUE_LABELS["appeal_answer"][options.appeal_answer]
    _register(appeal, by, today)
    appeal.return_reason, appeal.returned_by = "", ""
    appeal.save()
    note(appeal, "appeal.received", by, register_no=appeal.register_no, answer_by=str(due))
    return appeal


@transaction.atomic
def return_appeal(*, appeal: Appeal, late: bool, reason: str, by: Post, at: datetime | None = None) -> Appeal:
    """Return an appeal: `late` closes it as outside the time limit, else the producer completes and sends it again.

    Raises `Refused` without a reason, and as late where no limit holds, the producer's day is not known, or it was in
    time.
    """
    at = at or timezone.now()
    appeal = locked(appeal)
    require(may_handle(by, appeal, on=legal_day(at)))
    if not reason.strip():
        raise Refused(
            _("Say what is missing, or why it is not taken in: the producer reads these words."), field="reason"
        )
    if late:
        _refuse_in_time(appeal)
    move(appeal, "refuse_late" if late else "return")
    appeal.return_reason, appeal.returned_by = reason.strip()[:MAX_TEXT], by.name
    appeal.closed_at = at if late else None
    appeal.save()
    verb = "appeal.refused_late" if late else "appeal.returned"
    note(appeal, verb, by, reason_sha256=sha256_hex(appeal.return_reason.encode()))
    return appeal


@transaction.atomic
def open_office_error(
    *, entry: Entry, reasons: str, asks: str, client_id: UUID, by: Post, at: datetime | None = None
) -> Appeal:
    """Open a case on an error of calculation or typing that the office found itself; it takes the way of an appeal.

    So the council is asked, another person decides, and the decision bears a number, whoever found the error.
    """
    at = at or timezone.now()
    entry = Entry.objects.select_for_update(of=("self",)).select_related("dossier", "session").get(pk=entry.pk)
    require(may_find_error(by, entry))
    known = Appeal.objects.filter(client_id=client_id, entry=entry, origin=Origin.OFFICE).first()
    if known is not None:
        return known
    if not reasons.strip():
        raise Refused(_("Say what the error is and what shows it."), field="reasons")
    appeal = Appeal(
        province=entry.province,
        entry=entry,
        client_id=client_id,
        origin=Origin.OFFICE,
        about=About.RESULT,
        stage=AppealStage.RECEIVED,
        reasons=reasons.strip()[:MAX_TEXT],
        asks=asks.strip()[:MAX_TEXT],
        entered_by_id=by.user_id,
        entered_name=by.name,
        begun_at=at,
        filed_on=legal_day(at),
        is_illustrative=entry.dossier.is_illustrative or entry.session.is_illustrative,
    )
    _register(appeal, by, legal_day(at))
    try:
        with transaction.atomic():
            appeal.save()
    except IntegrityError as taken:
        raise Refused(_("An error in this result is being dealt with already. Go on with that case.")) from taken
    note(appeal, "error.found", by, register_no=appeal.register_no)
    return appeal


@transaction.atomic
def ask_council(*, appeal: Appeal, question: str, by: Post, at: datetime | None = None) -> CouncilOpinion:
    """Ask the council's chair or secretary what the council says; asked again before an answer, the words change."""
    at = at or timezone.now()
    appeal = locked(appeal)
    require(may_handle(by, appeal, on=legal_day(at)))
    _refuse_unreceived(appeal)
    if not question.strip():
        raise Refused(_("Write what the council is asked."), field="question")
    known = CouncilOpinion.objects.filter(appeal=appeal).first()
    if known is not None and known.answered_at is not None:
        raise Refused(_("The council has answered; its opinion stays as it is."))
    opinion = known or CouncilOpinion(province=appeal.province, appeal=appeal)
    opinion.question, opinion.asked_by, opinion.asked_at = question.strip()[:MAX_TEXT], by.name, at
    opinion.save()
    note(appeal, "opinion.asked", by, question_sha256=sha256_hex(opinion.question.encode()))
    return opinion


@transaction.atomic
def give_opinion(
    *, appeal: Appeal, answer: str, by: Post, met_on: date | None = None, at: datetime | None = None
) -> CouncilOpinion:
    """Answer for the council, once; `met_on` is the day of its meeting where it met again."""
    at = at or timezone.now()
    appeal = locked(appeal)
    require(may_give_opinion(by, appeal, on=legal_day(at)))
    opinion = CouncilOpinion.objects.select_for_update().get(appeal=appeal)
    answer = answer.strip()[:MAX_TEXT]
    if opinion.answered_at is not None:
        if opinion.answer == answer:
            return opinion  # a double tap
        raise Refused(_("The council has answered; its opinion stays as it is."))
    _refuse_unreceived(appeal)
    if not answer:
        raise Refused(_("Write the council's opinion."), field="answer")
    if appeal.options.get("appeal_council") == "meets_again" and met_on is None:
        raise Refused(_("The province has the council meet again: enter the day of the meeting."), field="met_on")
    if met_on is not None and not appeal.entry.session.held_on <= met_on <= legal_day(at):
        raise Refused(_("The day of the meeting lies between the first session and today."), field="met_on")
    opinion.answer, opinion.met_on, opinion.answered_by, opinion.answered_at = answer, met_on, by.name, at
    opinion.save()
    note(appeal, "opinion.given", by, answer_sha256=sha256_hex(answer.encode()))
    return opinion


def _register(appeal: Appeal, by: Post, today: date) -> None:
    """Give the number of our own register, and keep the province's options as they stand."""
    series = f"appeals-{today.year}{'-minh-hoa' if appeal.is_illustrative else ''}"
    number = next_number(province=appeal.province, series=series)
    appeal.register_no = register_number(number, today.year, illustrative=appeal.is_illustrative)
    appeal.received_on, appeal.received_by = today, by.name
    appeal.options = office_options(appeal.province).as_json()


def _refuse_in_time(appeal: Appeal) -> None:
    limit = filing_limit(office_options(appeal.province), told_on(appeal))
    if limit.last_on is None:
        message = _(
            "No time limit can be held against this appeal (%(option)s). Take it in or return it for completion."
        )
        raise Refused(message % {"option": limit.words}, field="late")
    if appeal.filed_on is not None and appeal.filed_on <= limit.last_on:
        message = _("It came in time: the last day was %(day)s. Take it in or return it for completion.")
        raise Refused(message % {"day": date_short(limit.last_on)}, field="late")


def _refuse_unreceived(appeal: Appeal) -> None:
    if appeal.stage != AppealStage.RECEIVED:
        raise Refused(_("The council is heard after the appeal is taken in and before it is decided."))
