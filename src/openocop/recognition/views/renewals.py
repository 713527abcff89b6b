"""How far products have come whose certificates end within 180 days: by commune, as a list, as files."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.domain.legal_time import legal_day
from openocop.core.spreadsheets import csv_of, xlsx_of
from openocop.core.verdict import require
from openocop.recognition.domain.renewals import Step
from openocop.recognition.permissions.records import may_follow_renewals
from openocop.recognition.selectors.renewal_export import renewal_export, renewal_heads
from openocop.recognition.selectors.renewals import RenewalRow, counts_of, funnels, narrowed, renewals_for
from openocop.recognition.words import STEP_NAMES

PAGE_SIZE = 50
UNKNOWN = "chua-ro"  # in addresses: products whose commune nobody can tell


@require_safe
@acting
def by_commune(request: ActingRequest) -> HttpResponse:
    """The funnel of each commune; every count leads to its list."""
    require(may_follow_renewals(request.post))
    rows = renewals_for(request.post, on=legal_day(timezone.now()))
    communes = funnels(rows)
    page = Paginator(communes, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "steps": [STEP_NAMES[step] for step in Step],
        "page": page,
        "lines": [(one.name, _cells(one.counts, one.commune or UNKNOWN)) for one in page],
        "totals": _cells(counts_of(rows), ""),
        "total": len(rows),
        "illustrative": any(row.recognition.is_illustrative for row in rows),
    }
    return render(request, "recognition/renewals.html", context)


@require_safe
@acting
def listing(request: ActingRequest) -> HttpResponse:
    """The products behind a count: of a commune, at a step or beyond it."""
    rows = _asked(request)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    step = request.GET.get("buoc", "")
    context = {
        "page": page,
        "step": STEP_NAMES.get(step, ""),
        "commune": next((row.commune_name for row in rows), "") if request.GET.get("xa") else "",
        "query_string": urlencode({name: request.GET[name] for name in ("xa", "buoc") if name in request.GET}),
        "illustrative": any(row.recognition.is_illustrative for row in page.object_list),
    }
    return render(request, "recognition/renewal_list.html", context)


@require_safe
@acting
def as_csv(request: ActingRequest) -> StreamingHttpResponse:
    rows = renewal_export(_asked(request))
    return csv_of(renewal_heads(), rows, name=f"danh-gia-lai-{legal_day(timezone.now()):%Y%m%d}.csv")


@require_safe
@acting
def as_xlsx(request: ActingRequest) -> FileResponse:
    name = f"danh-gia-lai-{legal_day(timezone.now()):%Y%m%d}.xlsx"
    return xlsx_of(renewal_heads(), renewal_export(_asked(request)), sheet="Đánh giá lại", name=name)


def _asked(request: ActingRequest) -> list[RenewalRow]:
    require(may_follow_renewals(request.post))
    rows = renewals_for(request.post, on=legal_day(timezone.now()))
    commune = request.GET.get("xa") or None
    return narrowed(rows, commune="" if commune == UNKNOWN else commune, step=request.GET.get("buoc", ""))


def _cells(counts: tuple[int, ...], commune: str) -> list[tuple[str, int, str]]:
    """Return name of the step, count and what to add to the list's address for each step."""
    place = {"xa": commune} if commune else {}
    return [
        (str(STEP_NAMES[step]), count, urlencode({**place, "buoc": step.value}))
        for step, count in zip(Step, counts, strict=True)
    ]
