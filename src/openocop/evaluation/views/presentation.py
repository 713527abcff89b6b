"""What is before the council: called and timed by those who run the session, followed on every tablet."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_POST

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.core.domain.canonical import canonical_json, sha256_hex
from openocop.core.verdict import require
from openocop.evaluation.domain.quorum import Quorum
from openocop.evaluation.domain.timer import clock_text
from openocop.evaluation.forms.session import MinutesForm
from openocop.evaluation.models import Presentation
from openocop.evaluation.permissions import AT_THE_TABLE, entries_visible_to, has_quorum, may_run, seat_of
from openocop.evaluation.selectors.presence import quorum_of_session
from openocop.evaluation.selectors.presentation import Presented, presented_to
from openocop.evaluation.services.presence import note_movement
from openocop.evaluation.services.presentation import (
    ORDERED,
    call_product,
    move_entry,
    open_result,
    set_timer,
    start_timer,
    stop_timer,
)
from openocop.evaluation.views.access import session_of
from openocop.evaluation.views.acts import carried_out
from openocop.evaluation.views.stages import invented, stage_items

PER_PAGE = 50
_BACK = {"man-hinh": "evaluation:projector"}


@acting
def now(request: ActingRequest, public_id: str) -> HttpResponse:
    """The product before the council, asked for every three seconds by every tablet; unchanged it costs no page."""
    context = now_context(request, public_id, here=request.GET.get("tai", ""))
    return tagged(request, context["now_tag"], "evaluation/_now.html", context)


def now_context(request: ActingRequest, public_id: str, *, here: str = "") -> dict[str, Any]:
    """Return what `_now.html` shows this person, with its tag. Those who run the session see its time and quorum.

    Args:
        here: the public id of the product whose sheet they look at; it needs no link to itself.
    """
    presented = presented_to(request.post, public_id)
    if presented is None:
        raise Http404
    runs = request.post.role in AT_THE_TABLE and bool(may_run(request.post, presented.session))
    quorum = quorum_of_session(presented.session) if runs and not presented.session.is_written else None
    facts = [_of_entry(presented), here, runs, *(_of_table(presented.shown, quorum) if quorum else [])]
    return {
        "now": presented,
        "here": here,
        "session": presented.session,
        "scores": _scores(request, presented, runs=runs),
        "quorum": quorum,
        "quorum_told": has_quorum(quorum) if quorum else None,
        "clock": clock_of(presented.shown),
        "now_tag": tag_of(request, facts),
    }


def tagged(request: HttpRequest, tag: str, template: str, context: dict[str, Any]) -> HttpResponse:
    """Answer 304 to who has what bears this tag, else the piece of a page."""

    @condition(etag_func=lambda request: tag)
    def fragment(request: HttpRequest) -> HttpResponse:
        response = render(request, template, context)
        response["Cache-Control"] = "private, no-cache"
        return response

    return fragment(request)


def tag_of(request: HttpRequest, facts: list[Any]) -> str:
    return f'"{sha256_hex(canonical_json([getattr(request, "LANGUAGE_CODE", ""), *facts]))[:32]}"'


def clock_of(shown: Presentation | None) -> dict[str, Any] | None:
    """Return the time left as the server has it now; None where none was given."""
    if shown is None or not shown.minutes:
        return None
    left = shown.timer.left(timezone.now())
    return {"left": left, "text": clock_text(left), "running": shown.running_since is not None}


def facts_of_clock(shown: Presentation | None) -> list[Any]:
    """Return what the clock depends on, the passing of time aside."""
    if shown is None:
        return []
    return [shown.minutes, shown.used, shown.running_since.isoformat() if shown.running_since else ""]


def facts_of_quorum(quorum: Quorum) -> list[Any]:
    return [quorum.members, quorum.present, quorum.needed, quorum.chair_present, quorum.needs_chair]


@acting
def order(request: ActingRequest, public_id: str) -> HttpResponse:
    """The order of presentation; a POST puts one product at a place."""
    session = session_of(request, public_id)
    require(may_run(request.post, session))
    if request.method == "POST":
        entry, place = request.POST.get("entry", ""), _place(request.POST.get("place", ""))
        return carried_out(
            request,
            session,
            lambda: move_entry(session=session, entry_id=entry, place=place, by=request.post),
            to="evaluation:order",
        )
    entries = entries_visible_to(request.post).filter(session=session).order_by("position")
    page = Paginator(entries.select_related("dossier__product__producer"), PER_PAGE).get_page(request.GET.get("trang"))
    context = {"session": session, "page": page, "open": session.stage in ORDERED, "stages": stage_items(session)}
    return render(request, "evaluation/order.html", context | {"illustrative": invented(session)})


@require_POST
@acting
def call(request: ActingRequest, public_id: str) -> HttpResponse:
    session = session_of(request, public_id)
    entry = request.POST.get("entry", "")
    return carried_out(
        request, session, lambda: call_product(session=session, entry_id=entry, by=request.post), to=_back(request)
    )


@require_POST
@acting
def timer(request: ActingRequest, public_id: str) -> HttpResponse:
    """Give the presentation its minutes, start the time, or hold it."""
    session = session_of(request, public_id)

    def act() -> None:
        if "start" in request.POST:
            start_timer(session=session, by=request.post)
        elif "stop" in request.POST:
            stop_timer(session=session, by=request.post)
        else:
            set_timer(session=session, minutes=MinutesForm(request.POST).given(), by=request.post)

    return carried_out(request, session, act, to=_back(request))


@require_POST
@acting
def show_result(request: ActingRequest, public_id: str) -> HttpResponse:
    session = session_of(request, public_id)
    entry = request.POST.get("entry", "")
    done = "" if request.POST.get("back") else _("The hall now sees this product's result.")
    return carried_out(
        request, session, lambda: open_result(session=session, entry_id=entry, by=request.post), done, to=_back(request)
    )


@require_POST
@acting
def movement(request: ActingRequest, public_id: str) -> HttpResponse:
    session = session_of(request, public_id)
    seat, present = request.POST.get("seat", ""), request.POST.get("present") == "yes"
    return carried_out(
        request, session, lambda: note_movement(session=session, seat_id=seat, present=present, by=request.post)
    )


def _of_entry(presented: Presented) -> list[Any]:
    if presented.entry is None:
        return [presented.aside]
    product = presented.entry.dossier.product
    maker = product.producer.name if product.producer else ""
    return [presented.entry.public_id, presented.entry.position, product.name, maker]


def _of_table(shown: Presentation | None, quorum: Quorum) -> list[Any]:
    return [*facts_of_clock(shown), *facts_of_quorum(quorum), shown.result_open if shown else False]


def _scores(request: ActingRequest, presented: Presented, *, runs: bool) -> bool:
    """Tell whether the product leads to a sheet of one's own. Members always score; a chair may not; no office does."""
    if not runs:
        return request.post.role == Role.COUNCIL_MEMBER
    seat = seat_of(request.post, presented.session.council)
    return seat is not None and seat.scores


def _place(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else 1


def _back(request: ActingRequest) -> str:
    return _BACK.get(request.POST.get("back", ""), "evaluation:session")
