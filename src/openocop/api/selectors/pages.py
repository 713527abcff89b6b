"""A page of rows after a cursor, always in two queries: the count, and the rows with one more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from openocop.api.domain.paging import NotACursor, cursor_of, parts_of
from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.listings import listings
from openocop.catalogue.selectors.search import Choice, Found, find
from openocop.catalogue.selectors.states import CatalogueVersion
from openocop.core.keys import among
from openocop.recognition.models import Recognition

BY_ID = "id"
_MOST_KEYS = 1_000_000
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    rows: list[Row]
    total: int
    next: str | None


def page_by(rows: QuerySet[Row], key: str, *, limit: int, cursor: str | None) -> Page[Row]:
    """Return up to `limit` rows in the order of the text column `key`, which no two share.

    Raises:
        NotACursor: the cursor is none that was given here.
    """
    total = rows.count()
    if cursor is not None:
        (after,) = parts_of(cursor, 1)
        rows = rows.filter(**{f"{key}__gt": after})
    found = list(rows.order_by(key)[: limit + 1])
    return _cut(found, limit, total, lambda row: (_value(row, key),))


def withdrawn_page(rows: QuerySet[Recognition], *, limit: int, cursor: str | None) -> Page[Recognition]:
    """Return what was withdrawn, the latest first."""
    total = rows.count()
    if cursor is not None:
        day, after = parts_of(cursor, 2)
        try:
            on = date.fromisoformat(day)
        except ValueError as fault:
            raise NotACursor(cursor) from fault
        rows = rows.filter(Q(withdrawn_on__lt=on) | Q(withdrawn_on=on, public_id__gt=after))
    found = list(rows.order_by("-withdrawn_on", "public_id")[: limit + 1])
    return _cut(found, limit, total, lambda row: (str(row.withdrawn_on), row.public_id))


def found_page(
    choice: Choice, version: CatalogueVersion, on: date, *, by_id: bool, limit: int, cursor: str | None
) -> Page[Listing]:
    """Return what the catalogue finds. By id nothing is missed or told twice while the catalogue changes; in the
    orders of the site a row that went is passed over, and one that moved may be met again."""
    found = find(choice, version, on)
    if by_id:
        keys = found.keys(0, _MOST_KEYS)
        return page_by(Listing.objects.filter(pk__in=among(keys)), "public_id", limit=limit, cursor=cursor)
    return _in_order(found, limit, cursor)


def _in_order(found: Found, limit: int, cursor: str | None) -> Page[Listing]:
    keys = found.keys(0, _MOST_KEYS)
    start = _after(keys, cursor) if cursor is not None else 0
    shown = listings(keys[start : start + limit])
    more = start + limit < len(keys)
    following = cursor_of(shown[-1].public_id, str(start + limit - 1)) if more and shown else None
    return Page(shown, found.counts.total, following)


def _after(keys: Sequence[int], cursor: str) -> int:
    """Return where the row of the cursor stands, plus one; of a row that went, where it stood: the next is there."""
    public_id, place = parts_of(cursor, 2)
    if not (place.isascii() and place.isdecimal()):
        raise NotACursor(cursor)
    key = Listing.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    return keys.index(key) + 1 if key is not None and key in keys else min(int(place), len(keys))


def _cut(found: list[Row], limit: int, total: int, key_of: Any) -> Page[Row]:
    shown = found[:limit]
    return Page(shown, total, cursor_of(*key_of(shown[-1])) if len(found) > limit else None)


def _value(row: Any, key: str) -> str:
    for name in key.split("__"):
        row = getattr(row, name)
    return str(row)
