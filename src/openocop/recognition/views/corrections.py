"""Decisions of correction: drafted by the office, recorded by a leader."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.harmless import made, served
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.evaluation.services.papers import PDF, WORD
from openocop.recognition.domain.appeals import AppealStage, Outcome
from openocop.recognition.domain.decision_correction import FIELDS, changed
from openocop.recognition.domain.status import last_day
from openocop.recognition.forms.appeals import CorrectionForm
from openocop.recognition.forms.decisions import IssueForm
from openocop.recognition.models import Appeal, Certificate, DecisionCorrection, Recognition
from openocop.recognition.permissions.appeals import (
    corrections_visible_to,
    may_issue_correction,
    recognitions_to_correct,
)
from openocop.recognition.permissions.records import may_draft, may_read
from openocop.recognition.selectors.decision_corrections import facts_now, facts_printed, former_certificates
from openocop.recognition.selectors.history import told_of
from openocop.recognition.services.decision_corrections import draft_correction, draft_paper, issue_correction

_ENDINGS = {"pdf": PDF, "docx": WORD}


@acting
def draft(request: ActingRequest, public_id: str) -> HttpResponse:
    """What was printed of a product beside what stands now; drafting its correction."""
    require(may_draft(request.post, request.post.province))
    related = ("product__producer", "decision", "dossier__entry")
    rows = recognitions_to_correct(request.post).select_related(*related)
    recognition = get_object_or_404(rows, public_id=public_id)
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=_initial(recognition))
    if request.method == "POST" and form.is_valid():
        try:
            drafted = draft_correction(
                recognition=recognition,
                reason=form.cleaned_data["reason"],
                appeal=_appeal_behind(recognition),
                by=request.post,
            )
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            return redirect("recognition:correction", drafted.public_id)
    before, after = facts_printed(recognition), facts_now(recognition)
    context = {
        "recognition": recognition,
        "form": form,
        "rows": compared(before, after),
        "differs": bool(changed(before, after)),
        "illustrative": recognition.is_illustrative,
    }
    return render(request, "recognition/draft_correction.html", context, status=422 if form.errors else 200)


@require_safe
@acting
def correction(request: ActingRequest, public_id: str) -> HttpResponse:
    return _page(request, _found(request, public_id), IssueForm())


@acting
def issue(request: ActingRequest, public_id: str) -> HttpResponseBase:
    found = _found(request, public_id)
    require(may_issue_correction(request.post, found))
    response: HttpResponseBase = _issue(request, found)
    return response


@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has no type information
def _issue(request: ActingRequest, found: DecisionCorrection) -> HttpResponse:
    """Record number and day; the POST asks for the person's password or second factor again."""
    form = IssueForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form, status=200 if request.method != "POST" else 422)
    try:
        issue_correction(correction=found, by=request.post, **form.cleaned_data)
    except Refused as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        return _page(request, found, form, status=409)
    messages.success(request, _("Recorded. The earlier certificate names the one that replaces it."))
    return redirect("recognition:correction", found.public_id)


@require_safe
@acting
def paper(request: ActingRequest, public_id: str, ending: str) -> HttpResponseBase:
    """The decision of correction: as it was issued, else as it reads now."""
    found = _found(request, public_id)
    if ending not in _ENDINGS:
        raise Http404
    if found.printed and found.word:
        return served(found.printed if ending == "pdf" else found.word)
    return made(draft_paper(found, ending), f"du-thao-dinh-chinh-{public_id}.{ending}", _ENDINGS[ending])


def compared(before: dict[str, object], after: dict[str, object]) -> list[tuple[str, object, object, bool]]:
    """Return the fields of the paper with what was printed and what stands now."""
    return [(label, before.get(name), after.get(name), name == "stars") for name, label in FIELDS.items()]


def _page(request: ActingRequest, found: DecisionCorrection, form: IssueForm, status: int = 200) -> HttpResponse:
    issuing = may_issue_correction(request.post, found)
    recognition = found.recognition
    certificate = Certificate.objects.filter(recognition=recognition).first()
    context = {
        "correction": found,
        "recognition": recognition,
        "rows": compared(found.before, found.after),
        "last_day": last_day(recognition.valid_until) if recognition.valid_until else None,
        "certificate": certificate,
        "former": former_certificates(certificate) if found.issued_at else [],
        "form": form,
        "seen": found.drafted_at.isoformat(),
        "may_issue": bool(issuing),
        "why_not": issuing.reason,
        "history": told_of(found),
        "illustrative": found.is_illustrative,
    }
    return render(request, "recognition/correction.html", context, status=status)


def _found(request: ActingRequest, public_id: str) -> DecisionCorrection:
    require(may_read(request.post, request.post.province))
    related = ("recognition__product__producer", "recognition__decision__round", "appeal__ruling", "printed", "word")
    return get_object_or_404(corrections_visible_to(request.post).select_related(*related), public_id=public_id)


def _appeal_behind(recognition: Recognition) -> Appeal | None:
    """Return the latest appeal on the product that was upheld and asks for this correction."""
    upheld = Appeal.objects.filter(
        entry__dossier=recognition.dossier_id,
        stage=AppealStage.DECIDED,
        ruling__outcome__in=[Outcome.CORRECTED, Outcome.REWORDED],
    )
    return upheld.filter(decision_corrections=None).order_by("-closed_at").first()


def _initial(recognition: Recognition) -> dict[str, str]:
    drafted = recognition.corrections.filter(issued_at=None).first()
    return {"reason": drafted.reason} if drafted else {}
