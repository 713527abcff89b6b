"""A dump of everything public of a province: every night one, whole or not there."""

from __future__ import annotations

import fcntl
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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
    """Write today's dump of every province with a public catalogue that has none yet; return how many were written.

    One that cannot be written (a full disk) is logged and tried on the next day: other work of the day goes on.
    """
    provinces = CatalogueState.objects.order_by("province").values_list("province", flat=True)
    missing = [province for province in provinces if today not in days_of(province)]
    done = 0
    for province in missing:
        try:
            dump(province, today)
            done += 1
        except OSError:
            logging.getLogger(__name__).exception("no open data of %s on %s", province, today)
    return done


def dump(province: str, today: date, *, into: Path | None = None) -> Path:
    """Write a dump and return its folder; `into` is where it goes instead of among the published ones.

    A published day never changes: where it is there, it stays. A killed process leaves a folder of another name, which
    the next run removes. The same data give the same bytes.
    """
    if into is not None:
        into.parent.mkdir(parents=True, exist_ok=True)
        return _write(province, today, into, published=False)
    folder = dumps_folder(province) / today.isoformat()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder.parent):
        if today in days_of(province):
            return folder
        for left in folder.parent.glob(".building-*"):
            shutil.rmtree(left, ignore_errors=True)
        _write(province, today, folder, published=True)
        for day in days_of(province)[:-DAYS_KEPT]:
            shutil.rmtree(dumps_folder(province) / day.isoformat())
    return folder


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time write into `folder`: none clears away what another one is building."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _write(province: str, today: date, folder: Path, *, published: bool) -> Path:
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    with _one_state():
        files = [file for table in TABLES for file in write_table(table, public_rows(table, province), building)]
        about = _about(province, today)
    files += _photos(building)
    earlier = [day for day in days_of(province) if day < today]
    if published and earlier:
        _write_changes(dumps_folder(province) / earlier[-1].isoformat(), building)
        files.append(written(building / CHANGES, building))
    text = json.dumps(described(about, files), ensure_ascii=False, indent=1)
    (building / DESCRIPTION).write_text(text + "\n", encoding="utf-8")
    building.chmod(0o755)
    return building.rename(folder)


@contextmanager
def _one_state() -> Iterator[None]:
    """Let every table be read as of one moment, and let nobody who writes wait for that.

    SQLite's transactions read one state from their first statement on; begun as all others here (IMMEDIATE) they would
    hold the only place of a writer until the last table is written.
    """
    usual = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = None  # type: ignore[attr-defined]  # of SQLite's wrapper alone
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql" and not connection.savepoint_ids:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = usual  # type: ignore[attr-defined]  # as above


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
    """Lay the photographs beside the tables, each once. One whose file is lost is on no page either."""
    found: dict[str, Written] = {}
    (folder / "photos").mkdir()
    for row in _lines(folder, PHOTOS):
        ending = _ENDINGS.get(row["media_type"], "bin")
        path = folder / "photos" / f"{row['sha256']}.{ending}"
        if row["sha256"] not in found and path_of(row["sha256"]).is_file():
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
