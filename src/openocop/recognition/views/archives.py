"""Closing a round as an electronic file, and the files that were closed."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.domain.legal_time import legal_day
from openocop.core.harmless import served
from openocop.core.verdict import require
from openocop.dossiers.models import Round
from openocop.recognition.forms.decisions import CloseForm
from openocop.recognition.models import RoundArchive
from openocop.recognition.permissions.records import may_close, may_read_archive
from openocop.recognition.services.archive_items import archive_items
from openocop.recognition.services.archives import close_round


@acting
def archive(request: ActingRequest, public_id: str) -> HttpResponse:
    """What the file of the round will hold, what it lacks, and the packs that were made."""
    round = get_object_or_404(Round, public_id=public_id, province=request.post.province)
    require(may_read_archive(request.post, round))
    closing = may_close(request.post, round)
    archives = list(round.archives.select_related("file", "handover"))
    last = archives[0] if archives else None
    initial = {"retention": last.retention, "retention_basis": last.retention_basis} if last else {}
    form = CloseForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        require(closing)
        if form.is_valid():
            closed = close_round(round=round, by=request.post, **form.cleaned_data)
            said = _("The file is closed: %(papers)d papers, %(missing)d missing.")
            messages.success(request, said % {"papers": closed.papers, "missing": closed.missing})
            return redirect("recognition:archive", public_id)
    items = list(archive_items(round, request.post, on=legal_day(timezone.now())))
    context = {
        "round": round,
        "form": form,
        "closing": closing,
        "archives": archives,
        "groups": _counted([item.group for item in items if item.content]),
        "papers": sum(item.content is not None for item in items),
        "missing": [item for item in items if item.content is None],
        "illustrative": round.is_illustrative,
    }
    return render(request, "recognition/archive.html", context, status=422 if form.errors else 200)


@require_safe
@acting
def archive_file(request: ActingRequest, public_id: str, part: str) -> FileResponse:
    """A closed file: the pack, or the record of its hand-over."""
    rows = RoundArchive.objects.filter(province=request.post.province).select_related("round", "file", "handover")
    found = get_object_or_404(rows, public_id=public_id)
    require(may_read_archive(request.post, found.round))
    file = {"ho-so": found.file, "bien-ban": found.handover}.get(part)
    if file is None:
        raise Http404
    return served(file)


def _counted(groups: list[str]) -> list[tuple[str, int]]:
    return [(group, groups.count(group)) for group in dict.fromkeys(groups)]
