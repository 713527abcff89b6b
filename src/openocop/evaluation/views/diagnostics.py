"""Beside the result, never in it: how far members agree and how sure each star is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.verdict import require
from openocop.evaluation.domain.reliability import FEWEST_MEMBERS, FEWEST_PRODUCTS
from openocop.evaluation.permissions import entries_visible_to, may_see_results, may_see_tendencies
from openocop.evaluation.selectors.diagnostics import diagnostics_of
from openocop.evaluation.selectors.results import results_of
from openocop.evaluation.views.access import session_of
from openocop.evaluation.views.stages import invented, stage_items


@acting
def diagnostics(request: ActingRequest, public_id: str) -> HttpResponse:
    """Agreement by criterion and certainty by product, of the products this person may know of."""
    session = session_of(request, public_id)
    require(may_see_results(request.post, session))
    visible = entries_visible_to(request.post).filter(session=session).values_list("pk", flat=True)
    comparing = may_see_tendencies(request.post, session)
    seats = list(session.council.seats.filter(scores=True)) if comparing else []
    context = {
        "session": session,
        "told": diagnostics_of(results_of(session, set(visible)), of_seats=seats),
        "comparing": comparing,
        "fewest_products": FEWEST_PRODUCTS,
        "fewest_members": FEWEST_MEMBERS,
        "stages": stage_items(session),
        "illustrative": invented(session),
    }
    return render(request, "evaluation/diagnostics.html", context)
