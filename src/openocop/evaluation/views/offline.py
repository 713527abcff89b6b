"""What lets a member's pages open without a network: the worker that answers for them, and the page for the rest."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from openocop.ui.carrying import Carried

CARRIED = Carried(
    name="hoi-dong",
    root="evaluation:sessions",
    # Own sheets, their list, the papers behind them, the list of sessions. Never results, progress or their papers.
    pages=(r"", r"phien\/[^/]+\/phieu\/", r"phieu\/[^/]+\/", r"phieu\/[^/]+\/minh-chung\/[^/]+\/"),
    modules=tuple(
        f"evaluation/{name}.js" for name in ("carry", "draft", "queue", "ruler", "store", "totals", "versions", "walk")
    ),
    files=(
        *(f"evaluation/{name}.css" for name in ("council", "scoring")),
        *(f"evaluation/{name}.js" for name in ("confirming", "following", "offline", "scoring")),
        "evaluation/council.webmanifest",
    ),
    away="evaluation:away",
)


def worker(request: HttpRequest) -> HttpResponse:
    return CARRIED.worker(request)


def away(request: HttpRequest) -> HttpResponse:
    """The page for whoever has neither network nor copy; it leads to the lists of own sheets that were carried."""
    return render(request, "ui/away.html", {"lists": r"/phien/[^/]+/phieu/$", "words": _("My sheets")})
