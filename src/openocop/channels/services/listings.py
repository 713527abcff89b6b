"""Recording where a product stands on a channel, that somebody opened it, and that it is gone."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.channels.domain.rulebook import Channel, channels
from openocop.channels.models import ChannelListing
from openocop.channels.permissions import may_check, may_record
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.registry.models import Product
from openocop.registry.services.history import announce

MOST_LISTINGS = 50
_LONGEST = 500


class CannotList(Refused):
    """An address that cannot stand as it is; the field is named."""


@transaction.atomic
def record_listing(
    *, product: Product, channel: str, address: str, client_id: UUID, by: Post, at: datetime
) -> ChannelListing:
    """Record the address of a product on a channel; what one form sends twice is one listing.

    Raises:
        NotPermitted: `by` does not keep this product.
        CannotList: no such channel, an address that lies elsewhere, one that is recorded already, or too many.
    """
    product = _locked(product)
    require(may_record(by, product, on=legal_day(at)))
    sent_before = ChannelListing.objects.filter(client_id=client_id).first()
    if sent_before is not None and sent_before.product_id == product.pk:
        return sent_before
    if sent_before is not None:
        raise CannotList(_("This form was already sent for another product. Open the page of this one again."))
    if product.channel_listings.filter(ended_at=None).count() >= MOST_LISTINGS:
        message = _("%(most)d addresses are on record, no more fit. Say of one that it is gone first.")
        raise CannotList(message % {"most": MOST_LISTINGS})
    listing = ChannelListing(province=product.province, product=product, channel=channel, client_id=client_id)
    listing.address = address_on(_channel(channel), address)
    listing.recorded_at, listing.recorded_role = at, by.as_actor().role
    listing.is_illustrative = product.is_illustrative
    try:
        with transaction.atomic():
            listing.save()
    except IntegrityError as twice:  # of two who enter it at the same moment, one is told so
        raise CannotList(_("This address is on record for this product already."), field="address") from twice
    _recorded(listing, "channel.listed", by, {})
    return listing


@transaction.atomic
def check_listing(*, listing: ChannelListing, by: Post, at: datetime) -> ChannelListing:
    """Say that an address was opened and shows the product. The same again counts from now on.

    Raises:
        NotPermitted: `by` may not say so. CannotList: the listing ended meanwhile.
    """
    _locked(listing.product)
    found = (
        ChannelListing.objects.select_for_update(of=("self",)).select_related("product__producer").get(pk=listing.pk)
    )
    require(may_check(by, found.product, on=legal_day(at)))
    if found.ended_at is not None:
        raise CannotList(_("Meanwhile somebody recorded that this address is gone. Record it anew if it is back."))
    found.checked_at, found.checked_role = at, by.as_actor().role
    found.save(update_fields=["checked_at", "checked_role"])
    _recorded(found, "channel.checked", by, {})
    return found


@transaction.atomic
def end_listing(*, listing: ChannelListing, reason: str, by: Post, at: datetime) -> ChannelListing:
    """Record that an address is gone or shows the product no more; the same again is harmless.

    Raises:
        NotPermitted: `by` does not keep this product. CannotList: no reason is given.
    """
    _locked(listing.product)
    found = (
        ChannelListing.objects.select_for_update(of=("self",)).select_related("product__producer").get(pk=listing.pk)
    )
    require(may_record(by, found.product, on=legal_day(at)))
    reason = nfc(reason).strip()[:300]
    if found.ended_at is None and not reason:
        raise CannotList(_("Say in a few words why it is gone."), field="reason")
    if found.ended_at is None:
        found.ended_at, found.ended_reason = at, reason
        found.save(update_fields=["ended_at", "ended_reason"])
        _recorded(found, "channel.ended", by, {"reason": reason})
    return found


def address_on(channel: Channel, typed: str) -> str:
    """Return an address as it is kept: https, on a host of the channel, without what counts visits.

    Raises:
        CannotList: it is none, lies on another site, or the channel has no pages of products.
    """
    if not channel.hosts:
        raise CannotList(
            _("%(channel)s has no pages of products to record.") % {"channel": channel.name}, field="channel"
        )
    address = typed.strip()
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    clean = address.isprintable() and " " not in address and len(address) <= _LONGEST
    if parts.scheme not in {"http", "https"} or not host or not clean or "@" in parts.netloc or port not in {None, 443}:
        message = _("“%(typed)s” is no address. Copy it whole from the browser, such as https://%(host)s/…")
        raise CannotList(message % {"typed": address[:60], "host": channel.hosts[0]}, field="address")
    if not any(host == known or host.endswith(f".{known}") for known in channel.hosts):
        message = _("This address lies on %(host)s, not on %(channel)s. Choose the channel it belongs to.")
        raise CannotList(message % {"host": host[:60], "channel": channel.name}, field="address")
    return f"https://{host}{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"


def _channel(slug: str) -> Channel:
    if slug not in channels():
        raise CannotList(_("There is no such channel. Choose one of the list."), field="channel")
    return channels()[slug]


def _locked(product: Product) -> Product:
    return Product.objects.select_for_update(of=("self",)).select_related("producer").get(pk=product.pk)


def _recorded(listing: ChannelListing, verb: str, by: Post, facts: dict[str, Any]) -> None:
    told = {"product": listing.product.public_id, "channel": listing.channel, "address": listing.address, **facts}
    record(province=listing.province, actor=by.as_actor(), verb=verb, subject=listing, facts=told)
    announce(listing.province, [listing.product_id])
