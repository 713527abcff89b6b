"""Recording places, changing and archiving them, and what is on show there."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc, sort_key
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.places.domain.facts import PlaceFacts
from openocop.places.domain.kinds import Kind
from openocop.places.models import Place, Showing
from openocop.places.permissions import may_keep, may_register
from openocop.places.selectors.facts import kept_hours, place_facts
from openocop.registry.models import Product
from openocop.registry.selectors.lookalikes import public_products

MOST_SHOWN = 300


class CannotKeep(Refused):
    """A place that cannot be recorded so; the field is named."""


@transaction.atomic
def register_place(
    *, facts: PlaceFacts, client_id: UUID, by: Post, at: datetime, is_illustrative: bool = False
) -> Place:
    """Record a place; what one form sends twice is one place.

    Raises:
        NotPermitted: `by` keeps no places of that commune.
        CannotKeep: a fair without its days.
    """
    require(may_register(by, by.province, facts.unit_code))
    sent_before = Place.objects.filter(client_id=client_id, province=by.province).first()
    if sent_before is not None:
        return sent_before
    place = Place(province=by.province, client_id=client_id, is_illustrative=is_illustrative)
    _write(place, facts, at)
    record(province=place.province, actor=by.as_actor(), verb="place.registered", subject=place, facts=_told(place))
    return place


@transaction.atomic
def revise_place(*, place: Place, facts: PlaceFacts, seen_version: int, by: Post, at: datetime) -> Place:
    """Change a place as its office saw it; what did not change leaves no trace.

    Raises:
        NotPermitted: `by` does not keep it where it is, or where it would be.
        CannotKeep: it was archived or changed by somebody else meanwhile, or is a fair without its days.
    """
    place = _locked(place, by, at)
    require(may_register(by, place.province, facts.unit_code))
    if place.version != seen_version:
        raise CannotKeep(_("Somebody else changed this place meanwhile. Open it anew and look before you save."))
    before = place_facts(place)
    if before == replace(_clean(facts), hours=facts.hours):
        return place
    told = _told(place)
    place.version += 1
    _write(place, facts, at)
    told_now = {"before": told, "now": _told(place)}
    record(province=place.province, actor=by.as_actor(), verb="place.revised", subject=place, facts=told_now)
    return place


@transaction.atomic
def archive_place(*, place: Place, successor: Place | None, by: Post, at: datetime) -> Place:
    """Take a place off the public list, naming the one that takes its place where there is one.

    Raises:
        NotPermitted: `by` does not keep it.
        CannotKeep: it is archived already, or its successor is archived, elsewhere or the place itself.
    """
    place = _locked(place, by, at)
    if successor is not None:
        successor = Place.objects.select_for_update().get(pk=successor.pk)
        if successor.pk == place.pk or successor.province != place.province or successor.archived_at is not None:
            raise CannotKeep(_("Name another place that is still on the list."), field="successor")
    place.archived_at, place.superseded_by = at, successor
    place.save(update_fields=["archived_at", "superseded_by"])
    told = {"successor": successor.public_id if successor else ""}
    record(province=place.province, actor=by.as_actor(), verb="place.archived", subject=place, facts=told)
    return place


@transaction.atomic
def show_product(
    *, place: Place, product: Product, from_on: date, until_on: date | None, by: Post, at: datetime
) -> Showing:
    """Put a public product on show from a day to the day before another; the same again is the same showing.

    Raises:
        NotPermitted: `by` does not keep the place.
        CannotKeep: the product has no public page here, or the days are not in order.
    """
    place = _locked(place, by, at)
    if not public_products().filter(pk=product.pk, province=place.province).exists():
        raise CannotKeep(_("No public product of this province has this address. Copy it from the product's page."))
    if place.is_illustrative and not product.is_illustrative:
        raise CannotKeep(_("An invented place shows invented products only."), field="product")
    if until_on is not None and until_on <= from_on:
        raise CannotKeep(_("The last day lies before the first."), field="last_on")
    running = place.showings.filter(product=product, until_on=None).first()
    if running is not None:
        return running
    if place.showings.filter(until_on=None).count() >= MOST_SHOWN:
        raise CannotKeep(_("%(most)d products are on show, no more fit. End one first.") % {"most": MOST_SHOWN})
    showing = place.showings.create(province=place.province, product=product, from_on=from_on, until_on=until_on)
    told = {"product": product.public_id, "from": from_on.isoformat()}
    record(province=place.province, actor=by.as_actor(), verb="place.product_shown", subject=place, facts=told)
    return showing


@transaction.atomic
def end_showing(*, showing: Showing, by: Post, at: datetime) -> Showing:
    """End that a product is on show, as of today; the same again is harmless.

    Raises:
        NotPermitted: `by` does not keep the place.
    """
    place = _locked(showing.place, by, at)
    showing = Showing.objects.select_for_update().select_related("product").get(pk=showing.pk)
    ends = max(legal_day(at), showing.from_on)
    if showing.until_on is None or showing.until_on > ends:
        showing.until_on = ends
        showing.save(update_fields=["until_on"])
        told = {"product": showing.product.public_id}
        record(province=place.province, actor=by.as_actor(), verb="place.showing_ended", subject=place, facts=told)
    return showing


def _locked(place: Place, by: Post, at: datetime) -> Place:
    found = Place.objects.select_for_update().get(pk=place.pk)
    require(may_keep(by, found, on=legal_day(at)))
    if found.archived_at is not None:
        raise CannotKeep(_("This place was archived. Record it anew if it opens again."))
    return found


def _clean(facts: PlaceFacts) -> PlaceFacts:
    words: dict[str, Any] = {name: nfc(getattr(facts, name)) for name in ("name", "address", "source")}
    if facts.kind != Kind.FAIR:
        return replace(facts, **words, first_on=None, last_on=None)
    if facts.first_on is None or facts.last_on is None:
        raise CannotKeep(_("Name the first and the last day of the fair."), field="first_on")
    if facts.last_on < facts.first_on:
        raise CannotKeep(_("The last day lies before the first."), field="last_on")
    return replace(facts, **words)


def _write(place: Place, facts: PlaceFacts, at: datetime) -> None:
    stated = _clean(facts)
    columns = {one.name: getattr(stated, one.name) for one in fields(stated) if one.name != "hours"}
    for name, value in (columns | kept_hours(stated.hours)).items():
        setattr(place, name, value)
    place.unit_on, place.sort_key, place.stated_at = legal_day(at), sort_key(stated.name), at
    place.save()


def _told(place: Place) -> dict[str, object]:
    """Return what the journal keeps of a place: words and days, all of them public."""
    days = {name: str(getattr(place, name) or "") for name in ("first_on", "last_on", "latitude", "longitude")}
    words = {name: getattr(place, name) for name in ("kind", "name", "unit_code", "address", "source", "about")}
    return words | days | {"hours": place.hours, "exceptions": place.exceptions}
