"""Listings by their keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import BigIntegerField, QuerySet

from openocop.catalogue.models import Listing
from openocop.core.prepared import Given, Prepared

_NOT_SHOWN = ("search_key", "exact_key", "sort_key")


def listings(keys: Sequence[int]) -> list[Listing]:
    """Return the listings with these keys in their order; one that a write has just replaced is left out."""
    given = {str(place): key for place, key in enumerate(keys)}
    known = {listing.pk: listing for listing in _WITH_KEYS.rows(len(keys), **given)}
    return [known[key] for key in keys if key in known]


def sourced_listings() -> QuerySet[Listing]:
    """Return the listings that a source names, in a lasting order; invented ones are left out."""
    return Listing.objects.filter(is_illustrative=False).defer(*_NOT_SHOWN).order_by("pk")


def sourced_producers() -> QuerySet[Listing, tuple[str, str]]:
    """Return public id and name of each producer that has such a listing."""
    named = Listing.objects.filter(is_illustrative=False).exclude(producer_public_id="")
    return named.order_by("producer_public_id").values_list("producer_public_id", "producer_name").distinct()


def _with_keys(count: int) -> QuerySet[Listing]:
    keys: list[Any] = [Given(str(place), BigIntegerField()) for place in range(count)]
    return Listing.objects.filter(pk__in=keys).defer(*_NOT_SHOWN)


_WITH_KEYS = Prepared(_with_keys)
