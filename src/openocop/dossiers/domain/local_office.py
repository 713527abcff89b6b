"""Which office a dossier is handed in at: the commune's, or the district's while there were districts."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

COMMUNES_SINCE = date(2025, 7, 1)  # districts ended with 30/06/2025 (1654-1687/NQ-UBTVQH15)


class LocalLevel(StrEnum):
    COMMUNE = "commune"
    DISTRICT = "district"


def local_level(release_id: str, on: date | None) -> LocalLevel:
    """Return the level of the local office of a dossier under `release_id` that was handed in on day `on`.

    1048/QĐ-TTg and 148/QĐ-TTg gave the first step to the district; from 01/07/2025 there was none to take it, and
    1489/QĐ-TTg of 06/07/2025 gave it to the commune. Without a day the release alone tells.
    """
    if release_id == "26-2026" or (on is not None and on >= COMMUNES_SINCE):
        return LocalLevel.COMMUNE
    return LocalLevel.DISTRICT
