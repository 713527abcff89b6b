"""Public pages open again without a network once they were seen: the worker that keeps them, the page for the rest."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openocop.ui.carrying import Carried

_ONE = r"[^\/]+\/"
CARRIED = Carried(
    name="da-xem",
    root="catalogue:home",
    # Never a certificate or what is looked up by a code: how it stands now is all that counts there.
    pages=tuple(
        rf"(?:en\/)?{path}"
        for path in (
            *("", r"san-pham\/", rf"san-pham\/{_ONE}", rf"chu-the\/{_ONE}", r"ban-do\/", r"ban-do\/huyen-cu\/"),
            *(r"ban-do\/ca-nuoc\/", rf"xa\/{_ONE}", rf"huyen-cu\/{_ONE}", r"dot-danh-gia\/", rf"dot-danh-gia\/{_ONE}"),
            *(r"diem-ban\/", r"diem-ban\/(?!quan-ly\/)[^\/]+\/", r"mua-hang\/"),
        )
    ),
    modules=(),
    files=("ui/js/away.js", "ui/js/seen.js"),
    away="catalogue:away",
    frame=(),
    seen_files=(settings.STATIC_URL, "/anh/"),
    most=300,
)


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    return CARRIED.worker(request)


@require_safe
def away(request: HttpRequest) -> HttpResponse:
    """The page for whoever has neither network nor copy; it leads to the products that were seen."""
    return render(request, "catalogue/away.html", {"lists": r"/san-pham/[^/]+/$"})
