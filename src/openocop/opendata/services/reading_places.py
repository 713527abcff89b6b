"""Rows of places, of products on show there, and of addresses where products are sold, as they are read in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import uuid4

from openocop.channels.models import ChannelListing
from openocop.core.domain.text import sort_key
from openocop.places.models import Place, Showing
from openocop.registry.models import Product

_PLAIN_OF_PLACE = (
    *("kind", "name", "unit_code", "unit_on", "address", "hours", "exceptions", "first_on", "last_on"),
    *("about", "source", "stated_at", "archived_at"),
)


def place_of(row: Mapping[str, Any], province: str) -> Place:
    """Return a place as it was stated last; where it went is said once all of them stand."""
    degrees = {name: Decimal(row[name]) if row[name] else None for name in ("latitude", "longitude")}
    plain = {name: row[name] for name in _PLAIN_OF_PLACE}
    return Place(
        public_id=row["id"],
        province=province,
        client_id=uuid4(),
        sort_key=sort_key(row["name"]),
        is_illustrative=row["illustrative"],
        **degrees,
        **plain,
    )


def showing_of(row: Mapping[str, Any], place: Place, product: Product) -> Showing:
    return Showing(
        public_id=row["id"],
        province=place.province,
        place=place,
        product=product,
        from_on=row["from_on"],
        until_on=row["until_on"],
    )


def sale_of(row: Mapping[str, Any], product: Product) -> ChannelListing:
    return ChannelListing(
        public_id=row["id"],
        province=product.province,
        product=product,
        client_id=uuid4(),
        channel=row["channel"],
        address=row["address"],
        recorded_at=row["recorded_at"],
        recorded_role=row["recorded_by"],
        checked_at=row["checked_at"],
        checked_role=row["checked_by"],
        is_illustrative=row["illustrative"],
    )
