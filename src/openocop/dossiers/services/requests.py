"""Asking a producer for more, and answering."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.criteria.domain.releases import criteria_set
from openocop.dossiers.domain.papers import Paper
from openocop.dossiers.domain.requests import RequestKind
from openocop.dossiers.models import Dossier, Evidence, SupplementRequest
from openocop.dossiers.permissions import may_answer, may_ask
from openocop.dossiers.services.arriving import as_paper
from openocop.dossiers.services.evidence import known_file, put_in
from openocop.dossiers.services.locks import locked

MAX_TEXT = 4000


@transaction.atomic
def ask_for(
    *,
    by: Post,
    dossier: Dossier,
    kind: RequestKind,
    text: str,
    client_id: UUID,
    criterion: str = "",
    answer_by: date | None = None,
    at: datetime | None = None,
) -> SupplementRequest:
    """Ask the producer for a paper, a test or an explanation; sent twice it is one request.

    Raises:
        NotPermitted: not the advisory team or the office, or the dossier is not being examined.
        Refused: no words, a criterion the sheet does not have, or a last day that has passed.
    """
    at = at or timezone.now()
    dossier = locked(dossier)
    require(may_ask(by, dossier, on=legal_day(at)))
    known = dossier.requests.filter(client_id=client_id).first()
    if known is not None:
        return known
    if not text.strip():
        raise Refused(_("Say what is asked for and why: the producer reads these words."), field="text")
    if criterion and criterion not in criteria_set(dossier.release, dossier.set_no).position:
        raise Refused(_("The sheet has no criterion %(code)s.") % {"code": criterion}, field="criterion")
    if answer_by is not None and answer_by < legal_day(at):
        raise Refused(_("The last day to answer has passed already."), field="answer_by")
    asked = SupplementRequest.objects.create(
        province=dossier.province,
        dossier=dossier,
        client_id=client_id,
        kind=RequestKind(kind),
        criterion=criterion,
        text=text.strip()[:MAX_TEXT],
        answer_by=answer_by,
        office=by.office,
        asked_by=by.name,
        asked_at=at,
    )
    _record(by, asked, "dossier.asked", kind=asked.kind, criterion=criterion)
    return asked


@transaction.atomic
def withdraw_request(*, by: Post, request: SupplementRequest, at: datetime | None = None) -> SupplementRequest:
    """Take a request back that was not answered; it stays on record."""
    at = at or timezone.now()
    request = _locked(request)
    require(may_ask(by, request.dossier, on=legal_day(at)))
    if request.answered_at is not None:
        raise Refused(_("This request has been answered; the answer stays as it is."))
    if request.withdrawn_at is None:
        request.withdrawn_at = at
        request.save(update_fields=["withdrawn_at"])
        _record(by, request, "dossier.ask_withdrawn")
    return request


@transaction.atomic
def add_answer_paper(
    *,
    by: Post,
    request: SupplementRequest,
    client_id: UUID,
    name: str,
    content: bytes | Paper,
    title: str = "",
    at: datetime | None = None,
) -> Evidence:
    """Add a paper to the answer being written; it becomes evidence of the dossier. Sent twice it is one.

    Raises:
        NotPermitted: not the producer's own, or answered, withdrawn, or before the council already.
        Refused: the file is not acceptable.
    """
    at = at or timezone.now()
    request = _locked(request)
    require(may_answer(by, request, on=legal_day(at)))
    known = Evidence.objects.filter(client_id=client_id).first()
    if known is not None:
        if known.dossier_id != request.dossier_id:
            raise Refused(_("This upload belongs to another dossier. Choose the file again."))
        return known
    file = known_file(request.dossier.product.producer, as_paper(content), name)
    paper = put_in(by, request.dossier, file, client_id, at, criterion=request.criterion, title=title, page="", note="")
    request.papers.add(paper)
    return paper


@transaction.atomic
def answer_request(
    *, by: Post, request: SupplementRequest, answer: str, at: datetime | None = None
) -> SupplementRequest:
    """Send the answer with the papers that were added; an explanation needs words, the others words or a paper."""
    at = at or timezone.now()
    request = _locked(request)
    answer = answer.strip()[:MAX_TEXT]
    if request.answered_at is not None and request.answer == answer:
        return request  # a double tap
    require(may_answer(by, request, on=legal_day(at)))
    needs_words = request.kind == RequestKind.EXPLANATION or not request.papers.exists()
    if needs_words and not answer:
        raise Refused(_("Write an answer, or add the paper that was asked for."), field="answer")
    request.answer, request.answered_by, request.answered_at = answer, by.name, at
    request.save(update_fields=["answer", "answered_by", "answered_at"])
    _record(by, request, "dossier.answered", papers=request.papers.count())
    return request


def _locked(request: SupplementRequest) -> SupplementRequest:
    dossier = locked(Dossier(pk=request.dossier_id))
    request = SupplementRequest.objects.get(pk=request.pk)
    request.dossier = dossier
    return request


def _record(by: Post, request: SupplementRequest, verb: str, **facts: object) -> None:
    told = {"request": request.public_id} | facts
    record(province=request.province, actor=by.as_actor(), verb=verb, subject=request.dossier, facts=told)
