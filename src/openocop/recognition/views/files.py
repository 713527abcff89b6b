"""Decisions as printed and certificates, for the office."""

from __future__ import annotations

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.harmless import served
from openocop.core.verdict import require
from openocop.recognition.models import Certificate, DecisionPaper
from openocop.recognition.permissions.records import may_read


@require_safe
@acting
def decision_paper(request: ActingRequest, public_id: str) -> FileResponse:
    require(may_read(request.post, request.post.province))
    papers = DecisionPaper.objects.filter(province=request.post.province).select_related("file")
    return served(get_object_or_404(papers, public_id=public_id).file)


@require_safe
@acting
def certificate(request: ActingRequest, public_id: str) -> FileResponse:
    require(may_read(request.post, request.post.province))
    kept = Certificate.objects.filter(province=request.post.province, file__isnull=False).select_related("file")
    found = get_object_or_404(kept, public_id=public_id)
    assert found.file is not None  # noqa: S101  # filtered above
    return served(found.file)
