"""A paper of an appeal that comes in pieces: the addresses a device asks, answered as those of a dossier's evidence."""

from __future__ import annotations

from uuid import UUID

from django.http import JsonResponse
from django.views.decorators.http import require_http_methods, require_POST

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.verdict import require
from openocop.dossiers.views.access import today
from openocop.dossiers.views.uploads import METHODS, begun, carried_on, told
from openocop.recognition.forms.appeals import AppealUploadForm
from openocop.recognition.permissions.appeals import may_write_appeal
from openocop.recognition.services.appeal_uploads import AsAppealPaper
from openocop.recognition.views.appeals import appeal_of


@require_POST
@acting
@told
def begin(request: ActingRequest, public_id: str) -> JsonResponse:
    """Begin a file, or say how far it has come."""
    return begun(request, AppealUploadForm(request.POST), _into(request, public_id))


@require_http_methods(METHODS)
@acting
@told
def piece(request: ActingRequest, public_id: str, client_id: UUID) -> JsonResponse:
    """One file on its way: see `carried_on`."""
    return carried_on(request, _into(request, public_id), client_id)


def _into(request: ActingRequest, public_id: str) -> AsAppealPaper:
    found = appeal_of(request, public_id)
    require(may_write_appeal(request.post, found, on=today()))
    return AsAppealPaper(found)
