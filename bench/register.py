"""A provincial list of recognised products, as an office would hand it in, and the catalogue that it makes."""

from __future__ import annotations

import csv
import io

from bench.data import products
from openocop.geography.services.units import load_units
from openocop.recognition.models import ImportRun, Recognition
from openocop.recognition.services.import_undo import undo_import
from openocop.recognition.services.imports import ImportReport, import_recognitions

PROVINCE = "ca-mau"
_HEADS = {
    "TT": "id",
    "Tên sản phẩm": "name",
    "Chủ thể": "producer",
    "Xã": "commune",
    "Hạng sao": "stars",
    "Điểm": "score",
    "Số quyết định": "certificate",
    "Ngày công nhận": "issued",
}


def provincial_list(rows: int) -> bytes:
    """Return the list as a CSV file with Vietnamese headings."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADS)
    writer.writerows([row[column] for column in _HEADS.values()] for row in products(rows))
    return text.getvalue().encode("utf-8-sig")


def imported(data: bytes) -> ImportReport:
    return import_recognitions(province=PROVINCE, data=data, filename="danh-sach.csv", by=None)


def make_catalogue(rows: int) -> None:
    """Import the list, unless it stands already."""
    load_units()
    if not ImportRun.objects.filter(undone_at=None).exists():
        imported(provincial_list(rows))


def clear_catalogue() -> None:
    """Take back what was imported, and what was recognised since."""
    load_units()
    Recognition.objects.filter(province=PROVINCE, import_run=None).delete()
    for run in ImportRun.objects.filter(undone_at=None):
        undo_import(run=run, by=None)
