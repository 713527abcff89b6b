"""A member's own sheet as it comes in: saved as often as the page asks, sent as it was confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import CharField, QuerySet
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest
from openocop.accounts.domain.roles import Role
from openocop.accounts.selectors.posts import somebody_as
from openocop.core.prepared import Given, Prepared
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.criteria.domain.refusal import SheetRefused
from openocop.criteria.domain.releases import criteria_set
from openocop.dossiers.domain.self_score import complete_levels
from openocop.evaluation.domain.filling import lacks
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.forms import marks_from
from openocop.evaluation.models import AdvisorySheet, Entry
from openocop.evaluation.permissions import entries_visible_to
from openocop.evaluation.selectors.scoring import NO_LEVEL, Draft, proposed_levels
from openocop.evaluation.services.sheets import save_sheet, send_sheet
from openocop.evaluation.views.access import scoring_seat

# What a sheet that comes in is checked with; fifteen members send at once, so nothing else is read.
_READ = (
    *("public_id", "session__public_id", "session__council__public_id", "session__council__province"),
    *("dossier__release", "dossier__set_no", "dossier__self_levels", "dossier__product__name"),
    *("dossier__advisory_sheet__levels", "dossier__advisory_sheet__sent_at"),
)
_WITH = ("session__council", "dossier__product", "dossier__advisory_sheet")


def save(request: ActingRequest, public_id: str) -> HttpResponse:
    """Keep what was filled in: JSON for the page's own script, a redirect for a plain form."""
    entry = _entry(request, public_id)
    wants_json = "application/json" in request.headers.get("Accept", "")
    posted = marks_from(request.POST, criteria_set(entry.dossier.release, entry.dossier.set_no))
    problem, status, saved = "", 200, None
    if posted is None:
        scoring_seat(request, entry.session)
        problem, status = _("This is not a score sheet. Reload the page."), 422
    else:
        try:
            saved = save_sheet(entry=entry, marks=posted[0], client_id=posted[1], by=request.post)
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
        return redirect("evaluation:send-sheet", entry.public_id)
    return redirect("evaluation:score", entry.public_id)


def send_confirmed(request: ActingRequest, public_id: str) -> HttpResponse | str:
    """Send the sheet that was confirmed, whatever another device saved since; else return what is in the way."""
    entry = _entry(request, public_id)
    printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
    posted = marks_from(request.POST, printed)
    if posted is None:
        return _("This is not a score sheet. Reload the page.")
    given, client_id = posted
    proposed = proposed_levels(entry.dossier, _advice(entry))
    if lacks(printed, given.levels, given.reasons, proposed):
        return ""  # the page itself lists them
    try:
        whole = Marks(complete_levels(printed, given.levels), given.disqualified, given.reasons, given.opinion)
        send_sheet(entry=entry, marks=whole, client_id=client_id, by=request.post)
    except NotPermitted as wrong:
        return wrong.reason
    except SheetRefused as wrong:
        return _("Criterion %(code)s: %(problem)s.") % {"code": wrong.criterion, "problem": wrong.problem}
    messages.success(request, _("Your sheet on “%(name)s” was sent.") % {"name": entry.dossier.product.name})
    return redirect("evaluation:my-sheets", entry.session.public_id)


def carried(draft: Draft, client_id: object) -> list[tuple[str, Any]]:
    """Return the fields by which a confirmation carries the sheet that it shows."""
    levels: Mapping[str, Any] = draft.levels
    return [
        ("client_id", client_id),
        *((f"m-{code}", NO_LEVEL if mark is None else mark) for code, mark in levels.items()),
        *((f"r-{code}", text) for code, text in draft.reasons.items()),
        *(("d", code) for code in draft.disqualified),
        *([("d-confirm", "1")] if draft.disqualified else []),
        ("opinion", draft.opinion),
    ]


def _entry(request: ActingRequest, public_id: str) -> Entry:
    post = request.post
    entry = _ENTRY.first(post.role, user_id=post.user_id, province=post.province, public_id=public_id)
    if entry is None:
        raise Http404
    return entry


def _visible(role: Role) -> QuerySet[Entry]:
    found = entries_visible_to(somebody_as(role)).filter(public_id=Given("public_id", CharField()))
    return found.select_related(*_WITH).only(*_READ)


_ENTRY = Prepared(_visible)


def _advice(entry: Entry) -> AdvisorySheet | None:
    advice: AdvisorySheet | None = getattr(entry.dossier, "advisory_sheet", None)
    return advice if advice is not None and advice.sent_at is not None else None
