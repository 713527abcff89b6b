"""Which state of the catalogue a visitor sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from openocop.catalogue.models import CatalogueState


@dataclass(frozen=True, slots=True)
class CatalogueVersion:
    """`key` changes with every write; `provinces` are the tenants that have a public catalogue here."""

    key: str
    provinces: tuple[str, ...]
    changed_at: datetime | None


def catalogue_version() -> CatalogueVersion:
    """Return the state of the catalogue in one small query."""
    rows = list(CatalogueState.objects.order_by("province").values_list("province", "version", "changed_at"))
    return CatalogueVersion(
        key="-".join(f"{province}.{version}.{changed.timestamp():.0f}" for province, version, changed in rows),
        provinces=tuple(province for province, _, _ in rows),
        changed_at=max((changed for _, _, changed in rows), default=None),
    )
