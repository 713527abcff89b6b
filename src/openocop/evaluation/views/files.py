"""Serving stored files so that a browser never runs anything in them."""

from __future__ import annotations

from typing import TypeVar

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from openocop.core.models import StoredFile
from openocop.core.services.files import path_of
from openocop.dossiers.domain.papers import PICTURES
from openocop.dossiers.models import Dossier

_Response = TypeVar("_Response", bound=HttpResponseBase)
SHOWN_IN_PAGE = PICTURES | {"application/pdf"}


def served(file: StoredFile) -> FileResponse:
    response = FileResponse(
        path_of(file.sha256).open("rb"),
        as_attachment=file.media_type not in SHOWN_IN_PAGE,
        filename=file.name,
        content_type=file.media_type,
    )
    return _harmless(response)


def served_pdf(content: bytes, name: str) -> HttpResponse:
    """Serve a paper that is made anew each time, because all it states is fixed."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return _harmless(response)


def _harmless(response: _Response) -> _Response:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def served_evidence(dossier: Dossier, evidence_id: str) -> FileResponse:
    papers = dossier.evidence.filter(removed_at=None).select_related("file")
    return served(get_object_or_404(papers, public_id=evidence_id).file)
