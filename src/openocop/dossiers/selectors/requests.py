"""Requests to a producer: on the dossier, on the producer's page, and those that nobody answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from openocop.accounts.domain.roles import Post
from openocop.criteria.domain.releases import criteria_set
from openocop.dossiers.domain.requests import EXAMINED
from openocop.dossiers.models import Dossier, Evidence, SupplementRequest
from openocop.dossiers.permissions import dossiers_visible_to
from openocop.dossiers.selectors import words


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as a page shows it; `late` from the day after the last day to answer."""

    request: SupplementRequest
    kind: str
    criterion: str
    papers: Sequence[Evidence]
    late: bool


def request_rows(dossier: Dossier, *, on: date) -> list[RequestRow]:
    """Return the requests of a dossier, the latest first, in two queries."""
    rows = dossier.requests.prefetch_related("papers__file")
    return [request_row(row, dossier, on=on) for row in rows]


def request_row(request: SupplementRequest, dossier: Dossier, *, on: date) -> RequestRow:
    printed = criteria_set(dossier.release, dossier.set_no)
    named = f"{request.criterion} {printed.criterion(request.criterion).caption}" if request.criterion else ""
    papers = [paper for paper in request.papers.all() if paper.removed_at is None]
    late = request.is_open and request.answer_by is not None and request.answer_by < on
    return RequestRow(request, str(words.REQUESTS[request.kind]), named, papers, late)


def open_requests(post: Post, *, on: date) -> QuerySet[SupplementRequest]:
    """Return the unanswered requests of the dossiers this post may know of, the first due first."""
    dossiers = dossiers_visible_to(post, on=on).filter(stage__in=EXAMINED)
    found = SupplementRequest.objects.filter(dossier__in=dossiers, answered_at=None, withdrawn_at=None)
    return found.select_related("dossier__product").order_by("answer_by", "asked_at")
