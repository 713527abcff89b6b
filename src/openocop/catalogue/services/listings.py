"""Keeping the public projection equal to what is recognised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from openocop.catalogue.domain.search import OWN_END, exact_words
from openocop.catalogue.models import CatalogueState, Listing
from openocop.catalogue.selectors.places import Place, UnitDay, former_words, places_of
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import search_key
from openocop.core.keys import among
from openocop.core.services.bulk import append_rows
from openocop.offers.selectors.offers import gift_words
from openocop.recognition.models import Recognition
from openocop.recognition.selectors.recognitions import Speaking, current_terms
from openocop.registry.models import Producer, Product
from openocop.registry.selectors.photos import first_photos

_CHUNK = 50_000
_COLUMNS = [field.attname for field in Listing._meta.concrete_fields if not field.primary_key]
_PRODUCT = (
    *("pk", "province", "public_id", "slug", "name", "name_key", "family", "classification", "is_illustrative"),
    *("sort_key", "producer_id"),
)
_MAKER = ("pk", "public_id", "name", "aliases", "unit_code", "unit_on", "kind")


@transaction.atomic
def rebuild_listings(province: str | None = None) -> int:
    """Make the listings of one province, or of all, anew from recognitions; return how many there are."""
    recognised = Recognition.objects.all() if province is None else Recognition.objects.filter(province=province)
    ids = list(recognised.order_by("product_id").values_list("product_id", flat=True).distinct())
    stale = Listing.objects.all() if province is None else Listing.objects.filter(province=province)
    stale.exclude(product__in=recognised.values("product_id")).delete()
    provinces = {province} if province else set(recognised.values_list("province", flat=True).distinct())
    for start in range(0, len(ids), _CHUNK):
        _write(ids[start : start + _CHUNK])
    for slug in sorted(provinces):
        next_version(slug)
    return len(ids)


@transaction.atomic
def refresh_listings(*, province: str, product_ids: Iterable[int]) -> None:
    """Bring the listings of some products up to date; a product without recognition loses its listing."""
    ids = sorted(set(product_ids))
    for start in range(0, len(ids), _CHUNK):
        _write(ids[start : start + _CHUNK])
    next_version(province)


def next_version(province: str) -> None:
    """Make every kept fragment of the province's catalogue lapse."""
    CatalogueState.objects.get_or_create(province=province, defaults={"changed_at": timezone.now()})
    state = CatalogueState.objects.select_for_update().get(province=province)
    state.version, state.changed_at = state.version + 1, timezone.now()
    state.save(update_fields=["version", "changed_at"])


def _write(ids: Sequence[int]) -> None:
    """Draw the rows anew. They carry no journal entry of their own: they repeat what the recognitions' entries say."""
    today = legal_day(timezone.now())
    speaking = current_terms(ids, today)
    products = list(Product.objects.filter(pk__in=among(speaking)).values_list(*_PRODUCT))
    owners = {product[-1] for product in products}
    makers = {row[0]: row for row in Producer.objects.filter(pk__in=among(owners - {None})).values_list(*_MAKER)}
    units = {(row[4], row[5]) for row in makers.values() if row[4] and row[5]}
    places, former = places_of(units, today), former_words(units, today)
    words = {key: _words_of(maker, places, former) for key, maker in makers.items()}
    photos = first_photos(speaking)
    Listing.objects.filter(product__in=among(ids)).delete()
    gifts = gift_words(among(speaking))
    rows = (_row(product, speaking[product[0]], makers, words, places, photos, gifts) for product in products)
    append_rows(Listing, _COLUMNS, rows)


@dataclass(frozen=True, slots=True)
class _Words:
    """What a producer adds to the words of each of its products: folded, as written, and what its place once was."""

    folded: str
    written: str
    former: str


def _words_of(maker: tuple[Any, ...], places: dict[UnitDay, Place], former: dict[UnitDay, str]) -> _Words:
    _key, _public_id, name, aliases, code, on, _kind = maker
    place = places.get((code, on))
    parts, once = (name, " ".join(aliases), place.words if place else ""), former.get((code, on), "")
    return _Words(search_key(*parts), exact_words(*parts, once), search_key(once))


def _row(
    product: tuple[Any, ...],
    speaking: Speaking,
    makers: dict[int, tuple[Any, ...]],
    words: dict[int, _Words],
    places: dict[UnitDay, Place],
    photos: dict[int, dict[str, Any]],
    gifts: dict[int, str],
) -> list[Any]:
    key, province, public_id, slug, name, name_key, family, classification, invented, sort, producer_id = product
    maker = makers.get(producer_id)
    place = places.get((maker[4], maker[5])) if maker else None
    said = words.get(producer_id, _Words("", "", ""))
    term = speaking.term
    return [
        *(key, province, public_id, slug, name),
        *((maker[1], maker[2], maker[6]) if maker else ("", "", "")),
        gifts.get(key, ""),
        *(family, classification or ""),
        *((place.slug, place.text, place.is_past) if place else ("", "", False)),
        *(speaking.star, term.begun_on.year if term.begun_on else None),
        *(term.begun_on, term.valid_from, term.valid_until, term.kept_until, term.withdrawn_on),
        term.held_until if term.withdrawn_on is None and term.held_until else date.min,
        invented or speaking.is_illustrative,
        photos.get(key),
        " ".join(filter(None, (name_key, said.folded, OWN_END, said.former))),
        f" {exact_words(name)} {said.written} ",
        sort,
    ]
