"""A member's own sheets: the list, the screen, sending, stepping aside."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.criteria.domain.regulation import regulation_of
from openocop.dossiers.views.papers import served_whole
from openocop.dossiers.views.shared import served_evidence
from openocop.evaluation.domain.procedure import procedure_of
from openocop.evaluation.forms.sheets import ReasonForm
from openocop.evaluation.models import Entry, ScoreSheet, Seat, Session
from openocop.evaluation.permissions import entries_visible_to, may_declare, may_score
from openocop.evaluation.selectors.blind import is_masked, withheld
from openocop.evaluation.selectors.drafts import Draft, answer_lacks
from openocop.evaluation.selectors.opinions import answer_term
from openocop.evaluation.selectors.own import neighbours, own_rows, stamp_of
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
from openocop.evaluation.selectors.visits import sent_visits
from openocop.evaluation.services.conflicts import step_aside as step_aside_
from openocop.evaluation.views.access import ask_to_declare, entry_of, scoring_seat, session_of
from openocop.evaluation.views.presentation import now_context
from openocop.evaluation.views.stages import invented
from openocop.evaluation.views.writing import Unsaved, carried, save, send_confirmed

PER_PAGE = 50


@acting
def my_sheets(request: ActingRequest, public_id: str) -> HttpResponse:
    """One's own sheets of a session, in the order of presentation: nobody else's progress, in no form."""
    session = session_of(request, public_id)
    seat = scoring_seat(request, session)
    entries = entries_visible_to(request.post).filter(session=session)
    if seat.declared_until is None and may_declare(request.post, session) and entries.exists():
        return redirect("evaluation:declare", public_id)
    page = Paginator(entries.order_by("position"), PER_PAGE).get_page(request.GET.get("trang"))
    context = own_rows(session, seat, entries, list(page)) | {"session": session, "page": page, "seat": seat}
    return render(request, "evaluation/my_sheets.html", now_context(request, public_id) | context | _frame(session))


@acting
def score(request: ActingRequest, public_id: str) -> HttpResponse:
    """The scoring screen. A POST saves: JSON for the page's own script, a redirect for a plain form.

    Did the sheet change since a plain form was opened, the form comes back as filled in, to go over what was saved.
    """
    unsaved: Unsaved | None = None
    if request.method == "POST":
        saved = save(request, public_id)
        if isinstance(saved, HttpResponse):
            return saved
        unsaved = saved
    entry = entry_of(request, public_id)
    seat = scoring_seat(request, entry.session)
    sheet = own_sheet(entry, seat)
    if sheet is not None and sheet.sent_at is not None:
        return render(request, "evaluation/sent_sheet.html", _sent_context(request, entry, seat, sheet))
    if asked := ask_to_declare(request, entry):
        return asked
    verdict = may_score(request.post, entry, on=legal_day(timezone.now()))
    page = _page(entry, seat, unsaved.draft if unsaved else None)
    context = {
        "page": page,
        "problem": unsaved.problem if unsaved else "",
        "entry": entry,
        "session": entry.session,
        "seat": seat,
        "verdict": verdict,
        "closed": not verdict,
        "client_id": sheet_number(entry, seat),
        "sheet": sheet,
        "saved_at": sheet.saved_at.isoformat() if sheet else "",
        "save_url": reverse("evaluation:score", args=[entry.public_id]),
        "list_url": reverse("evaluation:my-sheets", args=[entry.session.public_id]),
        "mode": "member",
        "first": first_sheet(entry, seat),
        "visits": () if page.masked else sent_visits(entry.dossier),
        "stamp": stamp_of(entry.session, seat, entry, sheet),
    }
    context |= now_context(request, entry.session.public_id, here=entry.public_id) | {"session": entry.session}
    context["term"] = answer_term(entry.session, today=legal_day(timezone.now()))
    status = unsaved.status if unsaved else 200
    return render(request, "evaluation/score.html", context | neighbours(request.post, entry), status=status)


@acting
def send(request: ActingRequest, public_id: str) -> HttpResponse:
    """What is missing before sending, or the confirmation; a POST sends the sheet that was confirmed."""
    problem = ""
    if request.method == "POST":
        sent = send_confirmed(request, public_id)
        if isinstance(sent, HttpResponse):
            return sent
        problem = sent
    entry = entry_of(request, public_id)
    seat = scoring_seat(request, entry.session)
    sheet = own_sheet(entry, seat)
    if sheet is not None and sheet.sent_at is not None:
        if problem:
            messages.error(request, problem)
        return redirect("evaluation:score", public_id)
    if asked := ask_to_declare(request, entry):
        return asked
    page = _page(entry, seat)
    verdict = may_score(request.post, entry, on=legal_day(timezone.now()))
    context = {"page": page, "entry": entry, "session": entry.session, "verdict": verdict, "problem": problem}
    client_id = sheet.client_id if sheet else sheet_number(entry, seat)
    context |= {
        "lacks": lack_rows(page) + _unanswered(entry, page),
        "departures": departures(page),
        "carried": carried(page.draft, client_id),
    }
    context |= {"number": sheet_number(entry, seat), "saved_at": sheet.saved_at.isoformat() if sheet else ""}
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluation/send_sheet.html", context | _frame(entry.session), status=status)


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
    context = {"form": form, "entry": entry, "session": entry.session} | _frame(entry.session)
    return render(request, "evaluation/step_aside.html", context, status=422 if form.errors else 200)


@acting
def evidence(request: ActingRequest, public_id: str, evidence_id: str) -> HttpResponseBase:
    """One paper of a dossier before the council; a member who did not declare their interests is asked to first."""
    entry = entry_of(request, public_id)
    if asked := ask_to_declare(request, entry):
        return asked
    if withheld(request.post, entry, evidence_id):
        raise Http404
    return served_evidence(entry.dossier, evidence_id)


@acting
def whole_dossier(request: ActingRequest, public_id: str) -> HttpResponseBase:
    """The whole dossier before the council, as one PDF."""
    return served_whole(entry_of(request, public_id).dossier, request.post)


def _page(entry: Entry, seat: Seat, filled: Draft | None = None) -> ScoringPage:
    council = entry.session.council
    regulation, procedure = regulation_of(council.round.release, council.regulation), procedure_of(council.procedure)
    return scoring_page(
        entry.dossier,
        filled or own_draft(entry, seat),
        regulation=regulation,
        advice=advice_on(entry.dossier),
        may_leave=procedure.allows_outside_field,
        masked=is_masked(entry, seat),
    )


def _unanswered(entry: Entry, page: ScoringPage) -> list[dict[str, str]]:
    """Return the answer in writing as a thing left to do; [] where it is given or not asked for."""
    missing = answer_lacks(page.draft) if entry.session.is_written else ""
    return [{"code": "", "anchor": "tc-ket", "label": _("Opinion in writing"), "words": missing}] if missing else []


def _sent_context(request: ActingRequest, entry: Entry, seat: Seat, sheet: ScoreSheet) -> dict[str, Any]:
    return {
        "page": _page(entry, seat),
        "sheet": sheet,
        "first": first_sheet(entry, seat),
        "entry": entry,
        "session": entry.session,
        "number": sheet_number(entry, seat),
        "stamp": stamp_of(entry.session, seat, entry, sheet),
        **neighbours(request.post, entry),
        **_frame(entry.session),
    }


def _frame(session: Session) -> dict[str, Any]:
    return {"illustrative": invented(session), "term": answer_term(session, today=legal_day(timezone.now()))}
