"""What a backup archive says of itself, so that it can be checked before anything is written."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath
from typing import Any

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE, FILES = "database/", "home/"


class ArchiveBroken(Exception):
    """The archive cannot be trusted; `str(error)` is one Vietnamese line."""


@dataclass(frozen=True, slots=True)
class Member:
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """`engine` is "sqlite" or "postgresql"; `tables` has the rows of each, `columns` those copied (PostgreSQL only).

    `migrations` are the (app, name) the tables stood at; `members` every part of the archive beside this one.
    """

    engine: str
    made_at: str
    migrations: list[tuple[str, str]]
    tables: dict[str, int]
    columns: dict[str, list[str]] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Return how many rows the archive holds."""
        return sum(self.tables.values())

    @property
    def files(self) -> int:
        """Return how many files stand beside the database."""
        return sum(name.startswith(FILES) for name in self.members)

    def to_json(self) -> str:
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1)


def manifest_of(text: bytes) -> Manifest:
    """Return the manifest in its JSON.

    Raises:
        ArchiveBroken: no manifest of this format, or a name that would leave the home.
    """
    try:
        said: dict[str, Any] = json.loads(text)
        if said["format"] != FORMAT:
            raise ArchiveBroken(f"bản sao lưu theo dạng {said['format']}, phần mềm này chỉ đọc dạng {FORMAT}")
        manifest = Manifest(
            engine=said["engine"],
            made_at=said["made_at"],
            migrations=[(app, name) for app, name in said["migrations"]],
            tables=dict(said["tables"]),
            columns=dict(said["columns"]),
            members={name: Member(**member) for name, member in said["members"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveBroken("không phải bản sao lưu của OpenOCOP: thiếu hoặc sai bản kê") from error
    for name in manifest.members:
        parts = PurePosixPath(name).parts
        if ".." in parts or name.startswith("/") or "\\" in name or not name.startswith((DATABASE, FILES)):
            raise ArchiveBroken(f"bản sao lưu có tên tệp không hợp lệ: {name[:80]}")
    return manifest
