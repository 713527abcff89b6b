"""Where public products are sold: the addresses that an office has opened, of products whose star runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from openocop.channels.domain.rulebook import channels
from openocop.channels.domain.standing import CHECK_HOLDS
from openocop.channels.models import ChannelListing
from openocop.core.domain.legal_time import VIETNAM, legal_day


def live_listings(on: date | None = None) -> QuerySet[ChannelListing]:
    """Return the addresses that count on day `on`, today where none is named."""
    on = on or legal_day(timezone.now())
    first = on - CHECK_HOLDS + timedelta(days=1)  # the first day of opening it that still counts
    since = datetime.combine(first, time(), VIETNAM)
    found = ChannelListing.objects.filter(ended_at=None, checked_at__gte=since)
    return found.filter(product__listing__first_until__gt=on)


def sold_at(product_id: int, on: date) -> Iterator[tuple[str, ChannelListing]]:
    """Yield (name of the channel, address) of one product, in the order of the channels."""
    for listing in live_listings(on).filter(product=product_id).order_by("channel", "pk"):
        known = channels().get(listing.channel)
        if known is not None:
            yield known.name, listing
