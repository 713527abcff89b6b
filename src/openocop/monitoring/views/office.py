"""Summaries of rounds for the office."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.verdict import require
from openocop.dossiers.models import Round
from openocop.monitoring.domain.round_summary import figures, press_paragraph
from openocop.monitoring.permissions import may_read_summaries, rounds_visible_to
from openocop.monitoring.selectors.rounds import dossiers_by_stage, round_summary, rounds_in_order

PER_PAGE = 20


@acting
def board(request: ActingRequest) -> HttpResponse:
    """List the rounds whose summary may be read."""
    require(may_read_summaries(request.post))
    rounds = Paginator(rounds_in_order(rounds_visible_to(request.post)), PER_PAGE)
    return render(request, "monitoring/board.html", {"page": rounds.get_page(request.GET.get("trang"))})


@acting
def summary(request: ActingRequest, public_id: str) -> HttpResponse:
    """Show one round: counted beside declared, and the paragraph for the press."""
    require(may_read_summaries(request.post))
    round: Round = get_object_or_404(rounds_visible_to(request.post), public_id=public_id)
    found = round_summary(round)
    context = {
        "round": round,
        "summary": found,
        "stages": dossiers_by_stage(round),
        "figures": figures(found),
        "paragraph": press_paragraph(found),
        "illustrative": round.is_illustrative,
    }
    return render(request, "monitoring/summary.html", context)
