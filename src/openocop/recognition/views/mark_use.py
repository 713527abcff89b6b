"""The star sign for packs: which products may bear it, and the kit of each."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.domain.legal_time import legal_day
from openocop.core.verdict import require
from openocop.recognition.models import Recognition
from openocop.recognition.permissions.records import may_take_marks
from openocop.recognition.selectors.mark_use import products_with_stars, uses_of
from openocop.recognition.services.mark_kits import mark_kit
from openocop.registry.permissions import products_visible_to

PAGE_SIZE = 50


@require_safe
@acting
def uses(request: ActingRequest) -> HttpResponse:
    require(may_take_marks(request.post))
    today = legal_day(timezone.now())
    page = Paginator(products_with_stars(request.post, on=today), PAGE_SIZE).get_page(request.GET.get("trang"))
    rows = uses_of(list(page), today)
    illustrative = any(row.recognition.is_illustrative for row in rows)
    return render(request, "recognition/mark_use.html", {"page": page, "uses": rows, "illustrative": illustrative})


@require_POST
@acting
def kit(request: ActingRequest, public_id: str, stars: int) -> FileResponse:
    """The kit as a zip; taking it is recorded."""
    require(may_take_marks(request.post))
    now = timezone.now()
    visible = products_visible_to(request.post, on=legal_day(now)).values("pk")
    found = get_object_or_404(Recognition, product__in=visible, public_id=public_id)
    held = mark_kit(recognition=found, stars=stars, by=request.post, at=now)
    return FileResponse(held, as_attachment=True, filename=f"dau-{stars}-sao.zip", content_type="application/zip")
