"""What lets a member's pages open without a network: the worker that answers for them, and the page for the rest."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from openocop.core.domain.canonical import sha256_hex

# All that a page carried along draws with. A test holds that the pages name nothing else.
MODULES = tuple(  # imported by one another, under their plain names
    f"evaluation/{name}.js" for name in ("carry", "draft", "queue", "ruler", "store", "totals", "versions", "walk")
)
ASSETS = (
    *MODULES,
    *(f"evaluation/{name}.css" for name in ("council", "scoring")),
    *(f"evaluation/{name}.js" for name in ("away", "confirming", "following", "offline", "scoring")),
    "evaluation/council.webmanifest",
    "ui/vendor/tabler.min.css",
    *(f"ui/{name}.css" for name in ("office", "parts", "public", "scoring", "tokens")),
    "ui/js/page.js",
    *(f"ui/fonts/be-vietnam-pro-{weight}.woff2" for weight in (400, 500, 600, 700)),
    *(f"ui/fonts/openocop-so-{weight}.woff2" for weight in (400, 600, 700)),
    *("ui/icon.svg", "ui/marks.svg", "ui/vendor/icons.svg", "ui/motifs/mac-dinh.svg"),
)
# Own sheets, their list, the papers behind them, the list of sessions. Never results, progress or papers of a session.
CARRIED = (r"", r"phien\/[^/]+\/phieu\/", r"phieu\/[^/]+\/", r"phieu\/[^/]+\/minh-chung\/[^/]+\/")
_TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
_WORKER = "evaluation/worker.js"


def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It stands above the council's pages, so that they are all it may answer for."""
    root = reverse("evaluation:sessions").replace("/", r"\/")
    context = {
        "build": _build_of_now() if settings.DEBUG else build(),
        "assets": sorted({static(name) for name in ASSETS} | {f"{settings.STATIC_URL}{name}" for name in MODULES}),
        "carried": [f"^{root}{path}$" for path in CARRIED],
        "away": reverse("evaluation:away"),
    }
    response = render(request, _WORKER, context, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def away(request: HttpRequest) -> HttpResponse:
    """The page for whoever has neither network nor copy."""
    return render(request, "evaluation/away.html")


@cache
def build() -> str:
    return _build_of_now()


def _build_of_now() -> str:
    """Return what changes with every file that the worker keeps, and with the worker."""
    files = [Path(str(finders.find(name))).read_bytes() for name in ASSETS]
    files.append((_TEMPLATES / _WORKER).read_bytes())
    return sha256_hex(b"".join(files))[:16]
