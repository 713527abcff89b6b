"""A member's own sheet as it comes in: saved as often as the page asks, sent as it was confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.criteria.domain.refusal import SheetRefused
from openocop.evaluation.forms import marks_from
from openocop.evaluation.selectors.scoring import NO_LEVEL, Draft
from openocop.evaluation.services.sheets import SheetUnfinished, save_sheet, send_sheet
from openocop.evaluation.views.access import entry_of, scoring_seat


def save(request: ActingRequest, public_id: str) -> HttpResponse:
    """Keep what was filled in: JSON for the page's own script, a redirect for a plain form."""
    wants_json = "application/json" in request.headers.get("Accept", "")
    posted = marks_from(request.POST)
    problem, status, saved = "", 200, None
    if posted is None:
        scoring_seat(request, entry_of(request, public_id).session)
        problem, status = _("This is not a score sheet. Reload the page."), 422
    else:
        try:
            saved = save_sheet(entry_id=public_id, marks=posted[0], client_id=posted[1], by=request.post)
        except NotPermitted as wrong:
            problem, status = wrong.reason, 403
        except Refused as wrong:
            problem, status = str(wrong), 422
    if wants_json:
        answer = {"problem": problem} if saved is None else {"saved_at": saved.saved_at.isoformat()}
        return JsonResponse(answer, status=status)
    if problem:
        messages.error(request, problem)
    elif request.POST.get("act") == "send":
        return redirect("evaluation:send-sheet", public_id)
    return redirect("evaluation:score", public_id)


def send_confirmed(request: ActingRequest, public_id: str) -> HttpResponse | str:
    """Send the sheet that was confirmed, whatever another device saved since; else return what is in the way."""
    posted = marks_from(request.POST)
    if posted is None:
        return _("This is not a score sheet. Reload the page.")
    try:
        entry = send_sheet(entry_id=public_id, marks=posted[0], client_id=posted[1], by=request.post).entry
    except NotPermitted as wrong:
        return wrong.reason
    except SheetRefused as wrong:
        return _("Criterion %(code)s: %(problem)s.") % {"code": wrong.criterion, "problem": wrong.problem}
    except SheetUnfinished:
        return ""  # the page itself lists what is missing
    messages.success(request, _("Your sheet on “%(name)s” was sent.") % {"name": entry.dossier.product.name})
    return redirect("evaluation:my-sheets", entry.session.public_id)


def carried(draft: Draft, client_id: object) -> list[tuple[str, Any]]:
    """Return the fields by which a confirmation carries the sheet that it shows."""
    levels: Mapping[str, Any] = draft.levels
    return [
        ("client_id", client_id),
        *((f"m-{code}", NO_LEVEL if mark is None else mark) for code, mark in levels.items()),
        *((f"r-{code}", text) for code, text in draft.reasons.items()),
        *((f"o-{code}", "1") for code in draft.outside),
        *(("d", code) for code in draft.disqualified),
        *([("d-confirm", "1")] if draft.disqualified else []),
        ("opinion", draft.opinion),
    ]
