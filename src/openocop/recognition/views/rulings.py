"""Handling an appeal: taking it in, returning it, the council's opinion, the proposal and the decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.dossiers.views.access import today
from openocop.evaluation.domain.correction import change_from
from openocop.evaluation.permissions import entries_visible_to
from openocop.evaluation.selectors.corrections import outlook_of
from openocop.recognition.domain.appeals import Outcome
from openocop.recognition.forms.appeals import (
    AskCouncilForm,
    DecideForm,
    ErrorForm,
    OpinionForm,
    ReceiveForm,
    ReturnForm,
    RulingForm,
)
from openocop.recognition.models import Appeal, Ruling
from openocop.recognition.permissions.appeals import may_decide, may_find_error, may_give_opinion, may_handle
from openocop.recognition.selectors.appeals import choices_of, fixed_by_login, later_rounds, seats_of
from openocop.recognition.services.appeal_handling import (
    ask_council,
    give_opinion,
    open_office_error,
    receive_appeal,
    return_appeal,
)
from openocop.recognition.services.rulings import decide_appeal, propose_ruling
from openocop.recognition.views.appeals import appeal_of, appeal_page


@require_POST
@acting
def receive(request: ActingRequest, public_id: str) -> HttpResponse:
    found = _to_handle(request, public_id)
    return _posted(
        request,
        found,
        "receive_form",
        ReceiveForm(request.POST),
        lambda data: receive_appeal(appeal=found, answer_by=data["answer_by"], by=request.post),
        _("Taken in. The producer finds the receipt with its number and the day of the answer."),
    )


@require_POST
@acting
def send_back(request: ActingRequest, public_id: str) -> HttpResponse:
    found = _to_handle(request, public_id)
    return _posted(
        request,
        found,
        "return_form",
        ReturnForm(request.POST),
        lambda data: return_appeal(appeal=found, late=data["late"], reason=data["reason"], by=request.post),
        _("Returned with your words."),
    )


@require_POST
@acting
def ask(request: ActingRequest, public_id: str) -> HttpResponse:
    found = _to_handle(request, public_id)
    return _posted(
        request,
        found,
        "ask_form",
        AskCouncilForm(request.POST),
        lambda data: ask_council(appeal=found, question=data["question"], by=request.post),
        _("The chair and the secretary of the council find the question among what waits for them."),
    )


@require_POST
@acting
def opinion(request: ActingRequest, public_id: str) -> HttpResponse:
    found = appeal_of(request, public_id)
    require(may_give_opinion(request.post, found, on=today()))
    return _posted(
        request,
        found,
        "opinion_form",
        OpinionForm(request.POST),
        lambda data: give_opinion(appeal=found, answer=data["answer"], met_on=data["met_on"], by=request.post),
        _("The opinion was sent to the office."),
    )


@acting
def error(request: ActingRequest, public_id: str) -> HttpResponse:
    """Open a case on an error that the office found itself in the result of one product."""
    related = ("session__council__round", "dossier__product__producer", "dossier__round")
    entry = get_object_or_404(entries_visible_to(request.post).select_related(*related), public_id=public_id)
    require(may_find_error(request.post, entry))
    form = ErrorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            found = open_office_error(
                entry=entry, reasons=data["reasons"], asks="", client_id=data["client_id"], by=request.post
            )
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            return redirect("recognition:appeal", found.public_id)
    context = {"entry": entry, "form": form, "illustrative": entry.dossier.is_illustrative}
    return render(request, "recognition/office_error.html", context, status=422 if form.errors else 200)


@acting
def propose(request: ActingRequest, public_id: str) -> HttpResponse:
    """How the appeal is to be decided: outcome, reasons, corrected points; the result before and after is shown."""
    found = _to_handle(request, public_id)
    choices = choices_of(found)
    ruling = Ruling.objects.filter(appeal=found).select_related("round").first()
    form = RulingForm(
        request.POST if request.method == "POST" else None,
        criteria=[(row.criterion.code, row.levels) for row in choices],
        seats=seats_of(found.entry),
        rounds=list(later_rounds(found.entry)),
        initial=_initial(ruling),
    )
    if request.method == "POST" and form.is_valid():
        try:
            propose_ruling(
                appeal=found,
                outcome=Outcome(form.cleaned_data["outcome"]),
                reasons=form.cleaned_data["reasons"],
                change=form.change(),
                round=form.chosen_round(),
                by=request.post,
            )
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("Proposed. It holds once another person has decided and recorded the number."))
            return redirect("recognition:appeal", public_id)
    rows = [(row, form[f"p-{row.criterion.code}"]) for row in choices]
    context = {
        "appeal": found,
        "form": form,
        "contested": [row for row in rows if row[0].is_contested],
        "others": [row for row in rows if not row[0].is_contested],
        "others_chosen": any(field.value() for row, field in rows if not row.is_contested),
        "standing": found.entry.result,
        "illustrative": found.is_illustrative,
    }
    return render(request, "recognition/propose_ruling.html", context, status=422 if form.errors else 200)


@acting
def decide(request: ActingRequest, public_id: str) -> HttpResponseBase:
    found = appeal_of(request, public_id)
    ruling = Ruling.objects.filter(appeal=found).select_related("round").first()
    fixed_by = fixed_by_login(found.entry.session)
    require(may_decide(request.post, found, ruling, on=today(), fixed_by_login=fixed_by))
    assert ruling is not None  # noqa: S101  # the predicate refuses without a proposal
    response: HttpResponseBase = _decide(request, found, ruling)
    return response


@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has no type information
def _decide(request: ActingRequest, found: Appeal, ruling: Ruling) -> HttpResponse:
    """Record number and day; the POST asks for the person's password or second factor again."""
    form = DecideForm(request.POST if request.method == "POST" else None)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            decide_appeal(appeal=found, by=request.post, **form.cleaned_data)
        except Refused as wrong:
            status = 409
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("Decided. The producer finds the decision on the page of the appeal."))
            return redirect("recognition:appeal", found.public_id)
    context = {
        "appeal": found,
        "ruling": ruling,
        "seen": ruling.proposed_at.isoformat(),
        "form": form,
        "outlook": outlook_of(found.entry, change_from(ruling.change)) if ruling.change else None,
        "illustrative": found.is_illustrative,
    }
    return render(request, "recognition/decide_appeal.html", context, status=status)


def _to_handle(request: ActingRequest, public_id: str) -> Appeal:
    found = appeal_of(request, public_id)
    require(may_handle(request.post, found, on=today()))
    return found


def _posted(
    request: ActingRequest, found: Appeal, name: str, form: Form, act: Callable[[dict[str, Any]], object], said: str
) -> HttpResponse:
    """Do what a form on the page of an appeal asks; what was wrong stands beside its field, with all that was typed."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, said)
            return redirect("recognition:appeal", found.public_id)
    return appeal_page(request, found, status=422, **{name: form})


def _initial(ruling: Ruling | None) -> dict[str, Any]:
    if ruling is None:
        return {"outcome": Outcome.REJECTED.value}
    change = ruling.change or {"points": {}, "seat": "", "lifts": False}
    points = {f"p-{code}": str(points) for code, points in change["points"].items()}
    chosen = {"round": ruling.round.public_id if ruling.round else "", "seat": change["seat"], "lifts": change["lifts"]}
    return {"outcome": ruling.outcome, "reasons": ruling.reasons} | chosen | points
