"""Pointing to papers that are there already, and saying that one still proves a level that changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest
from openocop.core.refusal import Refused
from openocop.dossiers.forms.producer import PointForm
from openocop.dossiers.permissions import FILLS_IN
from openocop.dossiers.selectors.choosing import source_named
from openocop.dossiers.services.evidence import confirm_evidence, point_to_paper, take_newer
from openocop.dossiers.views.access import dossier_to_fill_in, for_roles
from openocop.dossiers.views.scoring import back_to


@require_POST
@for_roles(*FILLS_IN)
def point(request: ActingRequest, public_id: str) -> HttpResponse:
    """Prove a criterion by one of the producer's papers, or by a file of this dossier."""
    dossier = dossier_to_fill_in(request, public_id)
    form = PointForm(request.POST)
    source = source_named(dossier, form.cleaned_data["source"]) if form.is_valid() else None
    if source is None:
        messages.error(request, _("Choose one of your papers, or one that is in this dossier."))
        return back_to(dossier, request.POST.get("criterion", ""), to_top=True)
    data = form.cleaned_data
    named = {name: data[name] for name in ("client_id", "criterion", "page", "note")}
    try:
        point_to_paper(by=request.post, dossier=dossier, source=source, **named)
    except Refused as wrong:
        messages.error(request, str(wrong))
        return back_to(dossier, data["criterion"], to_top=True)
    messages.success(request, _("The paper is in the dossier."))
    return back_to(dossier, data["criterion"])


@require_POST
@for_roles(*FILLS_IN)
def confirm(request: ActingRequest, public_id: str, paper_id: str) -> HttpResponse:
    """Say that a paper proves the level claimed now."""
    dossier = dossier_to_fill_in(request, public_id)
    evidence = get_object_or_404(dossier.evidence.select_related("dossier"), public_id=paper_id)
    confirm_evidence(by=request.post, evidence=evidence)
    return back_to(dossier, evidence.criterion)


@require_POST
@for_roles(*FILLS_IN)
def newer(request: ActingRequest, public_id: str, paper_id: str) -> HttpResponse:
    """Put the renewed paper in the place of the older one."""
    dossier = dossier_to_fill_in(request, public_id)
    evidence = get_object_or_404(dossier.evidence.select_related("dossier"), public_id=paper_id)
    take_newer(by=request.post, evidence=evidence)
    return back_to(dossier, evidence.criterion)
