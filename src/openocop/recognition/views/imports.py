"""Importing a list: upload, look and settle, import, take back. Every step works as a plain form."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.core.verdict import require
from openocop.recognition.domain.provincial_list.errors import ListUnreadable
from openocop.recognition.domain.provincial_list.glance import Glance, glance
from openocop.recognition.forms.decisions import UploadForm
from openocop.recognition.models import ImportRun, UploadedList
from openocop.recognition.permissions.records import may_import
from openocop.recognition.services.import_undo import undo_import
from openocop.recognition.services.imports import (
    CannotImport,
    ImportPreview,
    import_recognitions,
    preview_import,
)
from openocop.recognition.services.uploads import upload_list
from openocop.recognition.views.preview import preview_context, unread_context
from openocop.recognition.views.settling import Settled, settled_of
from openocop.recognition.words import section_tabs

PAGE_SIZE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@acting
def upload(request: ActingRequest) -> HttpResponse:
    require(may_import(request.post, request.post.province))
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            glance(data, filename=file.name)
        except ListUnreadable as unreadable:
            form.add_error("file", str(unreadable))
        if form.is_valid():
            kept = upload_list(province=request.post.province, data=data, filename=file.name, by=request.post)
            return redirect("recognition:import-preview", kept.public_id)
    runs = ImportRun.objects.filter(province=request.post.province).select_related("file").order_by("-imported_at")
    context = {
        "form": form,
        "page_obj": Paginator(runs, PAGE_SIZE).get_page(request.GET.get("trang")),
        "tabs": section_tabs("import", request.post),
    }
    return render(request, "recognition/upload.html", context, status=422 if form.errors else 200)


# What a person can put right on the next page, by naming the columns.
_MAPPABLE = frozenset({"no_product_column", "no_rows"})
_UNREAD = gettext_lazy(
    "No column of product names was found in this file. Name the columns in the second line, and the row that holds "
    "their headings; then read again."
)
_TWICE = gettext_lazy("This file was imported before. Take that import back first if it has to be repeated.")


@require_http_methods(["GET", "HEAD", "POST"])
@acting
def preview(request: ActingRequest, public_id: str) -> HttpResponse:
    require(may_import(request.post, request.post.province))
    kept = get_object_or_404(
        UploadedList.objects.select_related("file"), public_id=public_id, province=request.post.province
    )
    settled, problem = settled_of(request.POST), ""
    arguments: dict[str, Any] = {
        "province": kept.province,
        "data": path_of(kept.file.sha256).read_bytes(),
        "filename": kept.file.name,
    }
    shown: ImportPreview | None = None
    try:
        reading = settled.reading
    except Refused as refusal:
        problem, reading = str(refusal), replace(settled, chosen={}).reading
    try:
        if settled.decides_rest:
            settled = settled.applied_to(preview_import(**arguments, **reading, choices=settled.choices))
        if request.POST.get("act") == "import" and not problem:
            report = import_recognitions(**arguments, **reading, choices=settled.choices, by=request.post)
            messages.success(request, _("The list is imported. It can be taken back whole."))
            return redirect("recognition:import-run", report.run.public_id)
        shown = preview_import(**arguments, **reading, choices=settled.choices)
    except Refused as refusal:
        problem = str(refusal)
        seen = refusal.preview if isinstance(refusal, CannotImport) else None
        shown = seen or preview_import(**arguments, **reading, choices=settled.choices)
    except ListUnreadable as unreadable:
        problem = str(_UNREAD) if unreadable.code in _MAPPABLE else str(unreadable)
    return _shown(request, kept, shown, settled, problem)


def _shown(
    request: ActingRequest, kept: UploadedList, shown: ImportPreview | None, settled: Settled, problem: str
) -> HttpResponse:
    data = path_of(kept.file.sha256).read_bytes()
    seen: Glance | None = None
    with suppress(ListUnreadable):
        first = shown.listed.sheet if shown else settled.sheet
        seen = glance(data, filename=kept.file.name, sheet=first)
    if shown is None or seen is None:
        context = unread_context(kept, seen, settled, problem)
    else:
        context = preview_context(kept, seen, shown, settled, _view(request), problem)
        before = ImportRun.objects.filter(province=kept.province, file__sha256=kept.file.sha256, undone_at=None).first()
        context |= {"before": before, "why_not": _TWICE if before else context["why_not"]}
    return render(request, "recognition/preview.html", context, status=409 if problem else 200)


def _view(request: ActingRequest) -> str:
    return request.POST.get("xem") or request.POST.get("view") or request.GET.get("xem", "")


@require_safe
@acting
def run(request: ActingRequest, public_id: str) -> HttpResponse:
    found = _run(request, public_id)
    rows = found.recognitions.select_related("product__producer").order_by("product__sort_key", "id")
    context = {"run": found, "page_obj": Paginator(rows, 50).get_page(request.GET.get("trang"))}
    return render(request, "recognition/import_run.html", context)


@require_POST
@acting
def undo(request: ActingRequest, public_id: str) -> HttpResponse:
    found = _run(request, public_id)
    try:
        undo_import(run=found, by=request.post)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The import is taken back; the file is kept."))
    return redirect("recognition:import-run", public_id)


def _run(request: ActingRequest, public_id: str) -> ImportRun:
    require(may_import(request.post, request.post.province))
    runs = ImportRun.objects.filter(province=request.post.province).select_related("file", "batch")
    return get_object_or_404(runs, public_id=public_id)
