"""Products that come up for re-assessment, for their producers, their communes and the province."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.domain.legal_time import legal_day
from openocop.core.verdict import require
from openocop.recognition.domain.reassessment import Place
from openocop.recognition.permissions.records import may_see_due
from openocop.recognition.selectors.reassessment import due_for

PAGE_SIZE = 50


@require_safe
@acting
def due(request: ActingRequest) -> HttpResponse:
    require(may_see_due(request.post))
    rows = due_for(request.post, on=legal_day(timezone.now()))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    open_now = [row for row in rows if row.place == Place.OPEN and row.filed_on is None]
    context = {
        "page": page,
        "open_now": len(open_now),
        "illustrative": any(row.recognition.is_illustrative for row in page.object_list),
    }
    return render(request, "recognition/due.html", context)
