"""Answering "is this genuine?": by certificate, product code, or name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from openocop.catalogue.domain.search import plan
from openocop.catalogue.domain.typed_code import tidied
from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.listings import listings
from openocop.catalogue.selectors.search import Choice, find
from openocop.catalogue.selectors.states import CatalogueVersion
from openocop.core.domain.text import nfc
from openocop.offers.models import Pack
from openocop.recognition.domain.product_code import parse_product_code
from openocop.recognition.domain.status import Status
from openocop.recognition.models import Certificate, Recognition
from openocop.recognition.selectors.recognitions import current_recognitions, status_of

_CANDIDATES = 8
_PUBLIC_ID = re.compile(r"[23456789abcdefghjkmnpqrstvwxyz]{12}")


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """One recognition's standing today; `newer` is the one that speaks for the product instead, if another does.

    `replaced` is the certificate that was asked for where a later one stands in its place; `certificate` is that one.
    """

    recognition: Recognition
    certificate: Certificate | None
    listing: Listing
    status: Status
    newer: Recognition | None
    replaced: Certificate | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Products whose name, producer or place fits what was typed."""

    listings: tuple[Listing, ...]
    total: int


def certificate_page(public_id: str, on: date) -> CertificatePage | None:
    """Return the standing of a certificate or recognition by its public id, None when nothing public has it.

    A product whose first recognition has not begun yet is not public. Two queries, one
    more for a certificate that was replaced.
    """
    if not _PUBLIC_ID.fullmatch(public_id):
        return None
    either = Q(public_id=public_id) | Q(certificate__public_id=public_id)
    recognition = (
        Recognition.objects.filter(either, product__listing__isnull=False)
        .select_related("product__producer", "product__listing", "decision", "certificate", "round")
        .select_related("superseded_by__decision")
        .first()
    )
    if recognition is None:
        return _replaced_page(public_id, on)
    speaking = current_recognitions([recognition.product_id], on).get(recognition.product_id)
    return CertificatePage(
        recognition=recognition,
        certificate=getattr(recognition, "certificate", None),
        listing=recognition.product.listing,
        status=status_of(recognition, on),
        newer=speaking if speaking is not None and speaking.pk != recognition.pk else None,
    )


def _replaced_page(public_id: str, on: date) -> CertificatePage | None:
    """Return the page of a replaced certificate: the standing is that of the one in its place."""
    former = Certificate.objects.filter(public_id=public_id, replaced_by__isnull=False).first()
    if former is None:
        return None
    running = former
    while running.replaced_by_id is not None:
        running = Certificate.objects.get(pk=running.replaced_by_id)
    shown = certificate_page(running.public_id, on)
    return replace(shown, replaced=former) if shown else None


def certificate_id(typed: str) -> str | None:
    """Return the public id of the certificate that a typed code, number or id names, None when none does."""
    text = nfc(typed)[:100]
    code = parse_product_code(tidied(text))
    if code is not None:
        found = Certificate.objects.filter(product_code=str(code), recognition__isnull=False)
    else:
        found = Certificate.objects.filter(Q(number__iexact=text) | Q(public_id=text.lower()))
    return found.order_by("-issued_on").values_list("public_id", flat=True).first()


def with_bar_code(number: str) -> Candidates:
    """Return the public products whose producers say that a pack of theirs on offer bears this bar code.

    A code of twelve figures (UPC) is the one of thirteen with a 0 in front. In each province it names one pack.
    """
    written = {number, number.zfill(13), number.removeprefix("0")} if len(number) > 8 else {number}
    packs = Pack.objects.filter(bar_code__in=written, retired_at=None, product__listing__isnull=False)
    keys = list(packs.order_by("product__listing__pk").values_list("product__listing__pk", flat=True)[:_CANDIDATES])
    return Candidates(tuple(listings(keys)), len(keys))


def candidates(typed: str, version: CatalogueVersion, on: date) -> Candidates:
    """Return the products that fit a typed name."""
    if not plan(typed):
        return Candidates((), 0)
    found = find(Choice(query=typed), version, on)
    return Candidates(tuple(listings(found.keys(0, _CANDIDATES))), found.counts.total)
