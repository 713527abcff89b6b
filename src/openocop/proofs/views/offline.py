"""The page that checks a proof without a network, and the worker by which it opens in airplane mode."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.core.domain.canonical import sha256_hex
from openocop.ui.languages import as_read

_MODULES = ("proofs/proof.js",)
_FILES = (
    *(f"ui/{name}.css" for name in ("tokens", "parts", "public")),
    *(f"ui/fonts/be-vietnam-pro-{weight}.woff2" for weight in (400, 500, 600, 700)),
    *(f"ui/fonts/openocop-so-{weight}.woff2" for weight in (400, 600, 700)),
    *("ui/icon.svg", "ui/marks.svg", "proofs/proofs.css", "proofs/offline.js"),
)
_PAGES = tuple((Path(__file__).resolve().parents[1] / "templates" / "proofs").glob("*.html"))


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    crumbs = [
        (_("Front page"), as_read(reverse("catalogue:home"))),
        (_("Check a code"), as_read(reverse("catalogue:verify"))),
        (_("Without a network"), ""),
    ]
    return render(request, "proofs/offline.html", {"crumbs": crumbs})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Answer the worker; it stands above the page itself and, once more, above the addresses in QR codes."""
    plain = {f"{settings.STATIC_URL}{name}" for name in _MODULES}
    context = {
        "name": "kiem-tra",
        "build": _build_of_now() if settings.DEBUG else _build(),
        "assets": sorted({static(name) for name in (*_MODULES, *_FILES)} | plain),
        "carried": [],
        "away": reverse("proofs:offline"),
        "seen_files": [],
        "most": 0,
    }
    response = render(request, "ui/worker.js", context, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@cache
def _build() -> str:
    return _build_of_now()


def _build_of_now() -> str:
    """Return what changes with every file and page that the worker keeps."""
    files = [Path(str(finders.find(name))) for name in (*_MODULES, *_FILES)]
    return sha256_hex(b"".join(path.read_bytes() for path in (*files, *sorted(_PAGES))))[:16]
