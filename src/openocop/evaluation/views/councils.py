"""A recorded council: its members, the signed decision, who chairs by delegation, who takes a place over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.domain.legal_time import legal_day
from openocop.core.harmless import served
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.dossiers.domain.papers import MAX_BYTES
from openocop.evaluation.domain.lifecycle import Form
from openocop.evaluation.forms.council import DecisionFileForm, DelegationForm, SubstituteForm
from openocop.evaluation.models import Council
from openocop.evaluation.permissions import may_prepare, may_read_rounds
from openocop.evaluation.selectors.councils import CouncilPage, council_page
from openocop.evaluation.selectors.preparing import council_accounts
from openocop.evaluation.services.appointments import attach_decision, delegate_chair, substitute_member


@acting
def council(request: ActingRequest, public_id: str) -> HttpResponse:
    """The council of a round as it stands; a POST records one act (`act`): the decision, a delegation, a substitute."""
    found = _council(request, public_id)
    page = council_page(found)
    forms = _forms(request, page)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act:
        require(may_prepare(request.post, found.province))
        if act not in forms:
            raise Http404
        form = forms[act]
        if form.is_valid() and _recorded(request, found, act, form):
            return redirect("evaluation:council", public_id)
    context = {
        "page": page,
        "council": found,
        "round": found.round,
        "session": found.sessions.filter(form=Form.MEETING).order_by("-pk").first(),
        "prepares": may_prepare(request.post, found.province),
        "illustrative": found.is_illustrative,
        **{f"{name}_form": form for name, form in forms.items()},
    }
    return render(request, "evaluation/council.html", context, status=422 if act else 200)


@acting
def appointment_file(request: ActingRequest, public_id: str) -> HttpResponseBase:
    """The signed decision as it was kept."""
    found = _council(request, public_id)
    if found.appointment_file is None:
        raise Http404
    return served(found.appointment_file)


def _council(request: ActingRequest, round_id: str) -> Council:
    require(may_read_rounds(request.post))
    here = Council.objects.filter(province=request.post.province).select_related("round", "appointment_file")
    found = here.filter(round__public_id=round_id).first()
    if found is None:
        raise Http404
    return found


def _forms(request: ActingRequest, page: CouncilPage) -> dict[str, Any]:
    posted = request.POST.get("act") if request.method == "POST" else None
    accounts = council_accounts(request.post.province, on=legal_day(timezone.now()))
    return {
        "decision": DecisionFileForm(*((request.POST, request.FILES) if posted == "decision" else ())),
        "delegation": DelegationForm(request.POST if posted == "delegation" else None, seats=page.scoring),
        "substitute": SubstituteForm(
            request.POST if posted == "substitute" else None, seats=page.serving, accounts=accounts
        ),
    }


def _recorded(request: ActingRequest, found: Council, act: str, form: Any) -> bool:
    try:
        if act == "decision":
            file = form.cleaned_data["file"]
            attach_decision(council=found, name=file.name, content=file.read(MAX_BYTES + 1), by=request.post)
        elif act == "delegation":
            delegate_chair(council=found, by=request.post, **form.recorded())
        else:
            substitute_member(council=found, by=request.post, **form.recorded())
    except Refused as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        return False
    messages.success(request, _("Recorded."))
    return True
