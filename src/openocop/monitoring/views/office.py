"""Summaries of rounds for the office."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.verdict import require
from openocop.criteria.domain.releases import release
from openocop.dossiers.models import Round
from openocop.monitoring.documents.round_report import REPORT_KINDS
from openocop.monitoring.domain.round_summary import lines, open_points, press_paragraph
from openocop.monitoring.permissions import may_read_summaries, rounds_visible_to
from openocop.monitoring.selectors.reports import round_report
from openocop.monitoring.selectors.rounds import dossiers_by_stage, round_summary, rounds_in_order

PER_PAGE = 20


@acting
def board(request: ActingRequest) -> HttpResponse:
    """List the rounds whose summary may be read."""
    require(may_read_summaries(request.post))
    rounds = Paginator(rounds_in_order(rounds_visible_to(request.post)), PER_PAGE)
    page = rounds.get_page(request.GET.get("trang"))
    rows = [{"round": round, "law": release(round.release).number} for round in page]
    return render(request, "monitoring/board.html", {"page": page, "rows": rows})


@acting
def summary(request: ActingRequest, public_id: str) -> HttpResponse:
    """Show one round on one page: the paragraph, both kinds of figures, what is still open."""
    round = _readable(request, public_id)
    found = round_summary(round)
    context = {
        "round": round,
        "summary": found,
        "stages": dossiers_by_stage(round),
        "lines": lines(found),
        "open_points": open_points(found),
        "paragraph": press_paragraph(found),
        "sources": [url for url in round.source_urls if url.startswith(("https://", "http://"))],
        "illustrative": round.is_illustrative,
    }
    return render(request, "monitoring/summary.html", context)


@acting
def report(request: ActingRequest, public_id: str, kind: str) -> HttpResponse:
    """Send the same page as a paper."""
    round = _readable(request, public_id)
    if kind not in REPORT_KINDS:
        raise Http404
    media_type, write = REPORT_KINDS[kind]
    response = HttpResponse(write(round_report(round, round_summary(round))), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="bao-cao-{round.code}.{kind}"'
    return response


def _readable(request: ActingRequest, public_id: str) -> Round:
    require(may_read_summaries(request.post))
    found: Round = get_object_or_404(rounds_visible_to(request.post), public_id=public_id)
    return found
