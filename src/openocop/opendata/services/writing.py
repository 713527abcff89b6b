"""Writing one table in its three forms at once, a chunk at a time: whatever its length, little of it is in memory."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from openocop.core.services.packing import digest_of
from openocop.opendata.domain.package import Written
from openocop.opendata.domain.tables import Kind, Table

_CHUNK = 5000
_JSON = frozenset({Kind.ARRAY, Kind.OBJECT})
_TYPES = {
    Kind.INTEGER: pyarrow.int64(),
    Kind.BOOLEAN: pyarrow.bool_(),
    Kind.DATE: pyarrow.date32(),
    Kind.DATETIME: pyarrow.timestamp("us", tz="UTC"),
}
Row = dict[str, Any]


def write_table(table: Table, rows: Iterable[Row], folder: Path) -> list[Written]:
    """Write `<table>.csv`, `.jsonl` and `.parquet` into `folder` and return what was written.

    The same rows give the same bytes. In CSV, JSON columns are JSON text and what is empty is an empty cell.
    """
    paths = {ending: folder / f"{table.name}.{ending}" for ending in ("csv", "jsonl", "parquet")}
    schema = pyarrow.schema([(column.name, _TYPES.get(column.kind, pyarrow.string())) for column in table.columns])
    names, count, reading = [column.name for column in table.columns], 0, iter(rows)
    with (
        paths["csv"].open("w", encoding="utf-8", newline="") as sheet,
        paths["jsonl"].open("w", encoding="utf-8", newline="\n") as lines,
        pyarrow.parquet.ParquetWriter(paths["parquet"], schema, compression="zstd") as columns,
    ):
        writer = csv.writer(sheet, lineterminator="\n")
        writer.writerow(names)
        for chunk in _chunks(reading):
            count += len(chunk)
            writer.writerows([_cell(row[name]) for name in names] for row in chunk)
            lines.writelines(f"{json_line(row)}\n" for row in chunk)
            columns.write_table(
                pyarrow.Table.from_pylist(
                    [{n: _typed(table, n, row[n]) for n in names} for row in chunk], schema=schema
                )
            )
    return [written(path, folder, rows=count) for path in paths.values()]


def written(path: Path, folder: Path, *, rows: int | None = None) -> Written:
    """Return what a written file is: its place, size and checksum."""
    with path.open("rb") as source:
        digest = digest_of(source)
    return Written(path.relative_to(folder).as_posix(), path.stat().st_size, digest, rows)


def json_line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "" if value is None else value


def _typed(table: Table, name: str, value: Any) -> Any:
    kind = table.column(name).kind
    if value is None:
        return None
    if kind in _JSON:
        return _cell(value)
    if kind == Kind.DATE:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if kind == Kind.DATETIME else value
