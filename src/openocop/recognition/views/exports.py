"""The office's lists as files, row by row as they are read."""

from __future__ import annotations

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.domain.legal_time import legal_day
from openocop.core.spreadsheets import csv_of, xlsx_of
from openocop.core.verdict import require
from openocop.recognition.permissions.records import may_export
from openocop.recognition.selectors.export import export_rows, heads
from openocop.recognition.views.filters import filters_of


@require_safe
@acting
def as_csv(request: ActingRequest) -> StreamingHttpResponse:
    require(may_export(request.post, request.post.province))
    today = legal_day(timezone.now())
    rows = export_rows(request.post.province, filters_of(request.GET), today)
    return csv_of(heads(), rows, name=f"ocop-cong-nhan-{today:%Y%m%d}.csv")


@require_safe
@acting
def as_xlsx(request: ActingRequest) -> FileResponse:
    require(may_export(request.post, request.post.province))
    today = legal_day(timezone.now())
    rows = export_rows(request.post.province, filters_of(request.GET), today)
    return xlsx_of(heads(), rows, sheet="Công nhận", name=f"ocop-cong-nhan-{today:%Y%m%d}.xlsx")
