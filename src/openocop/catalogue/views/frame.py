"""What every public page is drawn with: the catalogue's state, the day, and cells of products."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.translation import gettext

from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.home import province_names
from openocop.catalogue.selectors.producers import listing_term
from openocop.catalogue.selectors.states import CatalogueVersion, catalogue_version
from openocop.catalogue.words import state_text
from openocop.core.domain.legal_time import legal_day
from openocop.recognition.domain.status import status_on


@dataclass(frozen=True, slots=True)
class Visit:
    """The day of a request and the state of the catalogue it sees."""

    on: date
    version: CatalogueVersion


@dataclass(frozen=True, slots=True)
class Cell:
    """One product of a list; `variant` hangs its drawing larger so that neighbours differ."""

    listing: Listing
    href: str
    state: str
    state_text: str
    variant: str

    @property
    def who(self) -> str:
        return self.listing.producer_name or gettext("The source names no producer")


def visit() -> Visit:
    return Visit(on=legal_day(timezone.now()), version=catalogue_version())


def page(request: HttpRequest, template: str, seen: Visit, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Draw a public page in the frame that names the province and the day of the data."""
    return render(request, template, surroundings(seen) | context, status=status)


def surroundings(seen: Visit) -> dict[str, Any]:
    """Return what every template of the catalogue may name."""
    province, changed_at = province_names(seen.version, seen.on), seen.version.changed_at
    return {
        "province_name": province[:1].upper() + province[1:],
        "province_lower": province,
        "data_until": legal_day(changed_at) if changed_at else None,
        "today": seen.on,
    }


def cell(listing: Listing, on: date) -> Cell:
    status = status_on(listing_term(listing), on)
    return Cell(
        listing=listing,
        href=product_url(listing),
        state=status.state.value,
        state_text=state_text(status),
        variant="2" if ord(listing.public_id[-1]) % 2 == 0 else "",
    )


def product_url(listing: Listing) -> str:
    return _product_pattern(get_script_prefix()).format(listing.slug or "san-pham", listing.public_id)


@cache
def _product_pattern(_prefix: str) -> str:
    """Return the address of products with gaps for slug and id: looking it up takes longer than drawing a row.

    The addresses made under one prefix, of English pages or none, are alike.
    """
    return reverse("catalogue:product", kwargs={"slug": "SLUG", "public_id": "ID"}).replace("SLUG-ID", "{}-{}")
