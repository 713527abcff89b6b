"""W4: a provincial list of 20,000 rows in, with every check, and out again, beside doing as little as one can."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import psycopg
from django.urls import reverse

from bench.council import an_officer, signed_in
from bench.data import products_csv
from bench.load import get
from bench.measure import Goal, Line, interleave, milliseconds, seconds
from bench.register import PROVINCE, clear_catalogue, imported, provincial_list
from bench.serving import ONE_FILE, OURS, served
from bench.stage import Stage
from openocop.recognition.models import Recognition

ROWS = 20_000
_EXPORT = """
    SELECT id, gtin14, slug, name, category, producer, commune, stars, score, price, certificate, issued, expires,
    description FROM product ORDER BY id
"""
_TIMES = 3  # runs of the export within a round, of which the median counts


def run(stage: Stage) -> list[Line]:
    rows = stage.scaled(ROWS)
    data = provincial_list(rows)
    imports = Line(
        "W4",
        "import: checks, search keys, journal, undo",
        "bulk_create, no checks",
        "rows/s",
        _at_least(1),
    )
    exports = Line("W4", "export as CSV over HTTP", "SELECT and csv.writer", "rows/s", _at_least(0.4))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "products.csv"
        file.write_text(products_csv(rows), encoding="utf-8", newline="")
        interleave(stage.rounds, (imports, partial(_import, data, rows), partial(_bare_import, stage, file, rows)))
    cookie = f"Cookie: {signed_in(an_officer(PROVINCE))}"
    path = reverse("recognition:export-csv")
    with psycopg.connect(stage.limits_url) as limits, served(OURS) as port:
        _check(get(port, path, headers=[cookie]), rows)
        ours = partial(_per_second, rows, lambda: get(port, path, headers=[cookie]))
        interleave(stage.rounds, (exports, ours, partial(_per_second, rows, partial(_bare_export, limits))))
    return [imports, exports]


def _at_least(bound: float) -> Goal:
    return Goal(bound, is_time=False)


def _import(data: bytes, rows: int) -> float:
    """Take back what stands (untimed), import, and return the rows a second."""
    clear_catalogue()
    assert not Recognition.objects.exists()
    taken = seconds(lambda: imported(data))
    assert Recognition.objects.count() == rows
    return rows / taken


def _bare_import(stage: Stage, file: Path, rows: int) -> float:
    command = [sys.executable, "-m", ONE_FILE.partition(":")[0], str(file)]
    environment = os.environ | {"LIMITS_URL": stage.limits_url}
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return rows / float(told.stdout)


def _per_second(rows: int, work: partial[bytes]) -> float:
    return rows / (milliseconds(work, times=_TIMES) / 1000)


def _bare_export(limits: psycopg.Connection) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(limits.execute(_EXPORT).fetchall())
    return text.getvalue()


def _check(exported: bytes, rows: int) -> None:
    assert exported.count(b"\r\n") >= rows + 1
