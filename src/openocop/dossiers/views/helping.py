"""Helper mode: an officer records that a producer agreed and fills in; the producer sees each change and may end it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest
from openocop.accounts.domain.roles import Role
from openocop.core.harmless import served
from openocop.core.refusal import Refused
from openocop.dossiers.domain.helping import HELPERS
from openocop.dossiers.forms.producer import HelpForm
from openocop.dossiers.models import HelpConsent
from openocop.dossiers.permissions import FILLS_IN, may_agree_to_help
from openocop.dossiers.selectors.helping import dossier_to_help, help_deeds, helps_of, own_helps, valid_code
from openocop.dossiers.services.arriving import accepted_paper
from openocop.dossiers.services.helping import Agreement, end_help, make_help_code, record_help
from openocop.dossiers.views.access import banner_of, for_roles, today, visible_dossier

READS_CONSENTS = FILLS_IN | {Role.LEADER}  # a consent names people and telephone numbers


@for_roles(*HELPERS)
def helping(request: ActingRequest) -> HttpResponse:
    """Whose dossiers this officer fills in, and the record of a further consent."""
    day = today()
    form = HelpForm(
        request.POST or None, request.FILES or None, initial={"given_on": day, "dossier": request.GET.get("ma", "")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            consent = _recorded(request, form.cleaned_data)
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("The consent is recorded. Whatever you change is marked as done by you."))
            return redirect("dossiers:sheet", consent.dossier.public_id)
    helps = own_helps(request.post, on=day)
    context = {
        "form": form,
        "helps": helps,
        "illustrative": banner_of(consent.dossier for consent in helps),
    }
    return render(request, "dossiers/helping.html", context, status=422 if form.errors else 200)


def _recorded(request: ActingRequest, data: dict[str, Any]) -> HelpConsent:
    dossier = dossier_to_help(request.post, data["dossier"], on=today())
    if dossier is None:
        raise Refused(
            _("No draft of a producer in your area has this code. Ask the producer to read it out."), field="dossier"
        )
    try:
        paper = accepted_paper(data["paper"].file) if data["paper"] else None
    except Refused as wrong:
        raise Refused(str(wrong), field="paper") from wrong
    facts = {name: data[name] for name in ("way", "given_by", "given_on", "last_on", "may_submit", "note", "code")}
    agreement = Agreement(**facts, paper=paper, paper_name=data["paper"].name if data["paper"] else "")
    return record_help(by=request.post, dossier=dossier, agreement=agreement, client_id=data["client_id"])


@for_roles(*READS_CONSENTS)
def help_of(request: ActingRequest, public_id: str) -> HttpResponse:
    """Who helps with one dossier, with which consent, and each thing changed."""
    dossier = visible_dossier(request, public_id)
    agrees = may_agree_to_help(request.post, dossier, on=today())
    context = {
        "dossier": dossier,
        "helps": helps_of(dossier),
        "deeds": help_deeds(dossier),
        "agrees": agrees,
        "code": valid_code(dossier, at=timezone.now()) if agrees else None,
        "today": today(),
        "illustrative": banner_of([dossier]),
    }
    return render(request, "dossiers/help_of.html", context)


@require_POST
@for_roles(Role.PRODUCER)
def make_code(request: ActingRequest, public_id: str) -> HttpResponse:
    """Show the producer a new code to pass on."""
    make_help_code(by=request.post, dossier=visible_dossier(request, public_id))
    return redirect("dossiers:help", public_id)


@require_POST
@for_roles(*FILLS_IN)
def end(request: ActingRequest, public_id: str, consent_id: str) -> HttpResponse:
    """End a consent at once."""
    consent = _consent(request, public_id, consent_id)
    end_help(by=request.post, consent=consent)
    messages.success(request, _("The consent has ended. What was done under it stays marked."))
    return redirect("dossiers:help", public_id) if request.post.role == Role.PRODUCER else redirect("dossiers:helping")


@for_roles(*READS_CONSENTS)
def signed_paper(request: ActingRequest, public_id: str, consent_id: str) -> FileResponse:
    """Serve the paper that the producer signed."""
    consent = _consent(request, public_id, consent_id)
    if consent.paper is None:
        raise Http404
    return served(consent.paper)


def _consent(request: ActingRequest, public_id: str, consent_id: str) -> HelpConsent:
    dossier = visible_dossier(request, public_id)
    return get_object_or_404(dossier.help_consents.select_related("paper", "dossier"), public_id=consent_id)
