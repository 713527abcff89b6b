"""Fetching and authorising in one breath. What one may not know of does not exist: 404, the same for all."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from openocop.accounts.acting import ActingRequest
from openocop.core.verdict import NotPermitted, require
from openocop.dossiers.models import Dossier
from openocop.evaluation.models import Entry, Seat, Session
from openocop.evaluation.permissions import (
    dossiers_for_advice,
    entries_visible_to,
    may_declare,
    may_fill,
    may_open,
    seat_of,
    sessions_visible_to,
)


def session_of(request: ActingRequest, public_id: str) -> Session:
    found = sessions_visible_to(request.post).select_related("council__round").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def entry_of(request: ActingRequest, public_id: str) -> Entry:
    related = ("session__council__round", "dossier__product__producer")
    found = entries_visible_to(request.post).select_related(*related).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def ask_to_declare(request: ActingRequest, entry: Entry) -> HttpResponse | None:
    """Lead a member who must declare their interests on this product to where they do; None for everybody else."""
    verdict = may_open(request.post, entry)
    if verdict:
        return None
    if may_declare(request.post, entry.session):
        return redirect("evaluation:declare", entry.session.public_id)
    raise NotPermitted(verdict)


def scoring_seat(request: ActingRequest, session: Session) -> Seat:
    """Return the seat from which the acting person scores; refuse whoever has no sheets here."""
    require(may_fill(request.post, session))
    seat = seat_of(request.post, session.council)
    if seat is None:
        raise Http404
    return seat


def dossier_for_advice(request: ActingRequest, public_id: str) -> Dossier:
    """Return a dossier the advisory team works on."""
    found = dossiers_for_advice(request.post).select_related("product__producer", "round").filter(public_id=public_id)
    dossier = found.first()
    if dossier is None:
        raise Http404
    return dossier
