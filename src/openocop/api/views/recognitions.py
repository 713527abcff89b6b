"""Recognitions, certificates and codes, rounds, withdrawals."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Query, Router

from openocop.api.problems import Problem, said
from openocop.api.schemas.asked import Certificates, Paged, Recognitions
from openocop.api.schemas.base import Listed
from openocop.api.schemas.recognitions import Certificate, Recognition, Round, Verified
from openocop.api.selectors.pages import page_by, withdrawn_page
from openocop.api.views.frame import found_or_404, listed
from openocop.catalogue.selectors.public import public_certificates, public_recognitions
from openocop.catalogue.selectors.rounds import public_rounds, round_rows
from openocop.catalogue.selectors.verification import certificate_id, certificate_page
from openocop.catalogue.selectors.withdrawn import withdrawn
from openocop.catalogue.views.frame import Visit, visit
from openocop.recognition.models import Recognition as Row
from openocop.recognition.selectors.recognitions import current_recognitions

router = Router(tags=["recognitions"])
_RELATED = ("product__listing", "round", "decision", "certificate", "superseded_by")
_NO_CODE = gettext_noop(
    "No public certificate bears this code or number. It may be mistyped; it may not be an OCOP code."
)


@router.get("/recognitions", response=Listed[Recognition], summary="Recognitions")
def recognitions(request: HttpRequest, response: HttpResponse, asked: Query[Recognitions]) -> Any:
    """Every recognition of public products, past ones too, with how each stands today."""
    seen = visit()
    found = public_recognitions()
    if asked.product is not None:
        found = found.filter(product__public_id=asked.product)
    if asked.round is not None:
        found = found.filter(round__public_id=asked.round)
    page = page_by(found.select_related(*_RELATED), "public_id", limit=asked.limit, cursor=asked.cursor)
    return listed(request, response, seen, page, lambda rows: _told(rows, seen))


@router.get("/recognitions/{id}", response=Verified, summary="One recognition, as it stands today")
def recognition(request: HttpRequest, response: HttpResponse, id: str) -> Any:
    """How a recognition stands today, with its certificate."""
    return _standing(response, id)


@router.get("/certificates", response=Listed[Certificate], summary="Certificates")
def certificates(request: HttpRequest, response: HttpResponse, asked: Query[Certificates]) -> Any:
    """Certificates of public recognitions, and those that they took the place of."""
    seen = visit()
    found = public_certificates().select_related("recognition", "replaced_by")
    if asked.product_code is not None:
        found = found.filter(product_code=asked.product_code)
    page = page_by(found, "public_id", limit=asked.limit, cursor=asked.cursor)
    return listed(request, response, seen, page, lambda rows: [Certificate.of(row) for row in rows])


@router.get("/certificates/{id}", response=Verified, summary="One certificate, as it stands today")
def certificate(request: HttpRequest, response: HttpResponse, id: str) -> Any:
    """How a certificate stands today; of one that was replaced, how the one in its place does."""
    return _standing(response, id)


@router.get("/codes/{code}", response=Verified, summary="The code on a label, as it stands today")
def code(request: HttpRequest, response: HttpResponse, code: str) -> Any:
    """What `/ma/{code}` leads a scanner to: by product code (96-32152-01-2026), number or identifier."""
    named = certificate_id(code)
    shown = certificate_page(named, visit().on) if named else None
    if shown is None:
        raise Problem(404, said(_NO_CODE))
    response["Cache-Control"] = "no-cache"
    return Verified.of(code, shown, visit().on)


@router.get("/rounds", response=Listed[Round], summary="Rounds of evaluation")
def rounds(request: HttpRequest, response: HttpResponse, asked: Query[Paged]) -> Any:
    """Rounds with a recognition, or with figures that a source declares: both figures, side by side."""
    seen = visit()
    page = page_by(public_rounds(), "public_id", limit=asked.limit, cursor=asked.cursor)
    return listed(request, response, seen, page, lambda rows: [Round.of(row) for row in round_rows(rows)])


@router.get("/rounds/{id}", response=Round, summary="One round")
def round(request: HttpRequest, response: HttpResponse, id: str) -> Any:
    """A round of evaluation."""
    found = found_or_404(public_rounds().filter(public_id=id).first())
    (row,) = round_rows([found])
    return Round.of(row)


@router.get("/withdrawals", response=Listed[Recognition], summary="Withdrawn recognitions")
def withdrawals(request: HttpRequest, response: HttpResponse, asked: Query[Paged]) -> Any:
    """What was withdrawn, on which ground (art. 8), by which decision; the latest first."""
    seen = visit()
    found = withdrawn(seen.on).select_related(*_RELATED)
    page = withdrawn_page(found, limit=asked.limit, cursor=asked.cursor)
    return listed(request, response, seen, page, lambda rows: _told(rows, seen))


def _standing(response: HttpResponse, public_id: str) -> Verified:
    on = visit().on
    shown = found_or_404(certificate_page(public_id, on))
    response["Cache-Control"] = "no-cache"
    return Verified.of(public_id, shown, on)


def _told(rows: list[Row], seen: Visit) -> list[Recognition]:
    speaking = {one.pk for one in current_recognitions((row.product_id for row in rows), seen.on).values()}
    return [Recognition.of(row, row.product.listing, seen.on, speaks=row.pk in speaking) for row in rows]
