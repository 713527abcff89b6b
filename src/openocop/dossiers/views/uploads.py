"""A file that comes in pieces: what a device asks and is told. Answers are JSON, also when something is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from openocop.accounts.acting import ActingRequest
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.uploading import MAX_CHUNK_BYTES, Standing
from openocop.dossiers.forms.acts import AnnouncedForm
from openocop.dossiers.forms.producer import UploadForm
from openocop.dossiers.permissions import FILLS_IN
from openocop.dossiers.selectors.uploads import NotBegun
from openocop.dossiers.services.uploads import (
    AsEvidence,
    Destination,
    TooManyOpen,
    WrongPlace,
    append_piece,
    drop_upload,
    finish_upload,
    standing_of,
    start_upload,
)
from openocop.dossiers.views.access import dossier_to_fill_in, for_roles

View = Callable[..., JsonResponse]
OFFSET = "Upload-Offset"  # as tus names it; bytes
METHODS = ("HEAD", "GET", "PATCH", "POST", "DELETE")


def told(view: View) -> View:
    """Word every refusal for a device: 409 the place to go on from, 404 begin anew, 429 later, 403 and 422 never."""

    @wraps(view)
    def answered(request: ActingRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        try:
            return view(request, *args, **kwargs)
        except WrongPlace as wrong:
            return _standing(Standing(wrong.received), status=409)
        except NotPermitted as wrong:
            return JsonResponse({"problem": wrong.reason}, status=403)
        except Refused as wrong:
            status = 404 if isinstance(wrong, NotBegun) else 429 if isinstance(wrong, TooManyOpen) else 422
            return JsonResponse({"problem": str(wrong)}, status=status)

    return answered


@require_POST
@for_roles(*FILLS_IN)
@told
def begin(request: ActingRequest, public_id: str) -> JsonResponse:
    """Begin a file, or say how far it has come; its first bytes and its size are judged before the others travel."""
    into = AsEvidence(dossier_to_fill_in(request, public_id))
    return begun(request, UploadForm(request.POST), into)


@require_http_methods(METHODS)
@for_roles(*FILLS_IN)
@told
def piece(request: ActingRequest, public_id: str, client_id: UUID) -> JsonResponse:
    """One file on its way: see `carried_on`."""
    return carried_on(request, AsEvidence(dossier_to_fill_in(request, public_id)), client_id)


def begun(request: ActingRequest, form: AnnouncedForm, into: Destination) -> JsonResponse:
    """Answer a device that begins the file announced in `form`."""
    if not form.is_valid():
        return JsonResponse(
            {"problem": " ".join(str(e) for errors in form.errors.values() for e in errors)}, status=422
        )
    data = form.cleaned_data
    standing = start_upload(
        by=request.post,
        into=into,
        client_id=data["client_id"],
        name=data["name"],
        size=data["size"],
        head=bytes.fromhex(data["head"]),
        about=form.about(),
    )
    return _standing(standing)


def carried_on(request: ActingRequest, into: Destination, client_id: UUID) -> JsonResponse:
    """HEAD, GET: how much has arrived. PATCH: one more piece. POST: that was all. DELETE: forget it."""
    by = request.post
    if request.method == "PATCH":
        offset = _number(request.headers.get(OFFSET, ""))
        if offset is None or (_number(request.headers.get("Content-Length", "")) or 0) > MAX_CHUNK_BYTES:
            return JsonResponse({"problem": _("This is no piece of a file.")}, status=400)
        content = request.body  # read whole before anything is locked: the line may be slow
        return _standing(append_piece(by=by, into=into, client_id=client_id, offset=offset, piece=content))
    if request.method == "POST":
        sha256 = request.POST.get("sha256", "")
        return _standing(finish_upload(by=by, into=into, client_id=client_id, sha256=sha256))
    if request.method == "DELETE":
        drop_upload(by=by, into=into, client_id=client_id)
        return JsonResponse({})
    return _standing(standing_of(by=by, into=into, client_id=client_id))


def _standing(standing: Standing, *, status: int = 200) -> JsonResponse:
    answer = JsonResponse({"received": standing.received, "paper": standing.paper}, status=status)
    answer[OFFSET] = str(standing.received)
    answer["Cache-Control"] = "no-store"
    return answer


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None
