"""What can be asked of whom: public products whose producers take enquiries here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.producers import listing_term
from openocop.offers.selectors.offers import NOTHING, Offer, offers_of
from openocop.recognition.domain.status import State, status_on
from openocop.registry.models import Producer, ProducerMember


@dataclass(frozen=True, slots=True)
class Askable:
    """A product with what is offered of it and its producer; `why_not` is "" where it can be asked for.

    Else it is "withdrawn", "nobody" (no producer on record) or "away" (nobody acts for the producer here).
    """

    listing: Listing
    offer: Offer
    producer: Producer | None
    why_not: str = ""


def askables(codes: Sequence[str], on: date) -> list[Askable]:
    """Return the public products of these codes in their order, in as many queries for one as for all."""
    rows = Listing.objects.filter(public_id__in=codes).select_related("product__producer")
    known = {one.public_id: one for one in rows}
    listed = [known[code] for code in codes if code in known]
    offers = offers_of((one.product_id for one in listed), on)
    reached = reachable((one.product.producer_id for one in listed), on)
    return [_askable(one, offers.get(one.product_id, NOTHING), reached, on) for one in listed]


def reachable(producers: Iterable[int | None], on: date, *, agreed: bool = False) -> dict[int, list[str]]:
    """Return the people (public ids) who act for producers on day `on`, for those who have any.

    With `agreed` only the people who agreed to be written to.
    """
    running = Q(valid_from__lte=on) & (Q(valid_until=None) | Q(valid_until__gt=on))
    members = ProducerMember.objects.filter(
        running, producer__in={one for one in producers if one}, user__is_active=True
    )
    members = members.filter(user__email_agreed_at__isnull=False) if agreed else members
    found: dict[int, list[str]] = {}
    for producer, person in members.order_by("pk").values_list("producer_id", "user__public_id").distinct():
        found.setdefault(producer, []).append(person)
    return found


def _askable(listing: Listing, offer: Offer, reached: dict[int, list[str]], on: date) -> Askable:
    producer = listing.product.producer
    why = ""
    if status_on(listing_term(listing), on).state == State.WITHDRAWN:
        why = "withdrawn"
    elif producer is None:
        why = "nobody"
    elif producer.pk not in reached:
        why = "away"
    return Askable(listing, offer, producer, why)
