"""The advisory team's visits: reports of one dossier, writing one, its photographs, its paper."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.harmless import made, served
from openocop.core.refusal import Refused
from openocop.dossiers.models import Dossier
from openocop.dossiers.services.arriving import accepted_paper
from openocop.evaluation.documents.visit import visit_pdf
from openocop.evaluation.forms.papers import PhotoForm, VisitForm
from openocop.evaluation.models import Entry, SiteVisit
from openocop.evaluation.permissions import may_advise, visits_readable_by
from openocop.evaluation.selectors.blind import producer_hidden
from openocop.evaluation.selectors.visits import visit_document
from openocop.evaluation.services.visits import MOST_PHOTOS, VisitReport, add_photo, remove_photo, save_visit
from openocop.evaluation.views.access import ask_to_declare, dossier_for_advice


@acting
def listing(request: ActingRequest, public_id: str) -> HttpResponse:
    """The reports on one dossier, the latest visit first."""
    dossier = dossier_for_advice(request, public_id)
    visits = dossier.visits.prefetch_related("photos")
    context = {"dossier": dossier, "visits": visits, "verdict": may_advise(request.post, dossier)}
    return render(request, "evaluation/visits.html", context | {"illustrative": dossier.is_illustrative})


@acting
def begin(request: ActingRequest, public_id: str) -> HttpResponse:
    """A new report; saved once, it has its own page, where photographs are added."""
    dossier = dossier_for_advice(request, public_id)
    return _written(request, dossier, VisitForm(request.POST or None, initial={"client_id": uuid4()}), None)


@acting
def visit(request: ActingRequest, public_id: str, visit_id: str) -> HttpResponse:
    """One report: a draft to go on with, or what was sent."""
    dossier = dossier_for_advice(request, public_id)
    found = _visit(dossier, visit_id)
    findings = {f"f-{key}": text for key, text in found.findings.items()}
    kept = {name: getattr(found, name) for name in ("client_id", "visited_on", "place", "present", "conclusion")}
    return _written(request, dossier, VisitForm(request.POST or None, initial=kept | findings), found)


def _written(request: ActingRequest, dossier: Dossier, form: VisitForm, found: SiteVisit | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        send = request.POST.get("act") == "send"
        try:
            saved = _save(request, dossier, form, found, send=send)
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            told = _("The report on the visit was sent.") if send else _("Saved.")
            messages.success(request, told)
            return redirect("evaluation:visit", dossier.public_id, saved.public_id)
    context = {
        "dossier": dossier,
        "visit": found,
        "photos": list(found.photos.all()) if found else [],
        "form": form,
        "photo_form": PhotoForm(initial={"client_id": uuid4()}),
        "most_photos": MOST_PHOTOS,
        "verdict": may_advise(request.post, dossier),
        "illustrative": dossier.is_illustrative,
    }
    return render(request, "evaluation/visit.html", context, status=422 if form.errors else 200)


def _save(
    request: ActingRequest, dossier: Dossier, form: VisitForm, found: SiteVisit | None, *, send: bool
) -> SiteVisit:
    data = form.cleaned_data
    report = VisitReport(data["visited_on"], data["place"], data["present"], form.findings(), data["conclusion"])
    client_id = found.client_id if found else data["client_id"]
    if send:  # what was typed is kept, whatever is still missing
        save_visit(dossier=dossier, report=report, client_id=client_id, by=request.post)
    return save_visit(dossier=dossier, report=report, client_id=client_id, by=request.post, send=send)


@require_POST
@acting
def attach(request: ActingRequest, public_id: str, visit_id: str) -> HttpResponse:
    """Take one photograph in."""
    found = _visit(dossier_for_advice(request, public_id), visit_id)
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("evaluation:visit", public_id, visit_id)
    data, file = form.cleaned_data, form.cleaned_data["photo"]
    given = {"client_id": data["client_id"], "name": file.name, "caption": data["caption"]}
    try:
        add_photo(visit=found, by=request.post, content=accepted_paper(file.file), **given)
    except Refused as wrong:
        messages.error(request, str(wrong))
    return redirect("evaluation:visit", public_id, visit_id)


@acting
def photo(request: ActingRequest, public_id: str, visit_id: str, photo_id: str) -> HttpResponseBase:
    """One photograph of a report."""
    found = _visit(dossier_for_advice(request, public_id), visit_id)
    return served(get_object_or_404(found.photos.select_related("file"), public_id=photo_id).file)


@require_POST
@acting
def drop(request: ActingRequest, public_id: str, visit_id: str, photo_id: str) -> HttpResponse:
    """Take one photograph out of a draft."""
    found = _visit(dossier_for_advice(request, public_id), visit_id)
    try:
        remove_photo(photo=get_object_or_404(found.photos, public_id=photo_id), by=request.post)
    except Refused as wrong:
        messages.error(request, str(wrong))
    return redirect("evaluation:visit", public_id, visit_id)


@acting
def visit_paper(request: ActingRequest, public_id: str) -> HttpResponseBase:
    """A sent report as PDF, for the team, the office and the council before which the product is."""
    related = ("dossier__product__producer", "dossier__round")
    found = visits_readable_by(request.post).select_related(*related).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    entry = _before_council(found)
    if entry and (asked := ask_to_declare(request, entry)):
        return asked
    if entry and producer_hidden(request.post, entry):
        raise Http404
    return made(visit_pdf(visit_document(found)), f"khao-sat-{public_id}.pdf", "application/pdf")


def _before_council(visit: SiteVisit) -> Entry | None:
    related = ("session__council__round", "dossier")
    return Entry.objects.filter(dossier=visit.dossier_id).select_related(*related).first()


def _visit(dossier: Dossier, visit_id: str) -> SiteVisit:
    return get_object_or_404(dossier.visits.select_related("dossier"), public_id=visit_id)
