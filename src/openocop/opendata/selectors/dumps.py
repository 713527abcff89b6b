"""The dumps that lie there to be taken."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from openocop.opendata.domain.package import DESCRIPTION


@dataclass(frozen=True, slots=True)
class Dump:
    """One dump: its day, folder and description."""

    province: str
    day: date
    folder: Path
    package: dict[str, Any]

    def file(self, path: str) -> Path | None:
        """Return the file of the dump at `path`, None for anything that its description does not name."""
        named = {DESCRIPTION, *(resource["path"] for resource in self.package["resources"])}
        return self.folder / path if path in named else None


def dumps_folder(province: str) -> Path:
    return Path(settings.OPENOCOP_HOME) / "open-data" / province


def days_of(province: str) -> list[date]:
    """Return the days of which there are whole dumps, the oldest first."""
    found = []
    for description in dumps_folder(province).glob(f"*/{DESCRIPTION}"):
        try:
            found.append(date.fromisoformat(description.parent.name))
        except ValueError:  # one that is being built
            continue
    return sorted(found)


def dump_of(province: str, day: date) -> Dump | None:
    folder = dumps_folder(province) / day.isoformat()
    try:
        package = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Dump(province, day, folder, package)


def latest_dump(province: str) -> Dump | None:
    days = days_of(province)
    return dump_of(province, days[-1]) if days else None
