"""Samples: what was handed over, what became of it, and what a round still lacks."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest
from openocop.accounts.domain.roles import Role
from openocop.core.harmless import made
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.dossiers.documents.handover import handover_pdf
from openocop.dossiers.forms.office import FateForm, HandoverForm
from openocop.dossiers.models import Round
from openocop.dossiers.permissions import may_keep_samples
from openocop.dossiers.selectors.office_papers import handover_document
from openocop.dossiers.selectors.samples import samples_of, samples_of_round
from openocop.dossiers.services.samples import hand_over_samples, record_fate
from openocop.dossiers.views.access import banner_of, for_roles, today, visible_dossier

READERS = (Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER, Role.LEADER, Role.ADVISER)


@for_roles(*READERS)
def samples(request: ActingRequest, public_id: str) -> HttpResponse:
    """The hand-overs of one dossier; offices record more."""
    dossier = visible_dossier(request, public_id)
    may = may_keep_samples(request.post, dossier, on=today())
    posted = request.POST if request.method == "POST" else None
    form = HandoverForm(posted, initial={"handed_on": today()})
    if posted is not None:
        require(may)
    if posted is not None and form.is_valid():
        try:
            hand_over_samples(
                by=request.post, dossier=dossier, stated=form.stated(), client_id=form.cleaned_data["client_id"]
            )
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("The hand-over is recorded; its record can be printed and signed."))
            return redirect("dossiers:samples", public_id)
    context = {
        "dossier": dossier,
        "samples": samples_of(dossier),
        "form": form,
        "fate": FateForm(initial={"happened_on": today()}, auto_id=False),
        "may": may,
        "new_id": uuid4,
        "illustrative": banner_of([dossier]),
    }
    return render(request, "dossiers/samples.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER)
def fate(request: ActingRequest, public_id: str, handover_id: str) -> HttpResponse:
    """Say what was done with samples of a hand-over."""
    dossier = visible_dossier(request, public_id)
    handover = get_object_or_404(dossier.sample_handovers.select_related("dossier"), public_id=handover_id)
    form = FateForm(request.POST)
    if not form.is_valid():
        for name, errors in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            messages.error(request, f"{label}: {' '.join(map(str, errors))}")
        return redirect("dossiers:samples", public_id)
    try:
        record_fate(by=request.post, handover=handover, **form.cleaned_data)
    except Refused as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("Recorded."))
    return redirect("dossiers:samples", public_id)


@for_roles(*READERS)
def handover(request: ActingRequest, public_id: str, handover_id: str) -> HttpResponse:
    """The record of one hand-over, to print and sign."""
    dossier = visible_dossier(request, public_id)
    rows = dossier.sample_handovers.select_related("dossier__product__producer", "dossier__round")
    found = get_object_or_404(rows.prefetch_related("fates"), public_id=handover_id)
    return made(handover_pdf(handover_document(found)), f"ban-giao-mau-{handover_id}.pdf", "application/pdf")


@for_roles(*READERS)
def of_round(request: ActingRequest, public_id: str) -> HttpResponse:
    """What the session of a round still lacks in samples."""
    round = get_object_or_404(Round, public_id=public_id, province=request.post.province)
    rows = samples_of_round(request.post, round, on=today())
    context = {
        "round": round,
        "rows": rows,
        "missing": sum(row.samples.missing for row in rows),
        "illustrative": banner_of(row.dossier for row in rows),
    }
    return render(request, "dossiers/round_samples.html", context)
