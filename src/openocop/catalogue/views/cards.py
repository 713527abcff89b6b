"""Pictures beside shared links, drawn on the server in the language of the page that names them."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.catalogue.documents.card import Card, card_png
from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.producers import listing_term
from openocop.catalogue.services.cards import keep_card, kept_card
from openocop.catalogue.views.frame import cell, visit
from openocop.catalogue.words import STATE_NAMES, held_until
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.canonical import sha256_hex
from openocop.core.services.files import path_of
from openocop.recognition.domain.status import IN_FORCE, State, status_on
from openocop.ui.languages import ENGLISH
from openocop.ui.templatetags.ui import sao

_BANDS = {State.EXPIRED: "out", State.WITHDRAWN: "bad"}
_AN_HOUR = "public, max-age=3600"


@require_safe
def card(request: HttpRequest, public_id: str, language: str) -> HttpResponse:
    """Send the card of a listed product; drawn the first time that anybody asks for what it says now."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    listing = get_object_or_404(Listing, public_id=public_id)
    with override(language):
        shown = card_of(listing, visit().on)
    digest = _digest(shown)
    path = kept_card(digest)
    if not path.is_file():
        kept = path_of(shown.photo) if shown.photo else None
        photo = kept.read_bytes() if kept and kept.is_file() else None
        keep_card(digest=digest, content=card_png(shown, photo))
    headers = {"Cache-Control": _AN_HOUR, "ETag": f'"{digest}"'}
    return HttpResponse(path.read_bytes(), content_type="image/png", headers=headers)


def card_of(listing: Listing, on: date) -> Card:
    """Return what a product's card says on day `on` in the reader's language."""
    status, one = status_on(listing_term(listing), on), cell(listing, on)
    standing = one.state_text or str(STATE_NAMES.get(status.state, ""))
    if until := held_until(status, listing.valid_until):
        standing = _("Valid until %(day)s") % {"day": date_short(until)}
    band = "ok" if status.state in IN_FORCE else _BANDS.get(status.state, "none")
    star = listing.star if band in {"ok", "none"} else None  # a picture of stars is taken for stars that are held
    return Card(
        name=listing.name,
        who=one.who,
        star=star,
        stars_text=sao(star) if star or listing.star is None else "",
        band=band,
        standing=standing,
        motif=listing.family,
        note=_("illustrative") if listing.is_illustrative else "",
        photo=listing.photo["sha256"] if listing.photo else "",
    )


def card_url(listing: Listing, on: date) -> str:
    """Return the whole address of a product's card; it changes with what the card says, so that no old one is shown."""
    language = get_language() or settings.LANGUAGE_CODE
    path = reverse("catalogue:card", args=[listing.public_id, language]).removeprefix(ENGLISH)
    return f"{settings.OPENOCOP_URL}{path}?v={_digest(card_of(listing, on))[:12]}"


def _digest(shown: Card) -> str:
    return sha256_hex(repr(astuple(shown)).encode())
