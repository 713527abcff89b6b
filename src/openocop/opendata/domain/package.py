"""The description that lies beside the files: a Frictionless data package with sizes, checksums and schemas.

Source: Data Package 1.0 and Table Schema 1.0 (specs.frictionlessdata.io).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from openocop.opendata.domain.tables import FORMAT, TABLES, Table

DESCRIPTION = "datapackage.json"
CHANGES = "changes.jsonl"
MEDIA_TYPES: Mapping[str, str] = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
}


@dataclass(frozen=True, slots=True)
class Written:
    """One file of a dump: `path` from its folder, `rows` where it is a table."""

    path: str
    size: int
    sha256: str
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class About:
    """Of which province and day a dump tells, until when its data go, and under which licence it may be used."""

    province: str
    title: str
    day: str
    data_until: str
    licence: str
    licence_url: str
    homepage: str


def described(about: About, files: Iterable[Written]) -> dict[str, Any]:
    """Return the description of a dump."""
    tables = {table.name: table for table in TABLES}
    return {
        "profile": "data-package",
        "name": f"ocop-{about.province}",
        "title": about.title,
        "version": about.day,
        "openocop_format": FORMAT,
        "province": about.province,
        "data_until": about.data_until,
        "homepage": about.homepage,
        "licenses": [{"name": about.licence, "path": about.licence_url}],
        "resources": [_resource(file, tables) for file in files],
    }


def _resource(file: Written, tables: Mapping[str, Table]) -> dict[str, Any]:
    stem, _, ending = file.path.rpartition(".")
    found: dict[str, Any] = {
        "name": file.path.replace("/", "-").replace(".", "-").lower(),
        "path": file.path,
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if ending in MEDIA_TYPES:
        found |= {"format": ending, "mediatype": MEDIA_TYPES[ending], "encoding": "utf-8"}
    if file.rows is not None:
        found["rowcount"] = file.rows
    if stem in tables:
        table = tables[stem]
        found |= {"title": table.title, "schema": _schema(table)}
    return found


def _schema(table: Table) -> dict[str, Any]:
    return {
        "fields": [
            {"name": column.name, "type": column.kind.value, "description": column.about} for column in table.columns
        ],
        "primaryKey": table.key,
        "foreignKeys": [
            {
                "fields": column,
                "reference": {"resource": "" if other == table.name else f"{other}-csv", "fields": _key(other)},
            }
            for column, other in table.refers
        ],
        "missingValues": [""],
    }


def _key(name: str) -> str:
    return next(table.key for table in TABLES if table.name == name)
