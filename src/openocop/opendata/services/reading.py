"""The files of a dump: whether they are all there and whole, and their rows as values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openocop.core.refusal import Refused
from openocop.core.services.packing import digest_of
from openocop.opendata.domain.package import DESCRIPTION
from openocop.opendata.domain.tables import FORMAT, TABLES, Kind, Table

Row = dict[str, Any]
# What a row or a description of another make leads to: a column, a reference, a day or a number that is not one.
NOT_UNDERSTOOD = (ArithmeticError, AttributeError, KeyError, TypeError, ValueError)


class CannotReadIn(Refused):
    """A dump that is damaged or of another format, or a system that is not empty."""


def checked(folder: Path) -> Mapping[str, Any]:
    """Return the description of a dump whose every file is there and whole."""
    try:
        package: dict[str, Any] = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise CannotReadIn(f"{folder}: không có bản dữ liệu mở nào ở đây (cần tệp {DESCRIPTION})") from fault
    try:
        if package.get("openocop_format") != FORMAT:
            raise CannotReadIn(f"bản dữ liệu có dạng {package.get('openocop_format')}, ở đây đọc được dạng {FORMAT}")
        hashes = {str(resource["path"]): resource["hash"] for resource in package["resources"]}
        until = datetime.fromisoformat(package["data_until"])
        known = {"province": str(package["province"]), "version": str(package["version"])}
    except NOT_UNDERSTOOD as fault:
        raise CannotReadIn(f"{DESCRIPTION}: tệp bị hỏng hoặc bị sửa; tải lại bản dữ liệu") from fault
    for path, digest in (dict.fromkeys(f"{table.name}.jsonl" for table in TABLES) | hashes).items():
        _check(folder, path, digest)
    return known | {"data_until": until, "resources": package["resources"]}


def _check(folder: Path, named: str, digest: str | None) -> None:
    """Refuse a file that is not there, not named by the description (no `digest`), outside the folder, or changed."""
    path = folder / named
    if digest is None or not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        raise CannotReadIn(f"{named}: thiếu tệp; tải lại bản dữ liệu")
    with path.open("rb") as content:
        if f"sha256:{digest_of(content)}" != digest:
            raise CannotReadIn(f"{named}: tệp bị hỏng hoặc bị sửa; tải lại bản dữ liệu")


def rows_of(folder: Path, table: Table) -> Iterator[Row]:
    with (folder / f"{table.name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield {column.name: _value(column.kind, row[column.name]) for column in table.columns}


def _value(kind: Kind, value: Any) -> Any:
    if kind == Kind.STRING:
        return value or ""
    if value is None:
        return None
    if kind == Kind.DATE:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if kind == Kind.DATETIME else value
