"""Places as the public reads them and as their office lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from openocop.accounts.domain.roles import Post
from openocop.geography.selectors.units import full_names
from openocop.places.domain.hours import Hours, Opening, opening_at
from openocop.places.models import Place, Showing
from openocop.places.permissions import places_kept_by
from openocop.places.selectors.facts import hours_of
from openocop.places.words import KIND_NAMES, opening_text
from openocop.registry.selectors.lookalikes import public_products

PAGE_SIZE = 24


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place with its hours, how it stands at the moment of asking, and the commune it lies in, written out."""

    place: Place
    hours: Hours
    opening: Opening
    state: str
    kind: str
    where: str


def public_places(*, on: date, kind: str = "", unit: str = "") -> QuerySet[Place]:
    """Return the places that go on, fairs up to their last day; those of a kind and a commune where asked for."""
    found = Place.objects.filter(Q(last_on=None) | Q(last_on__gte=on), archived_at=None)
    if kind:
        found = found.filter(kind=kind)
    if unit:
        found = found.filter(unit_code=unit)
    return found.order_by("is_illustrative", "sort_key", "pk")


def office_places(post: Post, *, on: date, kind: str = "") -> QuerySet[Place]:
    """Return what a post keeps, archived places last."""
    found = places_kept_by(post, on=on)
    return (found.filter(kind=kind) if kind else found).order_by("archived_at", "sort_key", "pk")


def rows_of(places: Iterable[Place], now: datetime) -> list[PlaceRow]:
    """Return places with their state at `now`; names of communes take three queries for all of them."""
    places = list(places)
    names = full_names({(place.unit_code, place.unit_on) for place in places})
    return [_row(place, names.get((place.unit_code, place.unit_on), ""), now) for place in places]


def on_show(place: Place, on: date) -> list[Showing]:
    """Return the products that are on show on day `on` and have a page of their own, by name."""
    running = Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gt=on))
    found = place.showings.filter(running, product__in=public_products().values("pk"))
    return list(found.select_related("product__producer").order_by("product__sort_key", "pk"))


def announced(place: Place, on: date) -> list[Showing]:
    """Return what its office put on show for days after `on`, by first day."""
    found = place.showings.filter(from_on__gt=on, product__in=public_products().values("pk"))
    return list(found.select_related("product__producer").order_by("from_on", "product__sort_key"))


def _row(place: Place, where: str, now: datetime) -> PlaceRow:
    hours = hours_of(place)
    opening = opening_at(hours, now, first=place.first_on, last=place.last_on)
    state = opening_text(
        opening, now, known=bool(hours.weekly or hours.exceptions), first=place.first_on, last=place.last_on
    )
    return PlaceRow(place, hours, opening, state, str(KIND_NAMES[place.kind]), where)
