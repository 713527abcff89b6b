"""Cases of withdrawal: the list, opening one, its page, its papers, what is told and answered."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.core.harmless import made, served
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.dossiers.forms.acts import ACCEPTED_FILES
from openocop.dossiers.services.arriving import accepted_paper
from openocop.dossiers.views.access import today
from openocop.evaluation.services.papers import PDF, WORD
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.domain.withdrawal_case import HEARD, OPEN, CaseStage
from openocop.recognition.forms.withdrawals import (
    AnswerForm,
    CasePaperForm,
    DecideWithdrawalForm,
    OpenCaseForm,
    ProposeForm,
    TellForm,
)
from openocop.recognition.models import Recognition, WithdrawalCase
from openocop.recognition.permissions.withdrawals import (
    may_add_to_withdrawal,
    may_answer_withdrawal,
    may_decide_withdrawal,
    may_examine,
    may_list_withdrawals,
    may_open_case,
)
from openocop.recognition.selectors.history import told_of
from openocop.recognition.selectors.named import POTENTIAL_STAR
from openocop.recognition.selectors.withdrawals import cases_of, seen_of, sees_proposal, term_of_case
from openocop.recognition.services.withdrawal_cases import (
    Conclusion,
    add_case_paper,
    answer_case,
    discard_case,
    open_case,
    remove_case_paper,
    tell_producer,
)
from openocop.recognition.services.withdrawal_decisions import draft_withdrawal
from openocop.recognition.words import section_tabs

PER_PAGE = 30
_ENDINGS = {"pdf": PDF, "docx": WORD}


@require_safe
@acting
def cases(request: ActingRequest) -> HttpResponse:
    """The cases this person may know of, what is open first with its last day."""
    require(may_list_withdrawals(request.post))
    page = Paginator(cases_of(request.post, on=today()), PER_PAGE).get_page(request.GET.get("trang"))
    office = request.post.role != Role.PRODUCER
    context = {
        "page": page,
        "rows": [(row, term_of_case(row, today=today()) if office else None) for row in page],
        "tabs": section_tabs("withdrawals", request.post) if office else [],
    }
    return render(request, "recognition/withdrawals.html", context)


@acting
def open(request: ActingRequest, public_id: str) -> HttpResponse:
    """Open a case on a recognition; evidence is added on its page."""
    rows = Recognition.objects.filter(province=request.post.province).select_related("product__producer")
    require(may_list_withdrawals(request.post))
    found = get_object_or_404(rows, public_id=public_id)
    require(may_open_case(request.post, found))
    form = OpenCaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        conclusion = Conclusion(
            ground=WithdrawalGround(data["ground"]),
            finding=data["finding"],
            authority=data["concluded_by"],
            on=data["concluded_on"],
            number=data["conclusion_no"],
        )
        try:
            case = open_case(recognition=found, conclusion=conclusion, client_id=data["client_id"], by=request.post)
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            return redirect("recognition:withdrawal", case.public_id)
    context = {"recognition": found, "form": form, "illustrative": found.is_illustrative}
    return render(request, "recognition/open_withdrawal.html", context, status=422 if form.errors else 200)


@require_safe
@acting
def case(request: ActingRequest, public_id: str) -> HttpResponse:
    return case_page(request, case_of(request, public_id))


def case_page(request: ActingRequest, found: WithdrawalCase, status: int = 200, **forms: Form) -> HttpResponse:
    """Answer with the page of a case, `forms` with what was wrong in them where they were posted."""
    post, on = request.post, today()
    office = post.role in {Role.PROVINCIAL_OFFICER, Role.LEADER}
    examines, is_open = bool(may_examine(post, found, on=on)), found.stage in OPEN
    deciding = may_decide_withdrawal(post, found, on=on)
    papers = list(found.papers.select_related("file"))
    shown = sees_proposal(post, found)
    context = {
        "case": found,
        "recognition": found.recognition,
        "evidence": [paper for paper in papers if not paper.by_producer],
        "answered_with": [paper for paper in papers if paper.by_producer],
        "office": office,
        "term": term_of_case(found, today=on) if office else None,
        "is_open": is_open,
        "adds": is_open and bool(may_add_to_withdrawal(post, found, on=on)),
        "examines": examines,
        "tells": examines and found.stage == CaseStage.DRAFT,
        "proposes": examines and found.stage in HEARD,
        "answers": is_open and not found.answered_at and bool(may_answer_withdrawal(post, found, on=on)),
        "shows_proposal": shown,
        "deciding": deciding if post.role == Role.LEADER and is_open else None,
        "prints": shown and found.proposal == "withdraw" and found.stage != CaseStage.DROPPED,
        "by_ministry": found.recognition.star == POTENTIAL_STAR,
        "seen": seen_of(found),
        "history": told_of(found) if office else [],
        "file_form": CasePaperForm(initial={"client_id": uuid4()}),
        "accept": ACCEPTED_FILES,
        "tell_form": TellForm(),
        "answer_form": AnswerForm(),
        "propose_form": ProposeForm(initial={"proposal": found.proposal, "reasons": found.reasons}),
        "decide_form": DecideWithdrawalForm(),
        "today": on,
        "illustrative": found.is_illustrative,
    }
    return render(request, "recognition/withdrawal.html", context | forms, status=status)


@require_POST
@acting
def attach(request: ActingRequest, public_id: str) -> HttpResponse:
    """Add one paper: evidence of the office, or what the producer's answer rests on."""
    found = case_of(request, public_id)
    require(may_add_to_withdrawal(request.post, found, on=today()))
    form = CasePaperForm(request.POST, request.FILES)
    if not form.is_valid():
        return case_page(request, found, file_form=form, status=422)
    data, upload = form.cleaned_data, form.cleaned_data["file"]
    given = {"client_id": data["client_id"], "name": upload.name, "title": data["title"]}
    try:
        add_case_paper(case=found, content=accepted_paper(upload.file), by=request.post, **given)
    except Refused as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        return case_page(request, found, file_form=form, status=422)
    return redirect("recognition:withdrawal", public_id)


@require_safe
@acting
def paper(request: ActingRequest, public_id: str, paper_id: str) -> HttpResponseBase:
    found = case_of(request, public_id)
    return served(get_object_or_404(found.papers.select_related("file"), public_id=paper_id).file)


@require_POST
@acting
def drop_paper(request: ActingRequest, public_id: str, paper_id: str) -> HttpResponse:
    """Take evidence out of a case that nobody was told of yet."""
    found = case_of(request, public_id)
    require(may_examine(request.post, found, on=today()))
    taken = get_object_or_404(found.papers.select_related("case"), public_id=paper_id)
    return acted(request, found, lambda: remove_case_paper(paper=taken, by=request.post), "")


@require_POST
@acting
def tell(request: ActingRequest, public_id: str) -> HttpResponse:
    found = case_of(request, public_id)
    require(may_examine(request.post, found, on=today()))
    form = TellForm(request.POST)
    said = _("The producer finds the case among what waits, and may answer until the day you gave.")
    given = form.cleaned_data if form.is_valid() else {}
    act = lambda: tell_producer(case=found, answer_by=given["answer_by"], by=request.post)  # noqa: E731  # one act
    return posted(request, found, "tell_form", form, act, said)


@require_POST
@acting
def discard(request: ActingRequest, public_id: str) -> HttpResponse:
    found = case_of(request, public_id)
    require(may_examine(request.post, found, on=today()))
    return acted(request, found, lambda: discard_case(case=found, by=request.post), _("The draft is discarded."))


@require_POST
@acting
def answer(request: ActingRequest, public_id: str) -> HttpResponse:
    found = case_of(request, public_id)
    require(may_answer_withdrawal(request.post, found, on=today()))
    form = AnswerForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    act = lambda: answer_case(case=found, answer=given["answer"], by=request.post)  # noqa: E731  # one act
    return posted(request, found, "answer_form", form, act, _("Your answer was sent to the office."))


@require_safe
@acting
def decision_paper(request: ActingRequest, public_id: str, ending: str) -> HttpResponseBase:
    """The paper of a case: as it was issued, else for the office and who decides as it reads now."""
    found = case_of(request, public_id)
    if ending not in _ENDINGS or not sees_proposal(request.post, found) or found.proposal != "withdraw":
        raise Http404
    if found.printed and found.word:
        return served(found.printed if ending == "pdf" else found.word)
    if request.post.role == Role.PRODUCER or found.stage == CaseStage.DROPPED:
        raise Http404
    return made(draft_withdrawal(found, ending), f"du-thao-thu-hoi-{public_id}.{ending}", _ENDINGS[ending])


def case_of(request: ActingRequest, public_id: str) -> WithdrawalCase:
    """Return the case if the acting person may know of it; `Http404` otherwise."""
    require(may_list_withdrawals(request.post))
    return get_object_or_404(cases_of(request.post, on=today()), public_id=public_id)


def posted(
    request: ActingRequest, found: WithdrawalCase, name: str, form: Form, act: Callable[[], object], said: str
) -> HttpResponse:
    """Do one act with a form that was filled in, or show the page again with what is wrong in it."""
    if form.is_valid():
        try:
            act()
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, said)
            return redirect("recognition:withdrawal", found.public_id)
    return case_page(request, found, status=422, **{name: form})


def acted(request: ActingRequest, found: WithdrawalCase, act: Callable[[], object], said: str) -> HttpResponse:
    """Do one act and lead back to the case with what was done, or why it was not."""
    try:
        act()
    except Refused as wrong:
        messages.error(request, str(wrong))
    else:
        if said:
            messages.success(request, said)
    return redirect("recognition:withdrawal", found.public_id)
