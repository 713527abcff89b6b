"""A case of withdrawal until it is proposed: opened with evidence, told to the producer, answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.canonical import sha256_hex
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.lifecycle import NoSuchStep, step_from
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.files import store_file
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.domain.papers import Paper
from openocop.dossiers.services.arriving import as_paper
from openocop.recognition.domain.status import State
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.domain.withdrawal_case import HEARD, OPEN, STEPS, CaseStage, due_on
from openocop.recognition.models import Recognition, WithdrawalCase, WithdrawalPaper
from openocop.recognition.permissions.withdrawals import (
    may_add_to_withdrawal,
    may_answer_withdrawal,
    may_examine,
    may_open_case,
)
from openocop.recognition.selectors.recognitions import status_of

MOST_PAPERS = 20
MAX_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What was found, and who concluded so, on which day and in which paper; "" for `number` where it bears none."""

    ground: WithdrawalGround
    finding: str
    authority: str
    on: date
    number: str = ""


@transaction.atomic
def open_case(
    *, recognition: Recognition, conclusion: Conclusion, client_id: UUID, by: Post, at: datetime | None = None
) -> WithdrawalCase:
    """Open a case as a draft of the office; the 15 days run from the conclusion, not from here. Sent twice it is one.

    Raises:
        NotPermitted: not the provincial OCOP office, or one who stepped aside from the product.
        Refused: words are missing, the day cannot be right, nothing is left to withdraw, or a case is open.
    """
    at = at or timezone.now()
    recognition = Recognition.objects.select_for_update(of=("self",)).select_related("product").get(pk=recognition.pk)
    require(may_open_case(by, recognition))
    known = WithdrawalCase.objects.filter(client_id=client_id).first()
    if known is not None and (known.recognition_id, known.opened_by_id) == (recognition.pk, by.user_id):
        return known
    if known is not None:
        raise Refused(_("This page was made for another case. Open it anew."))
    if recognition.withdrawal_cases.filter(stage__in=OPEN).exists():
        raise Refused(_("A case on this recognition is open already. Go on with that one."))
    _refuse_impossible(recognition, conclusion, at)
    case = WithdrawalCase.objects.create(
        province=recognition.province,
        recognition=recognition,
        client_id=client_id,
        ground=WithdrawalGround(conclusion.ground),
        finding=conclusion.finding.strip()[:MAX_TEXT],
        concluded_by=nfc(conclusion.authority).strip()[:200],
        conclusion_no=nfc(conclusion.number).strip()[:100],
        concluded_on=conclusion.on,
        due_on=due_on(conclusion.on),
        opened_by_id=by.user_id,
        opened_name=by.name,
        opened_at=at,
        is_illustrative=recognition.is_illustrative,
    )
    note(case, "withdrawal.opened", by, recognition=recognition.public_id, ground=case.ground, due_on=str(case.due_on))
    return case


@transaction.atomic
def add_case_paper(
    *, case: WithdrawalCase, client_id: UUID, name: str, content: bytes | Paper, by: Post, title: str = ""
) -> WithdrawalPaper:
    """Attach evidence, or a paper of the producer's answer; sent twice it is one.

    Raises:
        NotPermitted, Refused: the case is decided, the file is not acceptable, or there are twenty of this side.
    """
    case = locked(case)
    require(may_add_to_withdrawal(by, case, on=legal_day(timezone.now())))
    known = WithdrawalPaper.objects.filter(client_id=client_id).first()
    if known is not None and known.case_id == case.pk:
        return known
    if known is not None:
        raise Refused(_("This upload belongs to another case. Choose the file again."), field="file")
    if case.stage not in OPEN:
        raise Refused(_("The case is closed and stays as it is."), field="file")
    own = by.role == Role.PRODUCER
    if case.papers.filter(by_producer=own).count() >= MOST_PAPERS:
        raise Refused(_("Each side adds %(most)d papers at most.") % {"most": MOST_PAPERS}, field="file")
    paper = as_paper(content)
    file = store_file(
        province=case.province, name=paper.name_for(name), media_type=paper.media_type, content=paper.content
    )
    made = WithdrawalPaper.objects.create(
        province=case.province,
        case=case,
        file=file,
        client_id=client_id,
        title=nfc(title)[:200],
        by_producer=own,
        added_at=timezone.now(),
    )
    note(case, "withdrawal.paper_added", by, sha256=file.sha256)
    return made


@transaction.atomic
def remove_case_paper(*, paper: WithdrawalPaper, by: Post) -> None:
    """Take evidence out of a case that nobody was told of yet; the file stays in the store."""
    case = locked(paper.case)
    require(may_examine(by, case, on=legal_day(timezone.now())))
    if case.stage != CaseStage.DRAFT:
        raise Refused(_("The producer was told of this paper; it stays in the case."))
    note(case, "withdrawal.paper_removed", by, paper=paper.public_id)
    paper.delete()


@transaction.atomic
def tell_producer(*, case: WithdrawalCase, answer_by: date, by: Post, at: datetime | None = None) -> WithdrawalCase:
    """Tell the producer what was found and by when an answer may come; a second tap changes nothing.

    Raises:
        Refused: no evidence, or a day that has passed or lies behind the term of art. 8 while that still runs.
    """
    at = at or timezone.now()
    case, today = locked(case), legal_day(at)
    require(may_examine(by, case, on=today))
    if case.stage == CaseStage.TOLD and case.answer_by == answer_by:
        return case
    if not case.papers.exists():
        raise Refused(_("Add the conclusion or another evidence first: the producer answers to what it shows."))
    if answer_by < today:
        raise Refused(_("This day has passed. Give the producer until today at the least."), field="answer_by")
    if case.due_on >= today and answer_by > case.due_on:
        message = _("The decision is due on %(day)s (Article 8): the producer answers by that day at the latest.")
        raise Refused(message % {"day": date_short(case.due_on)}, field="answer_by")
    move(case, "tell")
    case.told_at, case.answer_by = at, answer_by
    case.save(update_fields=["stage", "told_at", "answer_by"])
    note(case, "withdrawal.told", by, answer_by=str(answer_by), finding_sha256=sha256_hex(case.finding.encode()))
    return case


@transaction.atomic
def discard_case(*, case: WithdrawalCase, by: Post, at: datetime | None = None) -> WithdrawalCase:
    """Close a case that was opened in error and told to nobody."""
    at = at or timezone.now()
    case = locked(case)
    require(may_examine(by, case, on=legal_day(at)))
    if case.stage == CaseStage.DROPPED and case.told_at is None:
        return case
    move(case, "discard")
    case.closed_at = at
    case.save(update_fields=["stage", "closed_at"])
    note(case, "withdrawal.discarded", by)
    return case


@transaction.atomic
def answer_case(*, case: WithdrawalCase, answer: str, by: Post, at: datetime | None = None) -> WithdrawalCase:
    """Take the producer's answer, once; the same words again change nothing. It counts until the case is decided."""
    at = at or timezone.now()
    case = locked(case)
    require(may_answer_withdrawal(by, case, on=legal_day(at)))
    words = answer.strip()[:MAX_TEXT]
    if case.answered_at is not None and case.answer == words:
        return case
    if case.answered_at is not None:
        raise Refused(_("The answer was sent and stays as it is. Add a paper if something is missing."))
    if not words:
        raise Refused(_("Write what you answer."), field="answer")
    if case.stage not in HEARD:
        raise Refused(_("The case is closed and stays as it is."))
    case.answer, case.answered_name, case.answered_at = words, by.name, at
    case.save(update_fields=["answer", "answered_name", "answered_at"])
    note(case, "withdrawal.answered", by, words_sha256=sha256_hex(words.encode()))
    return case


def locked(case: WithdrawalCase) -> WithdrawalCase:
    """Return the case as it stands now, its row locked until the transaction ends."""
    related = ("recognition__product__producer", "recognition__decision")
    return WithdrawalCase.objects.select_for_update(of=("self",)).select_related(*related).get(pk=case.pk)


def move(case: WithdrawalCase, verb: str) -> None:
    """Set the stage to which a step leads; `Refused` in words where it does not lead on from here."""
    try:
        case.stage = CaseStage(step_from(STEPS, verb=verb, stage=case.stage).target)
    except NoSuchStep as wrong:
        raise Refused(_("The case has moved on meanwhile. Reload the page to see where it stands.")) from wrong


def note(case: WithdrawalCase, verb: str, by: Post, **facts: object) -> None:
    """Record a deed. The journal holds no words of a case."""
    record(province=case.province, actor=by.as_actor(), verb=verb, subject=case, facts=facts)


def _refuse_impossible(recognition: Recognition, conclusion: Conclusion, at: datetime) -> None:
    today = legal_day(at)
    state = status_of(recognition, today).state
    if state in {State.WITHDRAWN, State.SUPERSEDED, State.EXPIRED}:
        raise Refused(_("This recognition no longer holds; nothing is left to withdraw."))
    if not conclusion.finding.strip():
        raise Refused(_("Write what was found: the producer answers to it."), field="finding")
    if not conclusion.authority.strip():
        raise Refused(_("Name who concluded so, or which commune confirmed it."), field="concluded_by")
    if conclusion.on > today:
        message = _("The day of the conclusion lies in the future. Enter the day on the paper.")
        raise Refused(message, field="concluded_on")
    begun = recognition.valid_from or recognition.council_on
    if begun is not None and conclusion.on < begun:
        message = _("The recognition dates from %(day)s; what withdraws it was concluded later. Check the day.")
        raise Refused(message % {"day": date_short(begun)}, field="concluded_on")
