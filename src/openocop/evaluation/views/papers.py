"""Papers to take away: sheets, summary, minutes."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.harmless import made, served
from openocop.core.verdict import require
from openocop.evaluation.documents.score_sheet import score_sheet_pdf
from openocop.evaluation.domain.lifecycle import PaperKind
from openocop.evaluation.models import AdvisorySheet, Paper
from openocop.evaluation.permissions import (
    dossiers_for_advice,
    may_read_papers,
    sessions_visible_to,
    sheets_readable_by,
)
from openocop.evaluation.selectors.sheet_papers import advisory_sheet_document
from openocop.evaluation.services.papers import SESSION_KINDS, keep_session_paper, keep_sheet_paper
from openocop.evaluation.views.access import session_of


@acting
def sheet_paper(request: ActingRequest, public_id: str) -> HttpResponseBase:
    """One sent sheet as PDF."""
    sheet = sheets_readable_by(request.post).filter(public_id=public_id).first()
    if sheet is None:
        raise Http404
    return served(keep_sheet_paper(sheet=sheet))


@acting
def advice_paper(request: ActingRequest, public_id: str) -> HttpResponseBase:
    """The advisory team's sent sheet on a dossier as PDF."""
    sent = AdvisorySheet.objects.filter(sent_at__isnull=False, dossier__in=dossiers_for_advice(request.post))
    sheet = sent.select_related("dossier__product__producer", "dossier__round").filter(dossier__public_id=public_id)
    found = sheet.first()
    if found is None:
        raise Http404
    return made(score_sheet_pdf(advisory_sheet_document(found)), f"phieu-to-tu-van-{public_id}.pdf", "application/pdf")


@acting
def paper(request: ActingRequest, public_id: str, kind: str) -> HttpResponseBase:
    """The summary or the minutes of a session whose result was adopted."""
    session = session_of(request, public_id)
    if kind not in SESSION_KINDS:
        raise Http404
    require(may_read_papers(request.post, session))
    return served(keep_session_paper(session=session, kind=PaperKind(kind)))


@acting
def replaced_paper(request: ActingRequest, public_id: str) -> HttpResponseBase:
    """A summary or minutes as they stood before a correction."""
    found = get_object_or_404(
        Paper.objects.select_related("file"), public_id=public_id, sheet=None, superseded_at__isnull=False
    )
    session = sessions_visible_to(request.post).select_related("council__round").filter(pk=found.session_id).first()
    if session is None:
        raise Http404
    require(may_read_papers(request.post, session))
    return served(found.file)
