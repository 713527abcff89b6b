"""The catalogue as one process holds it in memory: what its facets count on one day, and its rows in every order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from django.db import connection

from openocop.catalogue.domain.facets import FacetIndex, facet_index
from openocop.catalogue.domain.order import Order
from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.states import CatalogueVersion
from openocop.core.services.bulk import many_objects
from openocop.recognition.selectors.recognitions import state_expression

UNKNOWN = "chua-ro"
ILLUSTRATIVE = "illustrative"
FACETS = ("states", "stars", "families", "groups", "places", "years", "kinds", "gifts")
_READ = (
    *("pk", "state", "star", "family", "place_slug", "year", "classification", "is_illustrative"),
    *("first_until", "begun_on", "sort_key", "place_text", "place_is_past", "product_id"),
    *("producer_kind", "gifts"),
)
# Kinds that stand under another in the facet: what the public site calls alike, and what nobody stated.
_KINDS = {"": UNKNOWN, "unstated": UNKNOWN, "large_enterprise": "enterprise"}
# The share of rows that may have come and gone before all are read anew, one in so many.
_MANY = 10

Row = tuple[Any, ...]
_held: dict[tuple[str, date], CatalogueIndex] = {}
_reading = Lock()


@dataclass(frozen=True, slots=True)
class CatalogueIndex:
    """All rows by their places; `places` gives the name of each place of the facet, and whether it is past."""

    rows: list[Row]
    facets: FacetIndex
    orders: dict[str, Order]
    places: dict[str, tuple[str, bool]]


def catalogue_index(version: CatalogueVersion, on: date) -> CatalogueIndex:
    """Return the index of the catalogue as it stands on day `on`; after a write only the rows it wrote are read."""
    known = _held.get((version.key, on))
    if known is None:
        with _reading:  # of the first visitors after a write one reads, the others take what it found
            known = _held.get((version.key, on))
            if known is None:
                known = _brought_up(next((held for (_, day), held in _held.items() if day == on), None), on)
                _held.clear()
                _held[version.key, on] = known
    return known


def forget_index() -> None:
    """Let the next visitor read all rows; for tests, whose rows are taken back and their keys given anew."""
    _held.clear()


def _brought_up(known: CatalogueIndex | None, on: date) -> CatalogueIndex:
    """Bring what is known to the rows that stand now. A listing is never edited, so its key tells all of it."""
    if known is None:
        return _index(_read(on))
    keys = _standing()
    gone, come = known.facets.places.keys() - keys, keys - known.facets.places.keys()
    if len(gone) + len(come) > len(keys) // _MANY:
        return _index(_read(on))
    come_rows = _read(on, pk__in=come) if come else []
    facets = known.facets.without(gone).with_rows([row[0] for row in come_rows], _columns(come_rows))
    rows, places = known.rows + come_rows, range(len(known.rows), len(known.rows) + len(come_rows))
    orders = {name: order.with_places(places, _rank(name, rows)) for name, order in known.orders.items()}
    return CatalogueIndex(rows, facets, orders, known.places | _place_names(come_rows))


def _standing() -> set[int]:
    """Return the keys of all rows; written out, because the ORM takes three times as long to hand on so many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM catalogue_listing")
        return {key for (key,) in cursor.fetchall()}


def _index(rows: list[Row]) -> CatalogueIndex:
    by_name = sorted(range(len(rows)), key=[_by_name(row) for row in rows].__getitem__)
    orders = {
        name: Order(sorted(by_name, key=[first(row) for row in rows].__getitem__)) for name, first in _FIRST.items()
    }
    return CatalogueIndex(rows, facet_index([row[0] for row in rows], _columns(rows)), orders, _place_names(rows))


def _read(on: date, **narrowed: Any) -> list[Row]:
    with many_objects():
        rows = Listing.objects.filter(**narrowed).annotate(state=state_expression(on)).order_by("pk")
        return list(rows.values_list(*_READ))


def _columns(rows: Sequence[Row]) -> dict[str, list[Any]]:
    return {
        "states": [row[1] for row in rows],
        "stars": [_written(row[2]) for row in rows],
        "families": [row[3] for row in rows],
        "places": [row[4] or UNKNOWN for row in rows],
        "years": [_written(row[5]) for row in rows],
        "groups": [row[6].partition(".")[0] or UNKNOWN for row in rows],
        "kinds": [_KINDS.get(row[14], row[14]) for row in rows],
        "gifts": [tuple(row[15].split()) for row in rows],
        ILLUSTRATIVE: [row[7] for row in rows],
    }


def _place_names(rows: Sequence[Row]) -> dict[str, tuple[str, bool]]:
    return {row[4] or UNKNOWN: (row[11], row[12]) for row in rows}


def _written(value: int | None) -> str:
    return UNKNOWN if value is None else str(value)


def _rank(order: str, rows: Sequence[Row]) -> Callable[[int], tuple[Any, ...]]:
    first = _FIRST[order]
    return lambda place: (first(rows[place]), *_by_name(rows[place]))


def _by_name(row: Row) -> tuple[str, int]:
    """Names in order; of one name the product registered first, whichever row tells of it today."""
    return row[10], row[13]


def _running_first(row: Row) -> int:
    return (_ALL_DAYS if row[7] else 0) - int(row[8].toordinal())


def _most_stars_first(row: Row) -> int:
    return -int(row[2] or 0) * _ALL_DAYS - int(row[8].toordinal())


def _newest_first(row: Row) -> int:
    return -int(row[9].toordinal()) if row[9] else 0


# What comes first in each order, as one number, because numbers are quickly compared; then names decide.
_ALL_DAYS = date.max.toordinal()
_FIRST: dict[str, Callable[[Row], int]] = {
    "con-han": _running_first,
    "sao": _most_stars_first,
    "moi": _newest_first,
    "ten": lambda row: 0,
}
ORDERS = tuple(_FIRST)
