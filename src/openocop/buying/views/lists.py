"""Lists for buyers in quantity: a page, a spreadsheet and a paper of the same products."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.buying.documents.buyers_list import BuyersList, buyers_list_pdf
from openocop.buying.selectors.lists import Wanted, all_rows, offered, rows_of
from openocop.buying.views.sheet import HEADS, sheet_rows
from openocop.buying.words import LIST_HEADS, pack_text, printed, supply_lines, until_text
from openocop.catalogue.views.frame import Visit, page, product_url, visit
from openocop.catalogue.words import group_names
from openocop.core.domain.legal_time import legal_day
from openocop.core.spreadsheets import xlsx_of
from openocop.offers.domain.seasons import MONTHS
from openocop.ui.templatetags.ui import luc, sao

PER_PAGE, MOST_ROWS, MOST_PRINTED = 25, 2000, 300
STARS = ("5", "4", "3")


@require_safe
def buyers_list(request: HttpRequest) -> HttpResponse:
    seen, wanted = visit(), _wanted(request)
    shown = Paginator(offered(wanted, seen.version, seen.on), PER_PAGE).get_page(request.GET.get("trang"))
    rows = [
        (row, product_url(row.listing), list(map(pack_text, row.offer.packs)), supply_lines(row.offer), until_text(row))
        for row in rows_of(list(shown.object_list), seen.on)
    ]
    address = urlencode(_pairs(wanted))
    context = {
        "wanted": wanted,
        "page_obj": shown,
        "rows": rows,
        "narrowed": wanted != Wanted(),
        "too_many": shown.paginator.count > MOST_PRINTED,
        "most_printed": MOST_PRINTED,
        "asked": ",".join(row.listing.public_id for row, *_rest in rows[:20]),
        "carried": f"?{address}" if address else "",
        "stars": [(star, sao(int(star)), star in wanted.stars) for star in STARS],
        "groups": [(code, name, code in wanted.groups) for code, name in group_names().items()],
        "months": [(month, month == wanted.month) for month in MONTHS],
        "crumbs": [(_("Front page"), reverse("catalogue:home")), (_("For buyers in quantity"), "")],
    }
    return page(request, "buying/list.html", seen, context)


@require_safe
def as_xlsx(request: HttpRequest) -> FileResponse:
    """The same as a spreadsheet, a line for each pack, of the first two thousand products."""
    seen = visit()
    rows = all_rows(offered(_wanted(request), seen.version, seen.on), seen.on, most=MOST_ROWS)
    lines = (line for row in rows for line in sheet_rows(row, f"{settings.OPENOCOP_URL}{product_url(row.listing)}"))
    return xlsx_of(HEADS, lines, sheet="OCOP", name=f"{_name(seen)}.xlsx")


@require_safe
def as_pdf(request: HttpRequest) -> HttpResponse:
    """The same as a paper, of three hundred products at most: more is to be narrowed first."""
    seen, wanted, now = visit(), _wanted(request), timezone.now()
    rows = offered(wanted, seen.version, seen.on)
    if rows.count() > MOST_PRINTED:
        return redirect(f"{reverse('buying:list')}?{urlencode(_pairs(wanted))}")
    doc = BuyersList(
        title=_("OCOP products for buyers in quantity"),
        narrowed=_narrowed(wanted),
        heads=tuple(map(str, LIST_HEADS)),
        rows=[printed(row) for row in all_rows(rows, seen.on, most=MOST_PRINTED)],
        foot=_("As stated by the producers; certificates as they stand on %(at)s. %(address)s")
        % {"at": luc(now), "address": f"{settings.OPENOCOP_URL}{reverse('buying:list')}"},
        illustrative=_("invented for illustration"),
        created_at=now,
    )
    answer = HttpResponse(buyers_list_pdf(doc), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{_name(seen)}.pdf"'
    return answer


def _wanted(request: HttpRequest) -> Wanted:
    """Read the address; what does not exist narrows nothing."""
    month = request.GET.get("thang", "")[:2]
    return Wanted(
        query=request.GET.get("q", "").replace("\x00", "")[:200].strip(),
        stars=tuple(star for star in STARS if star in request.GET.getlist("sao")),
        groups=tuple(code for code in group_names() if code in request.GET.getlist("nganh")),
        month=int(month) if month.isascii() and month.isdecimal() and int(month) in MONTHS else None,
    )


def _pairs(wanted: Wanted) -> list[tuple[str, str]]:
    pairs = [("q", wanted.query)] if wanted.query else []
    pairs += [("sao", star) for star in wanted.stars] + [("nganh", code) for code in wanted.groups]
    return pairs + ([("thang", str(wanted.month))] if wanted.month else [])


def _narrowed(wanted: Wanted) -> str:
    said = [f"“{wanted.query}”"] if wanted.query else []
    said += [sao(int(star)) for star in wanted.stars] + [str(group_names()[code]) for code in wanted.groups]
    said += [_("to be had in month %(month)d") % {"month": wanted.month}] if wanted.month else []
    return "; ".join(said)


def _name(seen: Visit) -> str:
    return f"ocop-danh-muc-mua-{legal_day(timezone.now()):%Y%m%d}"
