"""The producer's self-score and the papers beside each criterion."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest
from openocop.core.refusal import Refused
from openocop.criteria.domain.sheet import Mark
from openocop.dossiers.forms.acts import ACCEPTED_FILES
from openocop.dossiers.forms.producer import EvidenceForm
from openocop.dossiers.models import Dossier
from openocop.dossiers.permissions import FILLS_IN, may_edit
from openocop.dossiers.selectors.choosing import sources_of
from openocop.dossiers.selectors.sheets import NO_LEVEL, sheet_of
from openocop.dossiers.services.arriving import accepted_paper
from openocop.dossiers.services.evidence import attach_evidence, remove_evidence
from openocop.dossiers.services.self_scores import ChangedElsewhere, save_self_score
from openocop.dossiers.views.access import banner_of, dossier_to_fill_in, for_roles, today


@for_roles(*FILLS_IN)
def sheet(request: ActingRequest, public_id: str) -> HttpResponse:
    """The whole sheet at a glance: the total, what is missed, the groups."""
    dossier = dossier_to_fill_in(request, public_id)
    return render(request, "dossiers/sheet.html", _context(request, dossier))


@for_roles(*FILLS_IN)
def group(request: ActingRequest, public_id: str, code: str) -> HttpResponse:
    """One group of criteria, with the levels in the words of the law."""
    dossier = dossier_to_fill_in(request, public_id)
    context = _context(request, dossier)
    groups = list(context["sheet"].groups)
    place = next((n for n, row in enumerate(groups) if row.group.code == code), None)
    if place is None:
        raise Http404
    context |= {
        "here": groups[place],
        "before": groups[place - 1] if place else None,
        "after": groups[place + 1] if place + 1 < len(groups) else None,
    }
    return render(request, "dossiers/group.html", context)


@require_POST
@for_roles(*FILLS_IN)
def mark(request: ActingRequest, public_id: str) -> HttpResponse:
    """Save the level of one criterion. htmx gets the new totals, a plain form goes back to the criterion."""
    dossier = dossier_to_fill_in(request, public_id)
    code = request.POST.get("criterion", "")
    level, problem, now = request.POST.get("level", ""), "", None
    seen = {code: [_mark(text) if text else "" for text in request.POST.getlist("seen")]}
    try:
        save_self_score(
            by=request.post, dossier=dossier, levels={code: _mark(level)}, seen=seen if seen[code] else None
        )
    except ChangedElsewhere as wrong:
        problem, now = str(wrong), NO_LEVEL if wrong.now is None else str(wrong.now)
    except Refused as wrong:
        problem = str(wrong)
    if "HX-Request" in request.headers:
        dossier.refresh_from_db()
        context = _context(request, dossier) | {"problem": problem, "saved_at": None if problem else timezone.now()}
        context |= {"now": now, "criterion": code, "level": level}
        status = 409 if now is not None else 422 if problem else 200
        return render(request, "dossiers/_totals.html", context, status=status)
    if problem:
        messages.error(request, problem)
    return back_to(dossier, code, to_top=bool(problem))


@require_POST
@for_roles(*FILLS_IN)
def attach(request: ActingRequest, public_id: str) -> HttpResponse:
    """Take one paper in."""
    dossier = dossier_to_fill_in(request, public_id)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
        return back_to(dossier, request.POST.get("criterion", ""), to_top=True)
    data = form.cleaned_data
    file = data["file"]
    try:
        attach_evidence(
            by=request.post,
            dossier=dossier,
            client_id=data["client_id"],
            name=file.name,
            content=accepted_paper(file.file),
            criterion=data["criterion"],
            title=data["title"],
            page=data["page"],
            note=data["note"],
        )
    except Refused as wrong:
        messages.error(request, str(wrong))
        return back_to(dossier, data["criterion"], to_top=True)
    messages.success(request, _("The paper is in the dossier."))
    return back_to(dossier, data["criterion"])


@require_POST
@for_roles(*FILLS_IN)
def remove(request: ActingRequest, public_id: str, paper_id: str) -> HttpResponse:
    """Take one paper out."""
    dossier = dossier_to_fill_in(request, public_id)
    paper = get_object_or_404(dossier.evidence.select_related("dossier"), public_id=paper_id)
    remove_evidence(by=request.post, evidence=paper)
    messages.success(request, _("“%(title)s” was taken out of the dossier.") % {"title": paper.title})
    return back_to(dossier, paper.criterion)


def _context(request: ActingRequest, dossier: Dossier) -> dict[str, Any]:
    editable = may_edit(request.post, dossier, on=today())
    sheet = sheet_of(dossier)
    return {
        "dossier": dossier,
        "sheet": sheet,
        "sources": sources_of(dossier, sheet) if editable else [],
        "editable": editable,
        "not_editable": not editable,
        "accept": ACCEPTED_FILES,
        "new_id": uuid4,
        "illustrative": banner_of([dossier]),
    }


def _mark(text: str) -> Mark:
    """Read a level as a form sends it: a place, or that none fits; anything else is a place no sheet prints."""
    if text == NO_LEVEL:
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 3 else -1


def back_to(dossier: Dossier, code: str, *, to_top: bool = False) -> HttpResponseRedirect:
    """Lead back to the criterion, or to the sheet for a paper of the whole dossier.

    `to_top` leads to the head of the page, where what went wrong is written.
    """
    for row in sheet_of(dossier).groups:
        for criterion in row.criteria:
            if criterion.criterion.code == code:
                address = reverse("dossiers:group", args=[dossier.public_id, row.group.code])
                return HttpResponseRedirect(address if to_top else f"{address}#{criterion.anchor}")
    return redirect("dossiers:sheet", dossier.public_id)
