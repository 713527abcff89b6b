"""Papers for the table before and during a session: the agenda, and the list that those present sign."""

from __future__ import annotations

from django.http.response import HttpResponseBase

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.harmless import made
from openocop.core.verdict import require
from openocop.evaluation.documents.lists import agenda_pdf, attendance_pdf
from openocop.evaluation.permissions import may_print_lists
from openocop.evaluation.selectors.lists import agenda_document, attendance_document
from openocop.evaluation.views.access import session_of

_PDF = "application/pdf"


@acting
def agenda(request: ActingRequest, public_id: str) -> HttpResponseBase:
    """The agenda as it stands: the products in their order, without those the reader stepped aside from."""
    session = session_of(request, public_id)
    require(may_print_lists(request.post, session))
    return made(
        agenda_pdf(agenda_document(session, request.post)), f"chuong-trinh-{session.council.round.code}.pdf", _PDF
    )


@acting
def attendance(request: ActingRequest, public_id: str) -> HttpResponseBase:
    """The attendance list with its column to sign, and who came and left as it was recorded."""
    session = session_of(request, public_id)
    require(may_print_lists(request.post, session))
    return made(attendance_pdf(attendance_document(session)), f"diem-danh-{session.council.round.code}.pdf", _PDF)
