"""The one-stop counter: numbers, receipts, the portal's lists in and out."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.core.documents.vietnamese import date_short
from openocop.core.harmless import made
from openocop.core.refusal import Refused
from openocop.core.spreadsheets import csv_of, xlsx_of
from openocop.dossiers.documents.receipt import receipt_pdf
from openocop.dossiers.domain.portal_list import MAX_BYTES
from openocop.dossiers.forms.office import CounterForm, PortalForm
from openocop.dossiers.models import PortalFile
from openocop.dossiers.selectors.counter import HEADS, counter_rows, portal_files_of, receipt_of, receipts_visible_to
from openocop.dossiers.selectors.listings import PAGE_SIZE
from openocop.dossiers.selectors.office_papers import receipt_document
from openocop.dossiers.services.counter import (
    keep_portal_file,
    preview_portal_file,
    receive_at_counter,
    take_in_portal_file,
    undo_portal_file,
)
from openocop.dossiers.views.access import banner_of, for_roles, today, visible_dossier

OFFICES = (Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER)


@for_roles(*OFFICES)
def receipts(request: ActingRequest) -> HttpResponse:
    """The counter's numbers on record, and the door for a list of the portal."""
    form = PortalForm(request.POST, request.FILES) if request.method == "POST" else PortalForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = keep_portal_file(by=request.post, name=file.name, content=file.read(MAX_BYTES + 1))
        except Refused as wrong:
            form.add_error("file", ValidationError(str(wrong)))
        else:
            return redirect("dossiers:portal", kept.public_id)
    page = Paginator(receipts_visible_to(request.post, on=today()), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "form": form,
        "page": page,
        "files": portal_files_of(request.post)[:PAGE_SIZE],
        "illustrative": banner_of(receipt.dossier for receipt in page.object_list),
    }
    return render(request, "dossiers/counter.html", context, status=422 if form.errors else 200)


@for_roles(*OFFICES)
def receipt(request: ActingRequest, public_id: str) -> HttpResponse:
    """Record the counter's number of a filed dossier."""
    dossier = visible_dossier(request, public_id)
    posted = request.POST if request.method == "POST" else None
    form = CounterForm(posted, initial={"received_on": dossier.received_on, "appointment_on": dossier.due_on})
    if posted is not None and form.is_valid():
        try:
            receive_at_counter(by=request.post, dossier=dossier, **form.cleaned_data)
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("The number is recorded; the receipt can be printed."))
            return redirect("dossiers:dossier", public_id)
    context = {
        "dossier": dossier,
        "form": form,
        "receipt": receipt_of(dossier),
        "illustrative": banner_of([dossier]),
    }
    return render(request, "dossiers/receipt.html", context, status=422 if form.errors else 200)


@acting
def receipt_paper(request: ActingRequest, public_id: str) -> HttpResponse:
    """The receipt with its appointment, for whoever may read the dossier."""
    dossier = visible_dossier(request, public_id)
    standing = receipt_of(dossier)
    if standing is None:
        raise Http404
    standing.dossier = dossier
    content = receipt_pdf(receipt_document(standing, request.post, on=today()))
    return made(content, f"giay-tiep-nhan-{public_id}.pdf", "application/pdf")


@for_roles(*OFFICES)
def portal(request: ActingRequest, public_id: str) -> HttpResponse:
    """What a list would record, cell by cell, before anything is recorded."""
    kept = _file(request, public_id)
    rows = [] if kept.taken_in_at else preview_portal_file(by=request.post, portal_file=kept, on=today())
    context = {
        "kept": kept,
        "rows": rows,
        "faulty": sum(bool(row.faults) for row in rows),
        "receipts": kept.receipts.select_related("dossier__product__producer") if kept.taken_in_at else [],
    }
    return render(request, "dossiers/portal.html", context)


@require_POST
@for_roles(*OFFICES)
def take_in(request: ActingRequest, public_id: str) -> HttpResponse:
    """Record every line, or none."""
    try:
        done = take_in_portal_file(by=request.post, portal_file=_file(request, public_id))
    except Refused as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("%(count)d counter numbers are recorded.") % {"count": len(done)})
    return redirect("dossiers:portal", public_id)


@require_POST
@for_roles(*OFFICES)
def undo(request: ActingRequest, public_id: str) -> HttpResponse:
    """Take a whole list back."""
    undo_portal_file(by=request.post, portal_file=_file(request, public_id))
    messages.success(request, _("The list is taken back; its file is kept."))
    return redirect("dossiers:portal", public_id)


@for_roles(*OFFICES)
def export(request: ActingRequest, kind: str) -> HttpResponseBase:
    """The list that goes back to the portal, as CSV or XLSX."""
    rows = counter_rows(request.post, on=today())
    name = f"mot-cua-{today():%Y%m%d}.{kind}"
    if kind == "xlsx":
        return xlsx_of(HEADS, rows, sheet="Một cửa", name=name)
    if kind != "csv":
        raise Http404
    return csv_of(HEADS, ([_written(cell) for cell in row] for row in rows), name=name)


def _written(cell: object) -> object:
    return date_short(cell) if isinstance(cell, date) else cell


def _file(request: ActingRequest, public_id: str) -> PortalFile:
    return get_object_or_404(portal_files_of(request.post), public_id=public_id)
