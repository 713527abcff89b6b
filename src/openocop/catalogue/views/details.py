"""Pages of one product and of one producer."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from openocop.catalogue.selectors.events import events_of
from openocop.catalogue.selectors.producers import keys_of_producer_page, producer_page
from openocop.catalogue.selectors.products import PageKeys, keys_of_product_page, product_page
from openocop.catalogue.selectors.sales import sold_at
from openocop.catalogue.views.cards import card_url
from openocop.catalogue.views.frame import Visit, cell, product_url, visit
from openocop.catalogue.views.kept import Drawn, cells_html, drawn, kept_as_read
from openocop.catalogue.views.pictures import GALLERY_SIZES, LEAD_SIZES, caption_of, picture, shot_of
from openocop.catalogue.views.showing import show
from openocop.catalogue.views.structured import product_json_ld
from openocop.catalogue.words import family_name, kind_name, term_unknown_reason, term_unknown_story
from openocop.core.domain.text import slug as slug_of
from openocop.criteria.domain.releases import release
from openocop.dossiers.models import Round
from openocop.recognition.domain.status import last_day
from openocop.registry.models import ProductPhoto
from openocop.registry.words import PHOTO_KINDS
from openocop.ui.templatetags.ui import sao, so

BAND_FLOORS = ((3, 50), (4, 70), (5, 90))


@require_safe
def product(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    seen = visit()
    piece, read = f"product:{public_id[:20]}", partial(keys_of_product_page, public_id)
    shown = kept_as_read(seen, piece, read, lambda keys: _draw_product(public_id, keys, seen))
    return _at_its_address(request, seen, shown, _("This product is not in the public catalogue."))


@require_safe
def producer(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    seen = visit()
    piece, read = f"producer:{public_id[:20]}", partial(keys_of_producer_page, public_id)
    shown = kept_as_read(seen, piece, read, lambda keys: _draw_producer(public_id, keys, seen))
    return _at_its_address(request, seen, shown, _("This producer has no public product."))


def _at_its_address(request: HttpRequest, seen: Visit, shown: Drawn | None, missing: str) -> HttpResponse:
    """Show a page, send an old name in the address to the present one, or say what is missing."""
    if shown is None:
        raise Http404(missing)
    address = shown.address.removeprefix(settings.OPENOCOP_URL)
    return show(request, seen, shown) if address == request.path else HttpResponsePermanentRedirect(address)


def _draw_product(public_id: str, keys: PageKeys, seen: Visit) -> Drawn | None:
    shown = product_page(public_id, keys, seen.on)
    if shown is None:
        return None
    listing, recognition = shown.listing, shown.current.recognition
    one, family = cell(listing, seen.on), family_name(listing.family)
    address, image = f"{settings.OPENOCOP_URL}{product_url(listing)}", card_url(listing, seen.on)
    maker = producer_url(shown.producer.public_id, shown.producer.name) if shown.producer else ""
    context = {
        "shown": shown,
        "cell": one,
        "status": shown.current.status,
        "recognition": recognition,
        "certificate": getattr(recognition, "certificate", None),
        "last_day": last_day(recognition.valid_until) if recognition.valid_until else None,
        "kept_on": last_day(recognition.kept_until) if recognition.kept_until else None,
        "term_reason": term_unknown_reason(recognition.council_on),
        "term_story": term_unknown_story(recognition.council_on),
        "family": family,
        "producer_url": maker,
        "offer": shown.offer,
        "sales": list(sold_at(shown.product.pk, seen.on)),
        "events": events_of(shown.recognitions, seen.on),
        "others": cells_html(shown.others, seen),
        "same_name": cells_html(shown.same_name, seen),
        "data": product_json_ld(
            shown, address=address, producer_address=f"{settings.OPENOCOP_URL}{maker}", image=image
        ),
        "illustrative": listing.is_illustrative,
        "provenance": "public" if shown.sources else "producer",
        "plate_caption": _("Drawing for the family “%(family)s”, not a photograph of the product") % {"family": family},
        "shots": [_hung(one, first=not place) for place, one in enumerate(shown.photos)],
        "score_provenance": "public" if recognition.source_urls else "officer",
        **_law(recognition.round),
        **_points(shown.score, listing.star),
    }
    crumbs = [*_start(), (family, f"{reverse('catalogue:products')}?nhom={listing.family}"), (listing.name, "")]
    return Drawn(
        title=f"{listing.name}, {one.who}",
        description=". ".join([one.who, sao(listing.star), _("Certificate, sources and place of origin.")]),
        body=drawn("catalogue/_product.html", seen, context),
        crumbs=drawn("catalogue/_crumbs.html", seen, {}, crumbs),
        address=address,
        image=image,
        hidden=listing.is_illustrative,
    )


def _hung(photo: ProductPhoto, *, first: bool) -> dict[str, object]:
    """Return a photograph as the page shows it: the first large, the others when they are scrolled to."""
    drawn_as = picture(shot_of(photo), sizes=LEAD_SIZES if first else GALLERY_SIZES, lazy=not first)
    return {"picture": drawn_as, "photo": photo, "caption": caption_of(photo), "kind": PHOTO_KINDS[photo.kind]}


def _draw_producer(public_id: str, keys: tuple[int, ...], seen: Visit) -> Drawn | None:
    shown = producer_page(public_id, keys, seen.on)
    if shown is None:
        return None
    address = f"{settings.OPENOCOP_URL}{producer_url(shown.producer.public_id, shown.producer.name)}"
    context = {
        "shown": shown,
        "first_year": str(shown.first_year or ""),
        "provenance": "public" if shown.sources else "producer",
        "cells": cells_html(shown.listings, seen),
        "kind": kind_name(shown.producer.kind),
        "canonical": address,
        "illustrative": shown.producer.is_illustrative,
    }
    count = ngettext("%(n)s OCOP product", "%(n)s OCOP products", len(shown.listings)) % {"n": len(shown.listings)}
    return Drawn(
        title=shown.producer.name,
        description=f"{shown.producer.name}: {count}",
        body=drawn("catalogue/_producer.html", seen, context),
        crumbs=drawn("catalogue/_crumbs.html", seen, {}, [*_start(), (shown.producer.name, "")]),
        address=address,
        hidden=shown.producer.is_illustrative,
    )


def _start() -> list[tuple[str, str]]:
    return [(_("Front page"), reverse("catalogue:home")), (_("Products"), reverse("catalogue:products"))]


def _law(round: Round | None) -> dict[str, object]:
    """Return the criteria a round was scored by; a year is written without separators."""
    if round is None:
        return {"law": None}
    law = release(round.release)
    return {"law": law, "law_year": str(law.issued_on.year)}


def _points(score: str, star: int | None) -> dict[str, object]:
    """Return the published score, and how far the next band is. Bands: 1048, 148 and 26/2026 alike."""
    if not score:
        return {"score": None}
    exact = Fraction(score)
    next_star = next((band for band, floor in BAND_FLOORS if floor > exact), None)
    missing = next((floor - exact for _band, floor in BAND_FLOORS if floor > exact), None)
    reaches = next_star if star is not None and next_star == star + 1 else None
    return {"score": exact, "score_text": so(exact), "to_next": missing if reaches else None, "next_star": reaches}


def producer_url(public_id: str, name: str) -> str:
    slug = slug_of(name)[:100].strip("-") or "chu-the"
    return reverse("catalogue:producer", kwargs={"slug": slug, "public_id": public_id})
