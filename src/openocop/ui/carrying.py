"""Pages that open without a network: what a part of the site carries along, and the worker that answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from openocop.core.domain.canonical import sha256_hex

_MODULES = ("ui/js/copies.js",)
# All that a page of the office, and the page for whoever has neither network nor copy, draws with.
OFFICE_FRAME = (
    "ui/vendor/tabler.min.css",
    *(f"ui/{name}.css" for name in ("office", "parts", "public", "scoring", "tokens")),
    *(f"ui/js/{name}.js" for name in ("away", "page", "typed")),
    *(f"ui/fonts/be-vietnam-pro-{weight}.woff2" for weight in (400, 500, 600, 700)),
    *(f"ui/fonts/openocop-so-{weight}.woff2" for weight in (400, 600, 700)),
    *("ui/icon.svg", "ui/marks.svg", "ui/vendor/icons.svg", "ui/motifs/mac-dinh.svg"),
)
_TEMPLATES = Path(__file__).resolve().parent / "templates"
_WORKER = "ui/worker.js"


@dataclass(frozen=True, slots=True)
class Carried:
    """What one part of the site carries along on a reader's device, until they sign out or act in another post.

    name: of its stores on the device. root: name of the address above which its worker answers for nothing.
    pages: patterns of the addresses below that root of which copies are kept.
    modules: scripts imported by one another, under their plain names. files: all else its pages draw with.
    away: name of the address of the page for whoever has neither network nor copy.
    frame: what every page of the office draws with; () for a part without the office's pages.
    seen_files: beginnings of addresses of files that are kept once they were asked for; such a part leaves every page
    that it does not carry to the network. most: how many pages and files it keeps then.
    """

    name: str
    root: str
    pages: tuple[str, ...]
    modules: tuple[str, ...]
    files: tuple[str, ...]
    away: str
    frame: tuple[str, ...] = OFFICE_FRAME
    seen_files: tuple[str, ...] = ()
    most: int = 0

    @property
    def assets(self) -> tuple[str, ...]:
        """Every static file that is kept; a test of each part holds that its pages name nothing else."""
        return (*_MODULES, *self.modules, *self.frame, *self.files)

    def worker(self, request: HttpRequest) -> HttpResponse:
        """Answer the service worker. It stands at the root, so that the pages below are all it may answer for."""
        root = reverse(self.root).replace("/", r"\/")
        plain = {f"{settings.STATIC_URL}{name}" for name in (*_MODULES, *self.modules)}
        context = {
            "name": self.name,
            "build": _build_of_now(self.assets) if settings.DEBUG else _build(self.assets),
            "assets": sorted({static(name) for name in self.assets} | plain),
            "carried": [f"^{root}{path}$" for path in self.pages],
            "away": reverse(self.away),
            "seen_files": self.seen_files,
            "most": self.most,
        }
        response = render(request, _WORKER, context, content_type="text/javascript; charset=utf-8")
        response["Cache-Control"] = "no-cache"
        return response


@cache
def _build(assets: tuple[str, ...]) -> str:
    return _build_of_now(assets)


def _build_of_now(assets: tuple[str, ...]) -> str:
    """Return what changes with every file that the worker keeps, and with the worker."""
    files = [Path(str(finders.find(name))).read_bytes() for name in assets]
    files.append((_TEMPLATES / _WORKER).read_bytes())
    return sha256_hex(b"".join(files))[:16]
