"""A member's own sheets: the list, the screen, sending, stepping aside."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.criteria.domain.refusal import SheetRefused
from openocop.criteria.domain.regulation import regulation_of
from openocop.criteria.domain.releases import criteria_set
from openocop.dossiers.domain.self_score import complete_levels
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.forms import ReasonForm, marks_from
from openocop.evaluation.models import Entry, ScoreSheet, Seat
from openocop.evaluation.permissions import entries_visible_to, may_score
from openocop.evaluation.selectors.own import neighbours, own_rows
from openocop.evaluation.selectors.scoring import (
    ScoringPage,
    advice_on,
    departures,
    first_sheet,
    lack_rows,
    own_draft,
    own_sheet,
    scoring_page,
    sheet_number,
)
from openocop.evaluation.services.councils import step_aside as step_aside_
from openocop.evaluation.services.sheets import save_sheet, send_sheet
from openocop.evaluation.views.access import entry_of, scoring_seat, session_of
from openocop.evaluation.views.files import served_evidence

PER_PAGE = 50


@acting
def my_sheets(request: ActingRequest, public_id: str) -> HttpResponse:
    """One's own sheets of a session, in the order of presentation: nobody else's progress, in no form."""
    session = session_of(request, public_id)
    seat = scoring_seat(request, session)
    entries = entries_visible_to(request.post).filter(session=session)
    page = Paginator(entries.order_by("position"), PER_PAGE).get_page(request.GET.get("trang"))
    context = own_rows(session, seat, entries, list(page)) | {"session": session, "page": page, "seat": seat}
    return render(request, "evaluation/my_sheets.html", context | _frame(session.is_illustrative))


@acting
def score(request: ActingRequest, public_id: str) -> HttpResponse:
    """The scoring screen. A POST saves: JSON for the page's own script, a redirect for a plain form."""
    entry = entry_of(request, public_id)
    seat = scoring_seat(request, entry.session)
    if request.method == "POST":
        return _save(request, entry, seat)
    sheet = own_sheet(entry, seat)
    if sheet is not None and sheet.sent_at is not None:
        return render(request, "evaluation/sent_sheet.html", _sent_context(request, entry, seat, sheet))
    verdict = may_score(request.post, entry, recused=False)
    page = _page(entry, seat)
    context = {
        "page": page,
        "entry": entry,
        "session": entry.session,
        "seat": seat,
        "verdict": verdict,
        "closed": not verdict,
        "client_id": sheet_number(entry, seat),
        "sheet": sheet,
        "save_url": reverse("evaluation:score", args=[entry.public_id]),
        "list_url": reverse("evaluation:my-sheets", args=[entry.session.public_id]),
        "mode": "member",
        "first": first_sheet(entry, seat),
    }
    return render(request, "evaluation/score.html", context | neighbours(request.post, entry))


@acting
def send(request: ActingRequest, public_id: str) -> HttpResponse:
    """What is missing before sending, or the confirmation; a POST sends what was saved."""
    entry = entry_of(request, public_id)
    seat = scoring_seat(request, entry.session)
    sheet = own_sheet(entry, seat)
    if sheet is not None and sheet.sent_at is not None:
        return redirect("evaluation:score", public_id)
    page = _page(entry, seat)
    verdict = may_score(request.post, entry, recused=False)
    problem = ""
    if request.method == "POST" and not page.lacks:
        problem = _send(request, entry, page, sheet.client_id if sheet else sheet_number(entry, seat))
        if not problem:
            messages.success(request, _("Your sheet on “%(name)s” was sent.") % {"name": entry.dossier.product.name})
            return redirect("evaluation:my-sheets", entry.session.public_id)
    context = {"page": page, "entry": entry, "session": entry.session, "verdict": verdict, "problem": problem}
    context |= {"lacks": lack_rows(page), "departures": departures(page)}
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluation/send_sheet.html", context | _frame(entry.session.is_illustrative), status=status)


@acting
def step_aside(request: ActingRequest, public_id: str) -> HttpResponse:
    """Declare a conflict of interest; from then on the product is out of one's sight."""
    entry = entry_of(request, public_id)
    scoring_seat(request, entry.session)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            step_aside_(session=entry.session, dossier=entry.dossier, by=request.post, **form.cleaned_data)
        except Refused as wrong:
            form.add_error(wrong.field or None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("You stepped aside from one product; you neither see nor score it."))
            return redirect("evaluation:my-sheets", entry.session.public_id)
    context = {"form": form, "entry": entry, "session": entry.session} | _frame(entry.session.is_illustrative)
    return render(request, "evaluation/step_aside.html", context, status=422 if form.errors else 200)


@acting
def evidence(request: ActingRequest, public_id: str, evidence_id: str) -> HttpResponseBase:
    """One paper of a dossier before the council."""
    return served_evidence(entry_of(request, public_id).dossier, evidence_id)


def _save(request: ActingRequest, entry: Entry, seat: Seat) -> HttpResponse:
    wants_json = "application/json" in request.headers.get("Accept", "")
    problem, status, saved = "", 200, None
    try:
        posted = marks_from(request.POST, criteria_set(entry.dossier.release, entry.dossier.set_no))
        if posted is None:
            problem, status = _("This is not a score sheet. Reload the page."), 422
        else:
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


def _send(request: ActingRequest, entry: Entry, page: ScoringPage, client_id: UUID) -> str:
    levels = complete_levels(page.criteria_set, page.draft.levels)
    marks = Marks(levels, page.draft.disqualified, page.draft.reasons, page.draft.opinion)
    try:
        send_sheet(entry=entry, marks=marks, client_id=client_id, by=request.post)
    except NotPermitted as wrong:
        return wrong.reason
    except SheetRefused as wrong:
        return str(wrong)
    return ""


def _page(entry: Entry, seat: Seat) -> ScoringPage:
    regulation = regulation_of(entry.session.council.round.release, entry.session.council.regulation)
    advice = advice_on(entry.dossier)
    return scoring_page(entry.dossier, own_draft(entry, seat), regulation=regulation, advice=advice)


def _sent_context(request: ActingRequest, entry: Entry, seat: Seat, sheet: ScoreSheet) -> dict[str, Any]:
    return {
        "page": _page(entry, seat),
        "sheet": sheet,
        "first": first_sheet(entry, seat),
        "entry": entry,
        "session": entry.session,
        **neighbours(request.post, entry),
        **_frame(entry.session.is_illustrative),
    }


def _frame(is_illustrative: bool) -> dict[str, Any]:
    return {"illustrative": is_illustrative}
