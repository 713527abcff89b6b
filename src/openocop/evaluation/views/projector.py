"""What the room sees: the product before the council, and its result once it is revealed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.verdict import require
from openocop.criteria.domain.labels import in_sentence_case
from openocop.criteria.domain.releases import criteria_set
from openocop.evaluation.permissions import entries_visible_to, may_run, may_see_results
from openocop.evaluation.selectors.results import results_of
from openocop.evaluation.views.access import entry_of
from openocop.evaluation.views.stages import invented


@acting
def projector(request: ActingRequest, public_id: str) -> HttpResponse:
    """One product for the hall. Before the reveal nothing of any sheet: no score, no count, no advice."""
    entry = entry_of(request, public_id)
    session = entry.session
    require(may_run(request.post, session))
    row = None
    if may_see_results(request.post, session) and not entry.ballot_open:
        results = results_of(session, {entry.pk})
        row = results.rows(results.standings)[0]
    missed = row.held.missed_in_band if row and row.held else ()
    printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
    agenda = entries_visible_to(request.post).filter(session=session)
    context = {
        "entry": entry,
        "session": session,
        "row": row,
        "printed": printed,
        "short": {row.gate_star: len(row.missed)} if row else {},
        "missed": [(code, in_sentence_case(printed.criterion(code).label)) for code in missed],
        "total": agenda.count(),
        "before": agenda.filter(position__lt=entry.position).order_by("-position").first(),
        "after": agenda.filter(position__gt=entry.position).order_by("position").first(),
        "illustrative": invented(session),
    }
    return render(request, "evaluation/projector.html", context)
