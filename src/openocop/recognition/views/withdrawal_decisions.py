"""Proposing and deciding a case of withdrawal."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.dossiers.views.access import today
from openocop.recognition.domain.withdrawal_case import Proposal
from openocop.recognition.forms.withdrawals import DecideWithdrawalForm, DropForm, ProposeForm
from openocop.recognition.models import WithdrawalCase
from openocop.recognition.permissions.withdrawals import may_decide_withdrawal, may_examine
from openocop.recognition.services.withdrawal_decisions import decide_withdrawal, drop_case, propose_outcome
from openocop.recognition.views.withdrawals import acted, case_of, case_page, posted

_FIELDS = {"decision_no": "number", "decided_on": "dated_on"}  # as a withdrawal names them, and this form


@require_POST
@acting
def propose(request: ActingRequest, public_id: str) -> HttpResponse:
    found = case_of(request, public_id)
    require(may_examine(request.post, found, on=today()))
    form = ProposeForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}

    def act() -> None:
        proposal = Proposal(given["proposal"])
        propose_outcome(case=found, proposal=proposal, reasons=given["reasons"], by=request.post)

    return posted(request, found, "propose_form", form, act, _("Proposed. A leader decides."))


@acting
def decide(request: ActingRequest, public_id: str) -> HttpResponseBase:
    found = case_of(request, public_id)
    require(may_decide_withdrawal(request.post, found, on=today()))
    response: HttpResponseBase = _decide(request, found)
    return response


@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has no type information
def _decide(request: ActingRequest, found: WithdrawalCase) -> HttpResponse:
    """Withdraw as proposed, or drop; the POST asks for the person's password or second factor again."""
    if request.method != "POST":
        return case_page(request, found)
    if found.proposal == Proposal.DROP:
        seen = DropForm(request.POST).data.get("seen")
        said = _("The case is dropped; the recognition stands.")
        return acted(request, found, lambda: drop_case(case=found, seen=seen, by=request.post), said)
    form = DecideWithdrawalForm(request.POST)
    if not form.is_valid():
        return case_page(request, found, status=422, decide_form=form)
    try:
        decide_withdrawal(case=found, by=request.post, **form.cleaned_data)
    except Refused as wrong:
        field = _FIELDS.get(wrong.field or "", wrong.field)
        form.add_error(field if field in form.fields else None, ValidationError(str(wrong)))
        return case_page(request, found, status=409, decide_form=form)
    messages.success(request, _("The withdrawal is recorded and public from now on."))
    return redirect("recognition:withdrawal", found.public_id)
