"""Answers that carry a file, so that a browser never runs anything in it and nobody between keeps it."""

from __future__ import annotations

from typing import IO, TypeVar

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from openocop.core.models import StoredFile
from openocop.core.services.files import path_of

_Answer = TypeVar("_Answer", bound=HttpResponseBase)
SHOWN_IN_PAGE = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})


def served(file: StoredFile) -> FileResponse:
    """Send a stored file: shown in the page where it is a picture or a PDF, else to be saved."""
    answer = FileResponse(
        path_of(file.sha256).open("rb"),
        as_attachment=file.media_type not in SHOWN_IN_PAGE,
        filename=file.name,
        content_type=file.media_type,
    )
    return guarded(answer)


def made(content: bytes, name: str, media_type: str, *, to_save: bool = False) -> HttpResponse:
    """Send a paper that is made anew each time, because all it states is recorded."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = str(content_disposition_header(to_save, name))
    return guarded(answer)


def sent_pack(pack: IO[bytes], name: str) -> FileResponse:
    """Send a zip that was packed for this answer, piece by piece; the server closes it."""
    return guarded(FileResponse(pack, as_attachment=True, filename=name, content_type="application/zip"))


def guarded(answer: _Answer) -> _Answer:
    """Return the answer with what keeps a browser from running it and everybody between from keeping it."""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer
