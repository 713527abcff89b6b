"""Lists as files for spreadsheets, written row by row as they are read, so that no cell is ever run as a formula."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone

from openocop.core.domain.cells import harmless
from openocop.core.harmless import guarded

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHUNK = 1000


def csv_of(head: Sequence[str], rows: Iterable[Sequence[object]], *, name: str) -> StreamingHttpResponse:
    """CSV in UTF-8 with a byte order mark, so that spreadsheets read the marks right."""
    response = StreamingHttpResponse(_csv(head, iter(rows)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return guarded(response)


def xlsx_of(head: Sequence[str], rows: Iterable[Sequence[object]], *, sheet: str, name: str) -> FileResponse:
    """A workbook with one sheet whose head stays in sight. Days are days; None and "" leave a cell empty."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # FileResponse closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": timezone.now().replace(tzinfo=None)})
    page = book.add_worksheet(sheet)
    page.freeze_panes(1, 0)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    page.write_row(0, 0, head, book.add_format({"bold": True}))
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(place, column, value, day)
            elif value not in (None, ""):
                page.write(place, column, harmless(value))
    book.close()
    file.seek(0)
    return guarded(FileResponse(file, as_attachment=True, filename=name, content_type=XLSX))


def _csv(head: Sequence[str], rows: Iterator[Sequence[object]]) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(head)
    yield b"\xef\xbb\xbf" + buffer.getvalue().encode()
    while chunk := list(islice(rows, _CHUNK)):
        buffer.seek(0)
        buffer.truncate()
        writer.writerows([harmless(value) for value in row] for row in chunk)
        yield buffer.getvalue().encode()
