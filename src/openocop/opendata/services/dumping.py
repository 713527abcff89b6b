"""A dump of everything public of a province: every night one, whole or not there."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse

from openocop.catalogue.models import CatalogueState
from openocop.core.domain.canonical import sha256_hex
from openocop.core.services.files import path_of
from openocop.geography.selectors.tenants import province_title
from openocop.opendata.domain.package import CHANGES, DESCRIPTION, About, Written, described
from openocop.opendata.domain.tables import PHOTOS, TABLES, Table
from openocop.opendata.selectors.dumps import days_of, dumps_folder
from openocop.opendata.selectors.rows import public_rows
from openocop.opendata.services.writing import json_line, write_table, written

DAYS_KEPT = 7
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/avif": "avif"}


def dump_all(today: date) -> int:
    """Write today's dump of every province with a public catalogue that has none yet; return how many were written."""
    provinces = CatalogueState.objects.order_by("province").values_list("province", flat=True)
    missing = [province for province in provinces if today not in days_of(province)]
    for province in missing:
        dump(province, today)
    return len(missing)


def dump(province: str, today: date, *, into: Path | None = None) -> Path:
    """Write a dump and return its folder; `into` is where it goes instead of among the published ones.

    A killed process leaves a folder of another name, which the next run removes. The same data give the same bytes.
    """
    folder = into or dumps_folder(province) / today.isoformat()
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_unfinished(folder.parent)
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    with transaction.atomic():
        _read_one_state()
        files = [file for table in TABLES for file in write_table(table, public_rows(table, province), building)]
        files += _photos(building)
        about = _about(province, today)
    earlier = [day for day in days_of(province) if day < today]
    if into is None and earlier:
        _write_changes(dumps_folder(province) / earlier[-1].isoformat(), building)
        files.append(written(building / CHANGES, building))
    text = json.dumps(described(about, files), ensure_ascii=False, indent=1)
    (building / DESCRIPTION).write_text(text + "\n", encoding="utf-8")
    building.chmod(0o755)
    if folder.exists():
        shutil.rmtree(folder)
    building.rename(folder)
    if into is None:
        for day in days_of(province)[:-DAYS_KEPT]:
            shutil.rmtree(dumps_folder(province) / day.isoformat())
    return folder


def _read_one_state() -> None:
    """Let every table be read as of one moment; SQLite's transactions are so from their first statement on."""
    if connection.vendor == "postgresql" and not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _about(province: str, today: date) -> About:
    changed_at = CatalogueState.objects.get(province=province).changed_at
    title = province_title(province, today)
    return About(
        province=province,
        title=f"Dữ liệu mở về sản phẩm OCOP, {title}",
        day=today.isoformat(),
        data_until=changed_at.isoformat(),
        licence=settings.OPENOCOP_DATA_LICENCE[0],
        licence_url=settings.OPENOCOP_DATA_LICENCE[1],
        homepage=f"{settings.OPENOCOP_URL}{reverse('opendata:page')}",
    )


def _photos(folder: Path) -> list[Written]:
    """Lay the photographs beside the tables, each once."""
    found: dict[str, Written] = {}
    (folder / "photos").mkdir()
    for row in _lines(folder, PHOTOS):
        ending = _ENDINGS.get(row["media_type"], "bin")
        path = folder / "photos" / f"{row['sha256']}.{ending}"
        if row["sha256"] not in found:
            shutil.copyfile(path_of(row["sha256"]), path)
            found[row["sha256"]] = written(path, folder)
    return list(found.values())


def _lines(folder: Path, table: Table) -> Iterator[dict[str, Any]]:
    path = folder / f"{table.name}.jsonl"
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _write_changes(before: Path, now: Path) -> None:
    """Write what was added, changed and removed since the dump before, a line each."""
    with (now / CHANGES).open("w", encoding="utf-8", newline="\n") as out:
        for table in TABLES:
            known = {row[table.key]: sha256_hex(json_line(row).encode()) for row in _lines(before, table)}
            for row in _lines(now, table):
                former = known.pop(row[table.key], None)
                if former == sha256_hex(json_line(row).encode()):
                    continue
                change = "changed" if former else "added"
                out.write(json_line({"table": table.name, "change": change, "row": row}) + "\n")
            for key in known:
                out.write(json_line({"table": table.name, "change": "removed", "row": {table.key: key}}) + "\n")


def _remove_unfinished(folder: Path) -> None:
    for left in folder.glob(".building-*"):
        if not os.path.samefile(left, folder):
            shutil.rmtree(left, ignore_errors=True)
