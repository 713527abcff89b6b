"""What the facets of the catalogue count on one day, read once and kept until the next write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from threading import Lock

from django.core.cache import cache

from openocop.catalogue.domain.facets import FacetIndex, facet_index
from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.states import CatalogueVersion
from openocop.recognition.selectors.recognitions import state_expression

UNKNOWN = "chua-ro"
ILLUSTRATIVE = "illustrative"

_reading = Lock()


@dataclass(frozen=True, slots=True)
class CatalogueFacets:
    """The rows of each value, by the values of the address; `places` gives each place's name and whether it is past."""

    index: FacetIndex
    places: dict[str, tuple[str, bool]]


def catalogue_facets(version: CatalogueVersion, on: date) -> CatalogueFacets:
    """Return the facets of the catalogue as it stands on day `on`; after a write one query reads every row."""
    key = f"catalogue:facets:{version.key}:{on}"
    known: CatalogueFacets | None = cache.get(key)
    if known is None:
        with _reading:  # of the first visitors after a write one reads, the others take what it found
            known = cache.get(key)
            if known is None:
                known = _read(on)
                cache.set(key, known, timeout=24 * 3600)
    return known


def _read(on: date) -> CatalogueFacets:
    of_facets = ("state", "star", "family", "place_slug", "year", "classification")
    rows = Listing.objects.annotate(state=state_expression(on)).order_by("pk")
    found = list(rows.values_list("pk", *of_facets, "place_text", "place_is_past", "is_illustrative"))
    columns = {
        "states": [row[1] for row in found],
        "stars": [_written(row[2]) for row in found],
        "families": [row[3] for row in found],
        "places": [row[4] or UNKNOWN for row in found],
        "years": [_written(row[5]) for row in found],
        "groups": [row[6].partition(".")[0] or UNKNOWN for row in found],
        ILLUSTRATIVE: [row[9] for row in found],
    }
    index = facet_index([row[0] for row in found], columns)
    return CatalogueFacets(index, {row[4] or UNKNOWN: (row[7], row[8]) for row in found})


def _written(value: int | None) -> str:
    return UNKNOWN if value is None else str(value)
