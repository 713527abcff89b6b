"""The advisory team: its work list and its sheet on each dossier."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted, require
from openocop.criteria.domain.refusal import SheetRefused
from openocop.criteria.domain.regulation import regulation_of
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier
from openocop.dossiers.views.shared import served_evidence
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.forms.sheets import marks_from
from openocop.evaluation.models import AdvisorySheet
from openocop.evaluation.permissions import dossiers_for_advice, may_advise, may_list_advice
from openocop.evaluation.selectors.drafts import Draft
from openocop.evaluation.selectors.scoring import ScoringPage, advice_number, lack_rows, scoring_page
from openocop.evaluation.selectors.visits import sent_visits, with_counts
from openocop.evaluation.services.sheets import save_advisory_sheet
from openocop.evaluation.views.access import dossier_for_advice

PER_PAGE = 50


@acting
def advisory(request: ActingRequest) -> HttpResponse:
    """Dossiers accepted into a round: those without a sheet first."""
    require(may_list_advice(request.post))
    found = dossiers_for_advice(request.post).select_related("product__producer", "round", "advisory_sheet")
    todo = found.filter(stage=Stage.ACCEPTED).count()
    page = Paginator(with_counts(found).order_by("stage", "round_id", "product__sort_key"), PER_PAGE)
    context = {"page": page.get_page(request.GET.get("trang")), "todo": todo}
    return render(request, "evaluation/advisory.html", context)


@acting
def advise(request: ActingRequest, public_id: str) -> HttpResponse:
    """The sheet on the scoring screen; the producer's own levels are shown."""
    dossier = dossier_for_advice(request, public_id)
    sheet = AdvisorySheet.objects.filter(dossier=dossier).first()
    if request.method == "POST":
        return _save(request, dossier)
    verdict = may_advise(request.post, dossier)
    sent = sheet is not None and sheet.sent_at is not None
    context = {
        "page": _page(dossier, sheet),
        "verdict": {"reason": _("The advisory sheet was sent and stays as it is.")} if sent else verdict,
        "closed": sent or not verdict,
        "client_id": advice_number(dossier),
        "sheet": sheet,
        "saved_at": sheet.saved_at.isoformat() if sheet else "",
        "save_url": reverse("evaluation:advise", args=[dossier.public_id]),
        "list_url": reverse("evaluation:advisory"),
        "mode": "adviser",
        "visits": sent_visits(dossier),
    }
    return render(request, "evaluation/score.html", context)


@acting
def send_advice(request: ActingRequest, public_id: str) -> HttpResponse:
    """What is missing, or the confirmation; a POST puts the sheet before the council."""
    dossier = dossier_for_advice(request, public_id)
    sheet = AdvisorySheet.objects.filter(dossier=dossier).first()
    if sheet is None or sheet.sent_at is not None:
        return redirect("evaluation:advise", public_id)
    page = _page(dossier, sheet)
    problem = ""
    if request.method == "POST" and not page.lacks:
        problem = _send(request, dossier, page)
        if not problem:
            messages.success(request, _("The advisory sheet on “%(name)s” was sent.") % {"name": dossier.product.name})
            return redirect("evaluation:advisory")
    context = {
        "page": page,
        "lacks": lack_rows(page),
        "verdict": may_advise(request.post, dossier),
        "problem": problem,
        "illustrative": dossier.is_illustrative,
    }
    return render(request, "evaluation/send_sheet.html", context, status=422 if request.method == "POST" else 200)


@acting
def advise_evidence(request: ActingRequest, public_id: str, evidence_id: str) -> HttpResponseBase:
    """One paper of a dossier that the advisory team examines."""
    return served_evidence(dossier_for_advice(request, public_id), evidence_id)


def _page(dossier: Dossier, sheet: AdvisorySheet | None) -> ScoringPage:
    draft = Draft({}, {}, (), "")
    if sheet is not None:
        draft = Draft(sheet.levels, sheet.remarks, sheet.disqualified, sheet.conclusion)
    return scoring_page(dossier, draft, regulation=regulation_of(dossier.release), advice=None, reasons_needed=False)


def _save(request: ActingRequest, dossier: Dossier) -> HttpResponse:
    problem, status, answer = "", 200, dict[str, Any]()
    try:
        posted = marks_from(request.POST)
        if posted is None:
            problem, status = _("This is not a score sheet. Reload the page."), 422
        else:
            saved = save_advisory_sheet(dossier=dossier, marks=posted.marks, by=request.post)
            answer = {"saved_at": saved.saved_at.isoformat()}
    except NotPermitted as wrong:
        problem, status = wrong.reason, 403
    except Refused as wrong:
        problem, status = str(wrong), 422
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(answer or {"problem": problem}, status=status)
    if problem:
        messages.error(request, problem)
    elif request.POST.get("act") == "send":
        return redirect("evaluation:send-advice", dossier.public_id)
    return redirect("evaluation:advise", dossier.public_id)


def _send(request: ActingRequest, dossier: Dossier, page: ScoringPage) -> str:
    marks = Marks(page.draft.levels, page.draft.disqualified, page.draft.reasons, page.draft.opinion)
    try:
        save_advisory_sheet(dossier=dossier, marks=marks, by=request.post, send=True)
    except NotPermitted as wrong:
        return wrong.reason
    except SheetRefused as wrong:
        return _("Criterion %(code)s: %(problem)s.") % {"code": wrong.criterion, "problem": wrong.problem}
    except Refused as wrong:
        return str(wrong)
    return ""
