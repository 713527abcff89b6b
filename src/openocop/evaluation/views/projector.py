"""What the hall sees: the product before the council, its time, who is there; its result once the chair opens it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.harmless import served
from openocop.core.verdict import require
from openocop.criteria.domain.releases import criteria_set
from openocop.evaluation.models import Entry, Session
from openocop.evaluation.permissions import entries_visible_to, has_quorum, may_run, may_see_results
from openocop.evaluation.selectors.presence import quorum_of_session
from openocop.evaluation.selectors.presentation import agenda_around, presented_to
from openocop.evaluation.selectors.results import ResultRow, results_of
from openocop.evaluation.views.access import session_of
from openocop.evaluation.views.presentation import clock_of, facts_of_clock, facts_of_quorum, tag_of, tagged
from openocop.evaluation.views.stages import invented
from openocop.registry.selectors.photos import hanging_photos


@acting
def projector(request: ActingRequest, public_id: str) -> HttpResponse:
    """The hall's screen. Before the reveal nothing of any sheet: no score, no count, no advice."""
    return render(request, "evaluation/projector.html", _context(request, session_of(request, public_id)))


@acting
def projector_live(request: ActingRequest, public_id: str) -> HttpResponse:
    """What the screen shows, asked for every three seconds; unchanged it costs no page."""
    context = _context(request, session_of(request, public_id))
    return tagged(request, context["hall_tag"], "evaluation/_hall.html", context)


@acting
def projector_photo(request: ActingRequest, public_id: str, photo_id: str) -> HttpResponseBase:
    """A photograph of a product on the agenda."""
    session = session_of(request, public_id)
    require(may_run(request.post, session))
    products = entries_visible_to(request.post).filter(session=session).values("dossier__product")
    photos = hanging_photos().select_related("file").filter(product__in=products)
    return served(get_object_or_404(photos, public_id=photo_id).file)


def _context(request: ActingRequest, session: Session) -> dict[str, Any]:
    require(may_run(request.post, session))
    presented = presented_to(request.post, session.public_id)
    if presented is None:
        raise Http404
    shown = presented.shown
    entry = None if shown is None or shown.entry_id is None else _entry(request, session, shown.entry_id)
    row = _row(request, session, entry) if entry and shown and shown.result_open else None
    agenda = agenda_around(request.post, session, presented.position)
    quorum = quorum_of_session(session)
    photo = hanging_photos().filter(product=entry.dossier.product).first() if entry else None
    told = [entry.public_id, entry.ballot, entry.ballot_open] if entry else [presented.aside]
    facts = [session.stage, *told, row.shown_as if row else "", agenda.total, agenda.place, agenda.before, agenda.after]
    facts += [*facts_of_clock(shown), *facts_of_quorum(quorum), photo.public_id if photo else ""]
    return {
        "session": session,
        "entry": entry,
        "aside": shown is not None and shown.entry_id is not None and entry is None,
        "agenda": agenda,
        "photo": photo,
        "clock": clock_of(shown),
        "quorum": quorum,
        "quorum_told": has_quorum(quorum),
        "may_open": entry is not None and row is None and not entry.ballot_open and _revealed(request, session),
        "illustrative": invented(session),
        "hall_tag": tag_of(request, facts),
        **_result(entry, row),
    }


def _entry(request: ActingRequest, session: Session, key: int) -> Entry | None:
    entries = entries_visible_to(request.post).filter(session=session, pk=key)
    return entries.select_related("dossier__product__producer").first()


def _revealed(request: ActingRequest, session: Session) -> bool:
    return bool(may_see_results(request.post, session))


def _row(request: ActingRequest, session: Session, entry: Entry) -> ResultRow | None:
    if entry.ballot_open or not _revealed(request, session):
        return None
    results = results_of(session, {entry.pk})
    return results.rows(results.standings)[0]


def _result(entry: Entry | None, row: ResultRow | None) -> dict[str, Any]:
    if entry is None:
        return {}
    printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
    missed = row.held.missed_in_band if row and row.held else ()
    return {
        "row": row,
        "printed": printed,
        "short": {row.gate_star: len(row.missed)} if row else {},
        "missed": [(code, printed.criterion(code).caption) for code in missed],
    }
