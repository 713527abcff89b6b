"""What the page of a commune or of an old district shows of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.listings import listings
from openocop.catalogue.selectors.search import Choice, find
from openocop.catalogue.selectors.states import CatalogueVersion
from openocop.core.domain.text import sort_key

SHOWN_PRODUCTS, SHOWN_PRODUCERS = 12, 40


@dataclass(frozen=True, slots=True)
class Maker:
    public_id: str
    name: str
    products: int


@dataclass(frozen=True, slots=True)
class Locality:
    """The products of some places: the first of them, how many there are, and who makes them, by name."""

    products: tuple[Listing, ...]
    total: int
    illustrative: int
    makers: tuple[Maker, ...]

    @property
    def more_makers(self) -> int:
        return max(0, len(self.makers) - SHOWN_PRODUCERS)

    @property
    def shown_makers(self) -> tuple[Maker, ...]:
        return self.makers[:SHOWN_PRODUCERS]


def locality(place_slugs: Sequence[str], version: CatalogueVersion, on: date) -> Locality:
    """Return what was recognised in some places of the catalogue, named by their slugs, in two queries."""
    found = find(Choice(places=tuple(place_slugs)), version, on)
    here = Listing.objects.filter(place_slug__in=place_slugs).exclude(producer_public_id="")
    rows = here.values_list("producer_public_id", "producer_name").annotate(n=Count("pk"))
    makers = sorted((Maker(*row) for row in rows), key=lambda one: (sort_key(one.name), one.public_id))
    shown = listings(found.keys(0, SHOWN_PRODUCTS))
    return Locality(tuple(shown), found.counts.total, found.counts.illustrative, tuple(makers))


def products_by_province() -> dict[str, int]:
    """Return how many public products each tenant of this installation has."""
    return dict(Listing.objects.order_by().values_list("province").annotate(n=Count("pk")))
