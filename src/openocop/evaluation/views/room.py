"""The session room of the chair and the secretary; the office reads along, members are sent to their own sheets."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.core.verdict import require
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.forms.session import DiscussionForm, MinutesForm
from openocop.evaluation.models import Session
from openocop.evaluation.permissions import (
    entries_visible_to,
    may_enter,
    may_fill,
    may_print_lists,
    may_read_papers,
    may_run,
    may_see_progress,
    may_see_results,
    sessions_visible_to,
)
from openocop.evaluation.selectors.presence import attendance_of
from openocop.evaluation.selectors.presentation import agenda_around
from openocop.evaluation.selectors.room import Progress, agenda_rows, progress_of_session
from openocop.evaluation.services.presentation import ORDERED
from openocop.evaluation.services.sessions import mark_attendance, open_session, reveal_scores, write_discussion
from openocop.evaluation.views.access import session_of
from openocop.evaluation.views.acts import carried_out
from openocop.evaluation.views.opinions import written_room
from openocop.evaluation.views.presentation import now_context, tag_of, tagged
from openocop.evaluation.views.stages import invented, stage_items

PER_PAGE = 50


@acting
def sessions(request: ActingRequest) -> HttpResponse:
    """The sessions one may know of, latest first."""
    require(may_enter(request.post))
    found = sessions_visible_to(request.post).select_related("council__round").order_by("-held_on", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "evaluation/sessions.html", {"page": page})


@acting
def session(request: ActingRequest, public_id: str) -> HttpResponse:
    """The room. A member who does not run the session works on their own sheets."""
    found = session_of(request, public_id)
    if request.post.role == Role.COUNCIL_MEMBER:
        return redirect("evaluation:my-sheets", public_id)
    if found.is_written:
        return written_room(request, found)
    entries = entries_visible_to(request.post).filter(session=found).order_by("position")
    page = Paginator(entries.select_related("dossier__product__producer"), PER_PAGE).get_page(request.GET.get("trang"))
    progress = _progress(request, found)
    runs = may_run(request.post, found)
    rows = agenda_rows(page, progress=progress, session=found)
    again = found.stage == SessionStage.REVEALED and found.entries.filter(ballot_open=True).exists()
    now = now_context(request, public_id)
    context = {
        **now,
        "session": found,
        "page": page,
        "rows": rows,
        "asides": runs and any(row.aside for row in rows),
        "counting": runs and (found.stage == SessionStage.SCORING or again or _awaits_absent(found, progress)),
        "runs": runs,
        "attendance": attendance_of(found, came=progress.came if progress else frozenset()),
        "lists": may_print_lists(request.post, found),
        "callable": runs and found.stage != SessionStage.SCHEDULED,
        "orderable": runs and found.stage in ORDERED and len(rows) > 1,
        "stages": stage_items(found),
        "fills": may_fill(request.post, found),
        "results": may_see_results(request.post, found),
        "papers": may_read_papers(request.post, found),
        "minutes_form": MinutesForm(initial={"minutes": now["now"].minutes}),
        "agenda": agenda_around(request.post, found, now["now"].position),
        "form": DiscussionForm(initial={"text": found.discussion}),
        "illustrative": invented(found),
        **_progress_context(request, found, progress),
    }
    return render(request, "evaluation/session.html", context)


@acting
def progress(request: ActingRequest, public_id: str) -> HttpResponse:
    """The count of sheets, asked for every few seconds; unchanged it costs no page."""
    found = session_of(request, public_id)
    require(may_see_progress(request.post, found))
    counted = progress_of_session(found)
    context = {"session": found, "live": True, **_progress_context(request, found, counted)}
    seats = [[one.seat.public_id, one.sent, one.expected] for one in counted.seats]
    tag = tag_of(request, [found.stage, counted.sheets, counted.products, seats])
    return tagged(request, tag, "evaluation/_progress.html", context)


@require_POST
@acting
def open_(request: ActingRequest, public_id: str) -> HttpResponse:
    found = session_of(request, public_id)
    done = _("The session is open.")
    return carried_out(request, found, lambda: open_session(session=found, by=request.post), done, step="open")


@require_POST
@acting
def reveal(request: ActingRequest, public_id: str) -> HttpResponse:
    found = session_of(request, public_id)
    done = _("The scores are revealed.")
    act, results = lambda: reveal_scores(session=found, by=request.post), "evaluation:results"
    return carried_out(request, found, act, done, to=results, step="reveal")


@require_POST
@acting
def attendance(request: ActingRequest, public_id: str) -> HttpResponse:
    found = session_of(request, public_id)
    seat, attended = request.POST.get("seat", ""), request.POST.get("attended") == "yes"
    return carried_out(
        request, found, lambda: mark_attendance(session=found, seat_id=seat, attended=attended, by=request.post)
    )


@require_POST
@acting
def discussion(request: ActingRequest, public_id: str) -> HttpResponse:
    found = session_of(request, public_id)
    form = DiscussionForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("evaluation:session", public_id)
    text = form.cleaned_data["text"]
    done = _("The discussion is kept for the minutes.")
    return carried_out(request, found, lambda: write_discussion(session=found, text=text, by=request.post), done)


def _progress(request: ActingRequest, session: Session) -> Progress | None:
    """Return what is still to come, where there is something to wait for and this person may know of it.

    Before the session opens that is what absent members may still send, where the procedure takes it.
    """
    if session.stage in {SessionStage.FIXED, SessionStage.CLOSED} or not may_see_progress(request.post, session):
        return None
    return progress_of_session(session)


def _awaits_absent(session: Session, progress: Progress | None) -> bool:
    ahead = session.stage == SessionStage.SCHEDULED and progress is not None
    return ahead and any(one.expected for one in progress.seats)  # type: ignore[union-attr]  # asked for above


def _progress_context(request: ActingRequest, session: Session, counted: Progress | None) -> dict[str, Any]:
    told = may_see_progress(request.post, session)
    reason = told.reason
    if told and counted is not None and counted.sheets:
        words = _("%(products)s products still wait for %(sheets)s sheets.")
        reason = words % {"products": counted.products, "sheets": counted.sheets}
    return {"progress": counted, "told": told, "not_yet": reason}
