"""Straightening a photographed paper: four corners are proposed, moved by whoever looks, tried, and only then used."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest
from openocop.core.harmless import made
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.core.verdict import require
from openocop.dossiers.domain.straightening import NoSuchQuad, Quad, quad_from, text_of
from openocop.dossiers.forms.acts import OnceForm
from openocop.dossiers.models import Dossier, Evidence
from openocop.dossiers.permissions import FILLS_IN, may_edit
from openocop.dossiers.services.pictures import FORMATS, sheet_in, straightened
from openocop.dossiers.services.straightening import straighten_evidence
from openocop.dossiers.views.access import banner_of, dossier_to_fill_in, for_roles, today
from openocop.dossiers.views.scoring import back_to

TRIED_EDGE = 1000  # pixels; enough to judge by eye


@for_roles(*FILLS_IN)
def straighten(request: ActingRequest, public_id: str, paper_id: str) -> HttpResponse:
    """Show the photograph with its corners; a post puts the straightened one in its place."""
    dossier = dossier_to_fill_in(request, public_id)
    paper = _picture(dossier, paper_id)
    require(may_edit(request.post, dossier, on=today()))
    form = OnceForm(request.POST if request.method == "POST" else None)
    quad, problem = _corners(request, paper)
    if request.method == "POST" and form.is_valid() and not problem:
        try:
            straighten_evidence(by=request.post, evidence=paper, quad=quad, client_id=form.cleaned_data["client_id"])
        except Refused as wrong:
            messages.error(request, str(wrong))
        else:
            messages.success(request, _("The straightened picture is in the dossier; the one it was made of is kept."))
            return back_to(dossier, paper.criterion)
    tried = ("goc" in request.GET or "x0" in request.GET) and not problem
    context: dict[str, Any] = {
        "dossier": dossier,
        "paper": paper,
        "form": form,
        "corners": [(number, round(x * 100), round(y * 100)) for number, (x, y) in enumerate(quad.corners)],
        "text": text_of(quad),
        "tried": tried,
        "back": back_to(dossier, paper.criterion).url,
        "problem": problem,
        "illustrative": banner_of([dossier]),
    }
    return render(request, "dossiers/straighten.html", context, status=422 if problem else 200)


@for_roles(*FILLS_IN)
def tried(request: ActingRequest, public_id: str, paper_id: str) -> HttpResponse:
    """Draw what the corners of the address enclose; nothing is kept."""
    dossier = dossier_to_fill_in(request, public_id)
    paper = _picture(dossier, paper_id)
    try:
        quad = quad_from(request.GET.get("goc", ""))
    except NoSuchQuad as wrong:
        raise Http404 from wrong
    with path_of(paper.file.sha256).open("rb") as file:
        drawn = straightened(file, paper.file.media_type, quad, edge=TRIED_EDGE)
    return made(drawn.content, "thu.jpg", drawn.media_type)


def _picture(dossier: Dossier, paper_id: str) -> Evidence:
    papers = dossier.evidence.filter(removed_at=None, file__media_type__in=FORMATS).select_related("file", "dossier")
    return get_object_or_404(papers, public_id=paper_id)


def _corners(request: ActingRequest, paper: Evidence) -> tuple[Quad, str]:
    """Return the corners sent, or those proposed; with words where the ones sent enclose nothing."""
    given = request.POST if request.method == "POST" else request.GET
    asked = "goc" in given or "x0" in given
    try:
        if asked:
            return quad_from(given.get("goc") or _from_fields(given)), ""
    except NoSuchQuad:
        pass
    with path_of(paper.file.sha256).open("rb") as file:
        proposed = sheet_in(file, paper.file.media_type)
    return proposed, _("These corners enclose no sheet. Name them from the top left one clockwise.") if asked else ""


def _from_fields(given: Any) -> str:
    """Read the eight fields of percent that the page has without a script."""
    shares = (given.get(f"{axis}{number}", "") for number in range(4) for axis in "xy")
    return ",".join(f"{share}0" if share != "0" else "0" for share in shares)
