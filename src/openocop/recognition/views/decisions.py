"""Decisions of a round: drafted by the office, signed on paper, recorded by a leader."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.criteria.domain.releases import release
from openocop.dossiers.models import Round
from openocop.evaluation.models import Session
from openocop.recognition.domain.product_code import CERTIFYING_RELEASE
from openocop.recognition.forms.decisions import IssueForm
from openocop.recognition.models import Decision, DecisionKind
from openocop.recognition.permissions.records import may_draft, may_issue, may_read, may_read_referrals
from openocop.recognition.selectors.decisions import (
    awards_of,
    decisions_of,
    draft_seen,
    named_counts,
    results_to_decide,
    sessions_of,
)
from openocop.recognition.selectors.history import told_of
from openocop.recognition.selectors.referrals import entries_above_ninety
from openocop.recognition.selectors.scopes import to_be_bound
from openocop.recognition.services.decisions import draft_decision, issue_decision
from openocop.recognition.words import section_tabs

PAGE_SIZE = 30


@require_safe
@acting
def decisions(request: ActingRequest) -> HttpResponse:
    require(may_read(request.post, request.post.province))
    province = request.post.province
    page = Paginator(decisions_of(province), PAGE_SIZE).get_page(request.GET.get("trang"))
    named = named_counts(page)
    drafting = may_draft(request.post, province)
    context = {
        "page_obj": page,
        "listed": [(one, named[one.pk]) for one in page],
        "waiting": results_to_decide(province),
        "drafts": sum(one.issued_at is None for one in page),
        "why_not": "" if drafting else drafting.reason,
        "tabs": section_tabs("decisions", request.post),
    }
    return render(request, "recognition/decisions.html", context)


@require_POST
@acting
def draft(request: ActingRequest, public_id: str, kind: str) -> HttpResponse:
    if kind not in DecisionKind.values:
        raise Http404
    round = get_object_or_404(Round, public_id=public_id, province=request.post.province)
    try:
        decision = draft_decision(round=round, by=request.post, kind=kind, session=_chosen(request, round))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("recognition:decisions")
    return redirect("recognition:decision", decision.public_id)


def _chosen(request: ActingRequest, round: Round) -> Session | None:
    """Return the session whose result is decided on, as the form names it; None where it names none of this round."""
    return next((one for one in sessions_of(round) if one.public_id == request.POST.get("phien")), None)


@require_safe
@acting
def decision(request: ActingRequest, public_id: str) -> HttpResponse:
    return _page(request, _found(request, public_id), IssueForm())


@acting
def issue(request: ActingRequest, public_id: str) -> HttpResponseBase:
    found = _found(request, public_id)
    require(may_issue(request.post, found.province))
    response: HttpResponseBase = _issue(request, found)
    return response


@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has no type information
def _issue(request: ActingRequest, found: Decision) -> HttpResponse:
    """Record number and day; the POST asks for the person's password or second factor again."""
    form = IssueForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form, status=200 if request.method != "POST" else 422)
    try:
        issue_decision(decision=found, by=request.post, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return _page(request, found, form, status=409)
    messages.success(request, _said(found))
    return redirect("recognition:decision", found.public_id)


def _page(request: ActingRequest, found: Decision, form: IssueForm, status: int = 200) -> HttpResponse:
    issuing = may_issue(request.post, found.province)
    recognises = found.kind != DecisionKind.APPROVAL
    awards = awards_of(found) if found.issued_at is None or not recognises else ()
    recognitions = list(
        found.recognitions.select_related("product__producer", "certificate").order_by("product__sort_key", "id")
    )
    certifies = recognises and found.round.release == CERTIFYING_RELEASE
    binding = to_be_bound([award.dossier.product_id for award in awards]) if certifies else {}
    context = {
        "decision": found,
        "recognises": recognises,
        "certifies": certifies,
        "law": release(found.round.release).number,
        "awards": [(award, binding.get(award.dossier.product_id)) for award in awards],
        "goes_up": not recognises and _reads_referrals(request, found),
        "recognitions": recognitions,
        "named": len(awards) or len(recognitions),
        "session": found.session,
        "papers": found.papers.filter(is_draft=found.issued_at is None).select_related("file"),
        "form": form,
        "seen": draft_seen(found),
        "may_issue": bool(issuing),
        "why_not": issuing.reason,
        "history": told_of(found),
        "illustrative": _illustrative(found),
    }
    return render(request, "recognition/decision.html", context, status=status)


def _reads_referrals(request: ActingRequest, found: Decision) -> bool:
    """Tell whether the reader may follow these products to the ministry: not after stepping aside from one of them."""
    going = entries_above_ninety(request.post).filter(dossier__round=found.round)
    return bool(may_read_referrals(request.post, found.province)) and going.exists()


def _said(issued: Decision) -> str:
    if issued.kind == DecisionKind.APPROVAL:
        return _("Number and day are recorded. The dossiers may now go to the ministry.")
    return _("Number and day are recorded. The products are recognised and stand in the public catalogue.")


def _illustrative(decision: Decision) -> str | bool:
    """Say what exactly is invented: everything of a practice round, only the sheets of a replayed one."""
    if decision.is_illustrative and not decision.round.is_illustrative:
        return _("The score sheets are invented; products and producers are real and carry their sources.")
    return decision.is_illustrative


def _found(request: ActingRequest, public_id: str) -> Decision:
    require(may_read(request.post, request.post.province))
    rows = Decision.objects.filter(province=request.post.province).select_related("round", "session__council")
    return get_object_or_404(rows, public_id=public_id)
