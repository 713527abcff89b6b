"""One producer as the public may see it: no telephone, no e-mail, no numbers, no names of persons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.listings import listings
from openocop.catalogue.selectors.places import Place
from openocop.catalogue.selectors.products import Source, place_of, sources_of
from openocop.recognition.domain.status import IN_FORCE, Term, status_on
from openocop.registry.models import Producer


@dataclass(frozen=True, slots=True)
class ProducerPage:
    producer: Producer
    place: Place | None
    listings: tuple[Listing, ...]
    running: int
    first_year: int | None
    best_star: int | None
    sources: tuple[Source, ...]


def keys_of_producer_page(public_id: str) -> tuple[int, ...]:
    """Return the keys of a producer's listings. A change of the producer writes all of them anew under other keys."""
    rows = Listing.objects.filter(producer_public_id=public_id).order_by("sort_key", "product_id")
    return tuple(rows.values_list("pk", flat=True))


def producer_page(public_id: str, keys: Sequence[int], on: date) -> ProducerPage | None:
    """Return the page of a producer with a public product, None for any other."""
    listed = tuple(listings(keys))
    producer = Producer.objects.filter(public_id=public_id).first()
    if producer is None or not listed:
        return None
    return ProducerPage(
        producer=producer,
        place=place_of(producer, on),
        listings=listed,
        running=sum(listing_status_in_force(listing, on) for listing in listed),
        first_year=min((one.year for one in listed if one.year), default=None),
        best_star=max((one.star for one in listed if one.star), default=None),
        sources=sources_of(producer.source_urls),
    )


def listing_status_in_force(listing: Listing, on: date) -> bool:
    return status_on(listing_term(listing), on).state in IN_FORCE


def listing_term(listing: Listing) -> Term:
    """Return the days of a listing's current recognition."""
    return Term(
        council_on=listing.begun_on,
        valid_from=listing.valid_from,
        valid_until=listing.valid_until,
        withdrawn_on=listing.withdrawn_on,
        kept_until=listing.kept_until,
    )
