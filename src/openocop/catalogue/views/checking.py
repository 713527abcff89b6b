"""Is this genuine? One page with a field, one page for each certificate."""

from __future__ import annotations

import io
import re
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from openocop.catalogue.domain.photographed import MAX_BYTES, NoPicture, codes_in
from openocop.catalogue.domain.pointed import BarCode, OtherSite, OurPage, Words, pointed_at
from openocop.catalogue.selectors.products import place_of
from openocop.catalogue.selectors.verification import (
    CertificatePage,
    candidates,
    certificate_id,
    certificate_page,
    with_bar_code,
)
from openocop.catalogue.selectors.withdrawn import withdrawn
from openocop.catalogue.views.details import producer_url
from openocop.catalogue.views.frame import Visit, cell, page, visit
from openocop.catalogue.views.kept import cells_html, drawn, kept_until_written
from openocop.catalogue.views.pictures import GALLERY_SIZES, caption_of, picture, shot_of
from openocop.catalogue.views.verdicts import checks_of, verdict_of
from openocop.catalogue.words import term_unknown_reason
from openocop.recognition.domain.product_code import parse_product_code
from openocop.recognition.domain.status import last_day
from openocop.recognition.models import Certificate, Recognition
from openocop.recognition.selectors.scopes import CoveredPhoto, covered_by
from openocop.sealing.selectors.papers import certificate_signed
from openocop.ui.templatetags.ui import luc

PER_PAGE = 25
LONGEST = 1500  # figures of a signed proof behind an address are some 400
NO_CODE, NO_PICTURE, TOO_LARGE = "khong-co-ma", "khong-doc-duoc", "qua-lon"
_OF_PRODUCTS = re.compile(r"(?:/en)?/(?:chung-nhan|san-pham|chu-the|ma)/[\w-]{1,300}/?")
_TELLING = (BarCode, OtherSite, Words, OurPage)


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """One field for what stands on a pack: a code, a number, a name, a bar code, or an address."""
    said = request.GET.get("ma", "").replace("\x00", "").strip()[:LONGEST]
    typed, pointed = said[:200], pointed_at(said, _ours(request))
    if isinstance(pointed, OurPage):
        return redirect(_told_of(pointed) or reverse("catalogue:verify"))
    public_id = certificate_id(typed) if typed else None
    if public_id is not None:
        return redirect("catalogue:certificate", public_id=public_id)
    seen = visit()
    bar_code = pointed.number if isinstance(pointed, BarCode) else ""
    found = with_bar_code(bar_code) if bar_code else candidates(typed, seen.version, seen.on)
    other_site = pointed.host if isinstance(pointed, OtherSite) else ""
    context = {
        "typed": typed,
        "bar_code": bar_code,
        "other_site": other_site,
        "photographed": request.GET.get("anh", ""),
        "looks_like_code": parse_product_code(typed) is not None or any(c.isdigit() for c in typed),
        "cells": [] if other_site else cells_html(found.listings, seen, level=2),
        "total": found.total,
        "checked_at": _checked_at(),
        "crumbs": [(_("Front page"), reverse("catalogue:home")), (_("Check a code"), "")],
    }
    return page(request, "catalogue/verify.html", seen, context)


@csrf_exempt  # it writes nothing, and a public page sets no cookie
@require_POST
def photographed(request: HttpRequest) -> HttpResponse:
    """Read the codes in a photograph of a pack and go on as if the first that tells anything had been typed.

    The photograph is read in memory and thrown away.
    """
    file = request.FILES.get("anh")
    if file is None or not file.size or file.size > MAX_BYTES:
        return _back(anh=TOO_LARGE if file is not None and file.size else NO_PICTURE)
    try:
        said = codes_in(io.BytesIO(file.read()))
    except NoPicture:
        return _back(anh=NO_PICTURE)
    pointed = [pointed_at(text, _ours(request)) for text in said]
    for one in pointed:
        if isinstance(one, OurPage) and (told := _told_of(one)):
            return redirect(told)
    weighed = sorted(zip(pointed, said, strict=True), key=lambda pair: _TELLING.index(type(pair[0])))
    return _back(ma=weighed[0][1][:LONGEST]) if weighed else _back(anh=NO_CODE)


def _back(**query: str) -> HttpResponse:
    return redirect(f"{reverse('catalogue:verify')}?{urlencode(query)}")


def _ours(request: HttpRequest) -> frozenset[str]:
    return frozenset({request.get_host().lower(), urlsplit(settings.OPENOCOP_URL).netloc.lower()})


def _told_of(pointed: OurPage) -> str:
    """Return where an address of ours leads, with the proof behind its #; "" if it is not of a product's pages."""
    if not _OF_PRODUCTS.fullmatch(pointed.path):
        return ""
    proof = pointed.fragment if pointed.fragment.isascii() and pointed.fragment.isdecimal() else ""
    return f"{pointed.path}#{proof}" if proof else pointed.path


@require_safe
def certificate(request: HttpRequest, public_id: str) -> HttpResponse:
    seen = visit()
    shown = certificate_page(public_id.lower(), seen.on)
    if shown is None:
        unknown = {"typed": public_id, "checked_at": _checked_at()}
        return page(request, "catalogue/certificate_unknown.html", seen, unknown, status=404)
    record = kept_until_written(seen, f"record:{public_id.lower()}", lambda: _draw_record(shown, seen))
    context = {
        "shown": shown,
        "asked": shown.replaced or shown.certificate,
        "cell": cell(shown.listing, seen.on),
        "verdict": verdict_of(shown),
        "record": record,
        "checked_at": _checked_at(),
    }
    return page(request, "catalogue/certificate.html", seen, context)


@require_safe
def withdrawals(request: HttpRequest) -> HttpResponse:
    """What was withdrawn, on which ground, by which decision."""
    seen = visit()
    shown = Paginator(withdrawn(seen.on), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page_obj": shown,
        "rows": [(row, _status_address(row)) for row in shown],
        "crumbs": [(_("Front page"), reverse("catalogue:home")), (_("Withdrawn recognitions"), "")],
    }
    return page(request, "catalogue/withdrawn.html", seen, context)


def _status_address(recognition: Recognition) -> str:
    certificate: Certificate | None = getattr(recognition, "certificate", None)
    return reverse("catalogue:certificate", args=[(certificate or recognition).public_id])


def _draw_record(shown: CertificatePage, seen: Visit) -> SafeString:
    recognition, producer = shown.recognition, shown.recognition.product.producer
    covered = covered_by(shown.certificate)
    context = {
        "recognition": recognition,
        "certificate": shown.certificate,
        "signed": certificate_signed(shown.certificate) if shown.certificate else None,
        "verdict": verdict_of(shown),
        "checks": checks_of(shown),
        "last_day": last_day(recognition.valid_until) if recognition.valid_until else None,
        "kept_on": last_day(recognition.kept_until) if recognition.kept_until else None,
        "term_reason": term_unknown_reason(recognition.council_on),
        "cell": cell(shown.listing, seen.on),
        "producer": producer,
        "producer_url": producer_url(producer.public_id, producer.name) if producer else "",
        "place": place_of(producer, seen.on),
        "illustrative": recognition.is_illustrative,
        "covered": covered,
        "shots": [_bound(one) for one in covered.photos] if covered else [],
    }
    return drawn("catalogue/_record.html", seen, context)


def _bound(one: CoveredPhoto) -> dict[str, object]:
    drawn_as = picture(shot_of(one.photo), sizes=GALLERY_SIZES) if one.photo else ""
    caption = caption_of(one.photo) if one.photo else one.caption
    return {"picture": drawn_as, "photo": one.photo, "caption": caption, "sha256": one.sha256}


def _checked_at() -> str:
    return _("Checked at %(at)s, by the data held here") % {"at": luc(timezone.now())}
