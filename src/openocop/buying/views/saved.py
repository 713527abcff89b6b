"""Saved lists: their address carries them, so that they need no account, no cookie and no script."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.buying.documents.buyers_list import BuyersList, BuyersRow, buyers_list_pdf
from openocop.buying.domain.saved import MOST, SavedCodes, read_codes
from openocop.buying.selectors.lists import Row
from openocop.buying.selectors.saved import saved, to_add
from openocop.buying.views.sheet import HEADS, sheet_rows
from openocop.buying.words import LIST_HEADS, pack_text, printed, standing_text, supply_lines
from openocop.catalogue.views.frame import Visit, cell, page, product_url, visit
from openocop.core.domain.legal_time import legal_day
from openocop.core.spreadsheets import xlsx_of
from openocop.recognition.domain.status import State
from openocop.ui.templatetags.ui import luc

_FOUND = 8


@require_safe
def saved_list(request: HttpRequest) -> HttpResponse:
    seen, codes = visit(), _codes(request)
    found = saved(codes.codes, seen.on)
    typed = request.GET.get("tim", "").replace("\x00", "")[:200].strip()
    rows = [
        {
            "cell": cell(row.listing, seen.on),
            "packs": list(map(pack_text, row.offer.packs)),
            "supply": supply_lines(row.offer),
            "gone": row.status.state == State.WITHDRAWN,
            "without": _address(codes.without(row.listing.public_id)),
        }
        for row in found.rows
    ]
    known = SavedCodes(tuple(row.listing.public_id for row in found.rows))
    adding = to_add(typed, codes.codes, seen.version, seen.on, most=_FOUND) if len(codes.codes) < MOST else []
    context = {
        "codes": codes,
        "most": MOST,
        "rows": rows,
        "typed": typed,
        "adding": [(cell(one, seen.on), _address(codes.with_code(one.public_id))) for one in adding],
        "unknown": found.unknown,
        "known_only": _address(known.address),
        "carried": f"?{urlencode({'ma': known.address})}",
        "share": f"{settings.OPENOCOP_URL}{_address(known.address)}",
        "full": len(codes.codes) >= MOST,
        "crumbs": [(_("Front page"), reverse("catalogue:home")), (_("Saved products"), "")],
    }
    return page(request, "buying/saved.html", seen, context)


@require_safe
def as_xlsx(request: HttpRequest) -> FileResponse:
    """The sheet of buyers, with how each product stands today at the end of its lines."""
    seen = visit()
    lines = (
        (*line, standing_text(row))
        for row in saved(_codes(request).codes, seen.on).rows
        for line in sheet_rows(row, f"{settings.OPENOCOP_URL}{product_url(row.listing)}")
    )
    return xlsx_of((*HEADS, "Tình trạng hôm nay"), lines, sheet="OCOP", name=f"{_name()}.xlsx")


@require_safe
def as_pdf(request: HttpRequest) -> HttpResponse:
    seen, now, codes = visit(), timezone.now(), _codes(request)
    answer = HttpResponse(buyers_list_pdf(_paper(seen, codes)), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{_name()}-{now:%H%M}.pdf"'
    return answer


def _paper(seen: Visit, codes: SavedCodes) -> BuyersList:
    now = timezone.now()
    return BuyersList(
        title=_("Saved products"),
        narrowed="",
        heads=tuple(map(str, LIST_HEADS)),
        rows=[_printed(row) for row in saved(codes.codes, seen.on).rows],
        foot=_("As stated by the producers; certificates as they stand on %(at)s. %(address)s")
        % {"at": luc(now), "address": f"{settings.OPENOCOP_URL}{reverse('saved:list')}"},
        illustrative=_("invented for illustration"),
        created_at=now,
    )


def _printed(row: Row) -> BuyersRow:
    return replace(printed(row), standing=standing_text(row))


def _codes(request: HttpRequest) -> SavedCodes:
    return read_codes(request.GET.getlist("ma"))


def _address(codes: str) -> str:
    """Return the address of a list; commas stay readable."""
    return reverse("saved:list") + (f"?ma={codes}" if codes else "")


def _name() -> str:
    return f"ocop-da-luu-{legal_day(timezone.now()):%Y%m%d}"
