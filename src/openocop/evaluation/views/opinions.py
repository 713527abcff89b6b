"""Opinions in writing on re-assessments: asking, the round as those who run it see it, the meeting that follows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.domain.procedure import procedure_lines, procedure_of
from openocop.evaluation.forms.session import AskForm, SessionForm
from openocop.evaluation.models import Council, Session
from openocop.evaluation.permissions import (
    entries_visible_to,
    may_ask_in_writing,
    may_call_diverging,
    may_fill,
    may_read_papers,
    may_read_rounds,
    may_run,
    may_see_progress,
    may_see_results,
)
from openocop.evaluation.selectors.opinions import (
    answer_term,
    ask_rows,
    diverging,
    for_opinions,
    last_day_to_answer,
    opinion_rows,
    running_opinions,
    suggested_day,
)
from openocop.evaluation.selectors.room import progress_of_session
from openocop.evaluation.services.opinions import ask_in_writing, call_diverging, close_opinions, is_over
from openocop.evaluation.views.access import session_of
from openocop.evaluation.views.acts import carried_out
from openocop.evaluation.views.stages import invented, stage_items

_RULES = ("written_agreement", "silent_member", "quorum")


@acting
def ask(request: ActingRequest, public_id: str) -> HttpResponse:
    """Choose the re-assessments and the last day to answer; every member who scores is asked."""
    council = _council(request, public_id)
    require(may_ask_in_writing(request.post, council))
    today = legal_day(timezone.now())
    dossiers = for_opinions(council.round)
    posted = request.POST if request.method == "POST" else None
    form = AskForm(posted, initial={"answers_by": suggested_day(dossiers, today=today)})
    if posted is not None and form.is_valid():
        chosen = [dossier for dossier in dossiers if posted.get(f"on-{dossier.public_id}") == "1"]
        try:
            session = ask_in_writing(council=council, dossiers=chosen, by=request.post, **form.cleaned_data)
        except Refused as wrong:
            form.add_error(wrong.field or None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("The members are asked for their opinion in writing."))
            return redirect("evaluation:session", session.public_id)
    wanted = {dossier.public_id for dossier in dossiers if posted is None or f"on-{dossier.public_id}" in posted}
    context = {
        "round": council.round,
        "form": form,
        "rows": ask_rows(dossiers, today=today),
        "wanted": wanted,
        "latest": last_day_to_answer(dossiers, today=today),
        "members": council.seats.filter(scores=True, replaced_on=None),
        "rules": _rules(council),
        "running": running_opinions(council).first(),
        "illustrative": council.is_illustrative,
    }
    return render(request, "evaluation/ask.html", context, status=422 if form.errors else 200)


@acting
def call_meeting(request: ActingRequest, public_id: str) -> HttpResponse:
    """Call the meeting on what opinions in writing did not agree on."""
    council = _council(request, public_id)
    require(may_call_diverging(request.post, council))
    form = SessionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = call_diverging(council=council, by=request.post, **form.cleaned_data)
        except Refused as wrong:
            form.add_error(wrong.field or None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("The meeting is called."))
            return redirect("evaluation:session", meeting.public_id)
    entries = diverging(council).filter(pk__in=entries_visible_to(request.post).values("pk"))
    context = {"round": council.round, "form": form, "entries": entries, "illustrative": council.is_illustrative}
    return render(request, "evaluation/call_diverging.html", context, status=422 if form.errors else 200)


@require_POST
@acting
def close(request: ActingRequest, public_id: str) -> HttpResponse:
    found = session_of(request, public_id)
    done = _("The written-opinion round is closed.")
    return carried_out(request, found, lambda: close_opinions(session=found, by=request.post), done)


def written_room(request: ActingRequest, session: Session) -> HttpResponse:
    """Answer with the written-opinion round as those who run it and the office see it."""
    today = legal_day(timezone.now())
    told = may_see_progress(request.post, session)
    is_open = session.stage == SessionStage.SCORING
    progress = progress_of_session(session) if told and is_open else None
    rows = opinion_rows(request.post, session, progress=progress, today=today)
    context: dict[str, Any] = {
        "session": session,
        "rows": rows,
        "uncalled": any(row.to_meeting and row.entry.session_id == session.pk for row in rows),
        "term": answer_term(session, today=today),
        "told": told,
        "progress": progress,
        "close_refused": _close_refused(session, bool(progress and progress.sheets), told.reason, today),
        "runs": may_run(request.post, session),
        "calls": may_call_diverging(request.post, session.council),
        "fills": may_fill(request.post, session),
        "results": may_see_results(request.post, session),
        "papers": may_read_papers(request.post, session),
        "rules": _rules(session.council),
        "stages": stage_items(session),
        "illustrative": invented(session),
    }
    return render(request, "evaluation/written.html", context)


def _close_refused(session: Session, missing: bool, not_told: str, today: Any) -> str:
    if is_over(session, today):
        return ""
    if not_told:
        return not_told
    return _("It closes when the last answer is in, or after the last day.") if missing else ""


def _rules(council: Council) -> list[tuple[str, str]]:
    """Return what the regulation chose about opinions in writing."""
    procedure = procedure_of(council.procedure)
    return procedure_lines(procedure, only=_RULES)


def _council(request: ActingRequest, round_id: str) -> Council:
    require(may_read_rounds(request.post))
    here = Council.objects.filter(province=request.post.province).select_related("round")
    return get_object_or_404(here, round__public_id=round_id)
