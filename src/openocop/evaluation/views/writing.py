"""A member's own sheet as it comes in: saved as often as the page asks, sent as it was confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.criteria.domain.refusal import SheetRefused
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.forms.sheets import marks_from
from openocop.evaluation.models import ScoreSheet
from openocop.evaluation.permissions import seat_of
from openocop.evaluation.selectors.drafts import Draft
from openocop.evaluation.selectors.scoring import NO_LEVEL, own_sheet
from openocop.evaluation.services.sheets import SheetChanged, SheetUnfinished, save_sheet, send_sheet
from openocop.evaluation.views.access import entry_of, scoring_seat


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What was filled in and not taken: why, in words, and by which status."""

    problem: str
    status: int
    marks: Marks | None = None

    @property
    def draft(self) -> Draft | None:
        return Draft.of(self.marks) if self.marks else None


def save(request: ActingRequest, public_id: str) -> HttpResponse | Unsaved:
    """Keep what was filled in: JSON for the page's own script, a redirect for a plain form.

    A plain form gets `Unsaved` back when the sheet changed meanwhile, to show both.
    """
    done = _attempt(request, public_id, save_sheet)
    if _wants_json(request):
        return _answer(request, public_id, done)
    if isinstance(done, Unsaved):
        if done.status == 409:
            return done
        messages.error(request, done.problem)
    elif request.POST.get("act") == "send":
        return redirect("evaluation:send-sheet", public_id)
    return redirect("evaluation:score", public_id)


def send_confirmed(request: ActingRequest, public_id: str) -> HttpResponse | str:
    """Send the sheet that was confirmed, whatever another device saved since; else return what is in the way.

    The page's own script says which state of the sheet was confirmed, and is answered in JSON.
    """
    done = _attempt(request, public_id, send_sheet)
    if _wants_json(request):
        return _answer(request, public_id, done)
    if isinstance(done, Unsaved):
        return done.problem
    name = done.entry.dossier.product.name
    messages.success(request, _("Your sheet on “%(name)s” was sent.") % {"name": name})
    return redirect("evaluation:my-sheets", done.entry.session.public_id)


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
        *([("answer", draft.answer), ("answer_reason", draft.answer_reason)] if draft.answer else []),
    ]


def _attempt(request: ActingRequest, public_id: str, act: Callable[..., ScoreSheet]) -> ScoreSheet | Unsaved:
    posted = marks_from(request.POST)
    if posted is None:
        scoring_seat(request, entry_of(request, public_id).session)
        return Unsaved(_("This is not a score sheet. Reload the page."), 422)
    try:
        return act(
            entry_id=public_id,
            marks=posted.marks,
            client_id=posted.client_id,
            by=request.post,
            origin=posted.origin,
        )
    except NotPermitted as wrong:
        return Unsaved(wrong.reason, 403)
    except SheetRefused as wrong:
        return Unsaved(_("Criterion %(code)s: %(problem)s.") % {"code": wrong.criterion, "problem": wrong.problem}, 422)
    except SheetUnfinished as wrong:
        # The page that asks once more lists what is missing itself.
        return Unsaved(str(wrong) if _wants_json(request) else "", 422)
    except Refused as wrong:
        return Unsaved(str(wrong), 409 if isinstance(wrong, SheetChanged) else 422, posted.marks)


def _wants_json(request: ActingRequest) -> bool:
    return "application/json" in request.META.get("HTTP_ACCEPT", "")


def _answer(request: ActingRequest, public_id: str, done: ScoreSheet | Unsaved) -> JsonResponse:
    if isinstance(done, Unsaved):
        kept = _kept(request, public_id) if done.status in {403, 409} and request.POST.get("sheet") else {}
        return JsonResponse({"problem": done.problem, **kept}, status=done.status)
    sent = {"sent_at": done.sent_at.isoformat()} if done.sent_at else {}
    return JsonResponse({"saved_at": done.saved_at.isoformat(), **sent})


def _kept(request: ActingRequest, public_id: str) -> dict[str, Any]:
    """Return one's own sheet as it stands, for a device that has another."""
    entry = entry_of(request, public_id)
    seat = seat_of(request.post, entry.session.council)
    sheet = own_sheet(entry, seat) if seat else None
    if sheet is None:
        return {}
    draft = Draft.of(sheet)
    return {
        "saved_at": sheet.saved_at.isoformat(),
        "sent_at": sheet.sent_at.isoformat() if sheet.sent_at else "",
        "fields": [[name, str(value)] for name, value in carried(draft, sheet.client_id)],
    }
