"""What is asked of a producer while a dossier is examined: asking, answering, withdrawing."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.core.refusal import Refused
from openocop.criteria.domain.releases import criteria_set
from openocop.dossiers.domain.requests import ASKING
from openocop.dossiers.forms.acts import ACCEPTED_FILES
from openocop.dossiers.forms.producer import AnswerForm, EvidenceForm
from openocop.dossiers.forms.review import AskForm
from openocop.dossiers.models import Dossier, SupplementRequest
from openocop.dossiers.permissions import may_answer, may_ask
from openocop.dossiers.selectors.requests import request_row, request_rows
from openocop.dossiers.services.arriving import accepted_paper
from openocop.dossiers.services.requests import add_answer_paper, answer_request, ask_for, withdraw_request
from openocop.dossiers.views.access import banner_of, for_roles, today, visible_dossier


@acting
def requests(request: ActingRequest, public_id: str) -> HttpResponse:
    """The requests on one dossier; whoever may ask asks here."""
    dossier = visible_dossier(request, public_id)
    verdict = may_ask(request.post, dossier, on=today())
    criteria = criteria_set(dossier.release, dossier.set_no).criteria
    posted = request.POST if request.method == "POST" else None
    form = AskForm(posted, criteria=criteria, initial={"criterion": request.GET.get("tieu-chi", "")})
    if posted is not None and form.is_valid():
        try:
            ask_for(by=request.post, dossier=dossier, **form.cleaned_data)
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("The producer finds the request on the first page after signing in."))
            return redirect("dossiers:requests", public_id)
    context = {
        "dossier": dossier,
        "rows": request_rows(dossier, on=today()),
        "form": form,
        "asks": request.post.role in ASKING,
        "verdict": verdict,
        "illustrative": banner_of([dossier]),
    }
    return render(request, "dossiers/requests.html", context, status=422 if form.errors else 200)


@acting
def request_(request: ActingRequest, public_id: str, request_id: str) -> HttpResponse:
    """One request; its producer answers here, papers first."""
    dossier = visible_dossier(request, public_id)
    asked = _request(dossier, request_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_request(by=request.post, request=asked, answer=form.cleaned_data["answer"])
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("Your answer was sent. Thank you."))
            return redirect("dossiers:request", public_id, request_id)
    context = {
        "dossier": dossier,
        "row": request_row(asked, dossier, on=today()),
        "form": form,
        "file_form": EvidenceForm(initial={"client_id": uuid4()}),
        "accept": ACCEPTED_FILES,
        "answering": may_answer(request.post, asked, on=today()),
        "is_producer": request.post.role == Role.PRODUCER,
        "asking": may_ask(request.post, dossier, on=today()),
        "illustrative": banner_of([dossier]),
    }
    return render(request, "dossiers/request.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.PRODUCER)
def attach(request: ActingRequest, public_id: str, request_id: str) -> HttpResponse:
    """Add one paper to the answer."""
    dossier = visible_dossier(request, public_id)
    asked = _request(dossier, request_id)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("dossiers:request", public_id, request_id)
    data, file = form.cleaned_data, form.cleaned_data["file"]
    given = {"client_id": data["client_id"], "name": file.name, "title": data["title"]}
    try:
        add_answer_paper(by=request.post, request=asked, content=accepted_paper(file.file), **given)
    except Refused as wrong:
        messages.error(request, str(wrong))
    return redirect("dossiers:request", public_id, request_id)


@require_POST
@for_roles(*ASKING)
def withdraw(request: ActingRequest, public_id: str, request_id: str) -> HttpResponse:
    """Take a request back."""
    asked = _request(visible_dossier(request, public_id), request_id)
    try:
        withdraw_request(by=request.post, request=asked)
    except Refused as wrong:
        messages.error(request, str(wrong))
    return redirect("dossiers:requests", public_id)


def _request(dossier: Dossier, request_id: str) -> SupplementRequest:
    found = get_object_or_404(dossier.requests.prefetch_related("papers__file"), public_id=request_id)
    found.dossier = dossier
    return found
