"""What lets a self-score open without a network: the worker that answers for it, and the page for the rest."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openocop.ui.carrying import Carried

CARRIED = Carried(
    name="ho-so",
    root="dossiers:list",
    # What is filled in, and the way to it. Never a dossier as the offices read it, and no paper.
    pages=(r"viec-can-lam\/", r"dien-giup\/", r"[^/]+\/tu-danh-gia\/", r"[^/]+\/tu-danh-gia\/[^/]+\/"),
    modules=tuple(f"dossiers/{name}.js" for name in ("device", "resending", "sending", "shrinking")),
    files=(
        "dossiers/marking.css",
        *(f"dossiers/{name}.js" for name in ("carrying", "marking", "unsent")),
        "ui/vendor/htmx.min.js",
    ),
    away="dossiers:away",
)


def worker(request: HttpRequest) -> HttpResponse:
    return CARRIED.worker(request)


def away(request: HttpRequest) -> HttpResponse:
    """The page for whoever has neither network nor copy; it leads to the self-scores that were carried."""
    return render(request, "ui/away.html", {"lists": r"/tu-danh-gia/$", "words": ""})
