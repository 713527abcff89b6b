"""The office's list as a file, row by row as it is read."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import islice

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.domain.legal_time import legal_day
from openocop.core.verdict import require
from openocop.recognition.permissions import may_export
from openocop.recognition.selectors.export import export_rows, heads
from openocop.recognition.views.filters import filters_of

_CHUNK = 1000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@acting
def as_csv(request: ActingRequest) -> StreamingHttpResponse:
    """CSV in UTF-8 with a byte order mark, so that spreadsheets read the marks right."""
    require(may_export(request.post, request.post.province))
    today = legal_day(timezone.now())
    rows = export_rows(request.post.province, filters_of(request.GET), today)
    response = StreamingHttpResponse(_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ocop-cong-nhan-{today:%Y%m%d}.csv"'
    return response


@require_safe
@acting
def as_xlsx(request: ActingRequest) -> FileResponse:
    require(may_export(request.post, request.post.province))
    today = legal_day(timezone.now())
    file = tempfile.TemporaryFile()  # noqa: SIM115  # FileResponse closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Công nhận")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, heads(), book.add_format({"bold": True}))
    for place, row in enumerate(export_rows(request.post.province, filters_of(request.GET), today), start=1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(place, column, value, day)
            elif value not in (None, ""):
                sheet.write(place, column, value)
    book.close()
    file.seek(0)
    name = f"ocop-cong-nhan-{today:%Y%m%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def _csv(rows: Iterator[tuple[object, ...]]) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(heads())
    yield b"\xef\xbb\xbf" + buffer.getvalue().encode()
    while chunk := list(islice(rows, _CHUNK)):
        buffer.seek(0)
        buffer.truncate()
        writer.writerows(chunk)
        yield buffer.getvalue().encode()
