"""The products of a saved list as they stand today, whatever became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openocop.buying.selectors.lists import Row, rows_of
from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.listings import listings
from openocop.catalogue.selectors.search import Choice, find
from openocop.catalogue.selectors.states import CatalogueVersion


@dataclass(frozen=True, slots=True)
class Saved:
    """The rows of the codes that name a public product, in the order of the codes, and the codes that name none."""

    rows: tuple[Row, ...]
    unknown: tuple[str, ...]


def saved(codes: Sequence[str], on: date) -> Saved:
    """Return what the codes name, in as many queries for one as for all."""
    known = {one.public_id: one for one in Listing.objects.filter(public_id__in=codes)}
    rows = rows_of([known[code] for code in codes if code in known], on)
    return Saved(tuple(rows), tuple(code for code in codes if code not in known))


def to_add(query: str, codes: Sequence[str], version: CatalogueVersion, on: date, *, most: int) -> list[Listing]:
    """Return the first products found by words that do not stand in the list yet."""
    if not query:
        return []
    keys = find(Choice(query=query), version, on).keys(0, most + len(codes))
    return [one for one in listings(keys) if one.public_id not in codes][:most]
