"""Which state of the catalogue a visitor sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection


@dataclass(frozen=True, slots=True)
class CatalogueVersion:
    """`key` changes with every write; `provinces` are the tenants that have a public catalogue here."""

    key: str
    provinces: tuple[str, ...]
    changed_at: datetime | None


def catalogue_version() -> CatalogueVersion:
    """Return the state of the catalogue in one small query, written out: every page asks, and few ask for more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT province, version, changed_at FROM catalogue_cataloguestate ORDER BY province")
        rows = [(province, version, _instant(changed)) for province, version, changed in cursor.fetchall()]
    return CatalogueVersion(
        key="-".join(f"{province}.{version}.{changed.timestamp()}" for province, version, changed in rows),
        provinces=tuple(province for province, _, _ in rows),
        changed_at=max((changed for _, _, changed in rows), default=None),
    )


def _instant(value: datetime | str) -> datetime:
    """Read what the database gives: SQLite writes instants out, in UTC, and may hand them on without saying so."""
    read = datetime.fromisoformat(value) if isinstance(value, str) else value
    return read if read.tzinfo else read.replace(tzinfo=UTC)
