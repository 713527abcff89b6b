"""Papers to take away: sheets, summary, minutes."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.verdict import require
from openocop.evaluation.domain.lifecycle import PaperKind
from openocop.evaluation.permissions import may_read_papers, sheets_readable_by
from openocop.evaluation.services.papers import SESSION_KINDS, keep_session_paper, keep_sheet_paper
from openocop.evaluation.views.access import session_of
from openocop.evaluation.views.files import served


@acting
def sheet_paper(request: ActingRequest, public_id: str) -> HttpResponseBase:
    """One sent sheet as PDF."""
    sheet = sheets_readable_by(request.post).filter(public_id=public_id).first()
    if sheet is None:
        raise Http404
    return served(keep_sheet_paper(sheet=sheet))


@acting
def paper(request: ActingRequest, public_id: str, kind: str) -> HttpResponseBase:
    """The summary or the minutes of a session whose result was adopted."""
    session = session_of(request, public_id)
    if kind not in SESSION_KINDS:
        raise Http404
    require(may_read_papers(request.post, session))
    return served(keep_session_paper(session=session, kind=PaperKind(kind)))
