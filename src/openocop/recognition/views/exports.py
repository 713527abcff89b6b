"""The office's lists as files, row by row as they are read."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.domain.legal_time import legal_day
from openocop.core.verdict import require
from openocop.recognition.permissions.records import may_export
from openocop.recognition.selectors.export import export_rows, heads
from openocop.recognition.views.filters import filters_of

_CHUNK = 1000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


def csv_of(head: Sequence[str], rows: Iterator[tuple[object, ...]], *, name: str) -> StreamingHttpResponse:
    """CSV in UTF-8 with a byte order mark, so that spreadsheets read the marks right."""
    response = StreamingHttpResponse(_csv(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def xlsx_of(head: Sequence[str], rows: Iterator[tuple[object, ...]], *, sheet: str, name: str) -> FileResponse:
    file = tempfile.TemporaryFile()  # noqa: SIM115  # FileResponse closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(sheet)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    page.write_row(0, 0, head, book.add_format({"bold": True}))
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(place, column, value, day)
            elif value not in (None, ""):
                page.write(place, column, value)
    book.close()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def _csv(head: Sequence[str], rows: Iterator[tuple[object, ...]]) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(head)
    yield b"\xef\xbb\xbf" + buffer.getvalue().encode()
    while chunk := list(islice(rows, _CHUNK)):
        buffer.seek(0)
        buffer.truncate()
        writer.writerows(chunk)
        yield buffer.getvalue().encode()
