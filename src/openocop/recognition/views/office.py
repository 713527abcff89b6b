"""The province's recognitions: the list, one record, and its withdrawal."""

from __future__ import annotations

from datetime import date

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.dossiers.models import Round
from openocop.recognition.domain.status import IN_FORCE, State, last_day
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.forms.decisions import WithdrawForm
from openocop.recognition.models import Recognition
from openocop.recognition.permissions.appeals import corrections_visible_to
from openocop.recognition.permissions.records import may_draft, may_import, may_read, may_record_withdrawal
from openocop.recognition.permissions.withdrawals import may_open_case
from openocop.recognition.selectors.decision_corrections import former_certificates
from openocop.recognition.selectors.history import told_of
from openocop.recognition.selectors.recognitions import recognitions_of, score_text, state_counts, status_of, term_of
from openocop.recognition.selectors.withdrawals import case_on
from openocop.recognition.services.records import withdraw_recognition
from openocop.recognition.views.filters import filters_of
from openocop.recognition.words import STATE_NAMES, section_tabs

PAGE_SIZE = 50
_LEFT = IN_FORCE | {State.TERM_UNKNOWN, State.NOT_BEGUN}  # where something is left to withdraw


@require_safe
@acting
def recognitions(request: ActingRequest) -> HttpResponse:
    require(may_read(request.post, request.post.province))
    province, today, filters = request.post.province, legal_day(timezone.now()), filters_of(request.GET)
    page = Paginator(recognitions_of(province, filters, today), PAGE_SIZE).get_page(request.GET.get("trang"))
    counts = state_counts(province, today)
    importing = bool(may_import(request.post, province))
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        "page_obj": page,
        "rows": [(row, status_of(row, today), _last_day(row)) for row in page],
        "filters": filters,
        "states": [(state, name, counts.get(state, 0), state == filters.state) for state, name in STATE_NAMES.items()],
        "total": sum(counts.values()),
        "in_force": sum(counts.get(state, 0) for state in IN_FORCE),
        "unknown": counts.get(State.TERM_UNKNOWN, 0),
        "rounds": Round.objects.filter(province=province, recognitions__isnull=False).distinct().order_by("-code"),
        "stars": ["5", "4", "3", "unknown"],
        "query_string": query.urlencode(),
        "narrowed": bool(query),
        "tabs": section_tabs("list", request.post),
        "may_import": importing,
    }
    return render(request, "recognition/list.html", context)


@require_safe
@acting
def recognition(request: ActingRequest, public_id: str) -> HttpResponse:
    return _page(request, _found(request, public_id), WithdrawForm())


@acting
def withdraw(request: ActingRequest, public_id: str) -> HttpResponseBase:
    found = _found(request, public_id)
    require(may_record_withdrawal(request.post, found))
    response: HttpResponseBase = _withdraw(request, found)
    return response


@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has no type information
def _withdraw(request: ActingRequest, found: Recognition) -> HttpResponse:
    """Record a withdrawal; the POST asks for the person's password or second factor again."""
    form = WithdrawForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form, status=200 if request.method != "POST" else 422)
    try:
        withdraw_recognition(
            recognition=found,
            ground=WithdrawalGround(form.cleaned_data["ground"]),
            decision_no=form.cleaned_data["decision_no"],
            decided_on=form.cleaned_data["decided_on"],
            by=request.post,
        )
    except Refused as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return _page(request, found, form, status=409)
    messages.success(request, _("The withdrawal is recorded and public from now on."))
    return redirect("recognition:recognition", found.public_id)


def _page(request: ActingRequest, found: Recognition, form: WithdrawForm, status: int = 200) -> HttpResponse:
    today = legal_day(timezone.now())
    issuing, opening = may_record_withdrawal(request.post, found), may_open_case(request.post, found)
    case = case_on(found, request.post, on=today)
    withdrawn = found.withdrawn_on is not None
    certificate = getattr(found, "certificate", None)
    context = {
        "recognition": found,
        "certificate": certificate,
        "score": score_text(found.score),
        "status": status_of(found, today),
        "last_day": last_day(found.valid_until) if found.valid_until else None,
        "kept_on": last_day(found.kept_until) if found.kept_until else None,
        "form": form,
        "withdrawn": withdrawn,
        "case": case,
        "may_open": bool(opening) and not withdrawn and case is None and status_of(found, today).state in _LEFT,
        "corrections": corrections_visible_to(request.post).filter(recognition=found),
        "former": former_certificates(certificate),
        "supersedes": found.supersedes.select_related("decision").order_by("valid_from", "id"),
        "may_correct": bool(found.decision and found.decision.issued_at and may_draft(request.post, found.province)),
        "may_withdraw": bool(issuing) and not withdrawn and case is None,
        "may_import": bool(may_import(request.post, found.province)),
        "why_not": issuing.reason,
        "history": told_of(found.decision, certificate, found),
        "public_url": reverse("catalogue:certificate", args=[found.public_id]),
        "illustrative": _illustrative(found),
    }
    return render(request, "recognition/recognition.html", context, status=status)


def _last_day(recognition: Recognition) -> date | None:
    held = term_of(recognition).held_until
    return last_day(held) if held else None


def _illustrative(recognition: Recognition) -> str | bool:
    """Say what exactly is invented: of a real product only the number and day that a replayed decision got."""
    if recognition.is_illustrative and not recognition.product.is_illustrative:
        return _("Number and day of the decision are entered for illustration; product and producer are real.")
    return recognition.is_illustrative


def _found(request: ActingRequest, public_id: str) -> Recognition:
    require(may_read(request.post, request.post.province))
    rows = Recognition.objects.filter(province=request.post.province)
    rows = rows.select_related("product__producer", "round", "decision", "certificate", "import_run__file")
    rows = rows.select_related("superseded_by__decision")
    return get_object_or_404(rows, public_id=public_id)
