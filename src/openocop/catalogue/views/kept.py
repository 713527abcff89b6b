"""Finished pieces of pages, kept until the next write, the next day, or until room is needed.

A piece is found under the version of the catalogue it was drawn from, so whatever changes the catalogue lapses it.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from openocop.catalogue.domain.highlight import hits
from openocop.catalogue.models import Listing
from openocop.catalogue.views.frame import Visit, cell, page, surroundings
from openocop.core.domain.canonical import sha256_hex

Kept = TypeVar("Kept")
_SECONDS = 24 * 3600


def kept(seen: Visit, what: str, build: Callable[[], Kept]) -> Kept:
    """Return what `build` makes of the catalogue as it stands, from memory when it was made before.

    Args:
        what: names the piece, with everything that its words depend on beside the catalogue, day and language.
    """
    return _kept(f"{seen.version.key}:{seen.on}:{get_language()}:{what}", build)


def _kept(full_name: str, build: Callable[[], Kept]) -> Kept:
    name = sha256_hex(full_name.encode())
    packed: bytes | None = cache.get(name)
    if packed is not None:
        found: Kept = pickle.loads(zlib.decompress(packed))  # noqa: S301  # written by this function only
        return found
    made = build()
    cache.set(name, zlib.compress(pickle.dumps(made), 1), timeout=_SECONDS)
    return made


@dataclass(frozen=True, slots=True)
class Drawn:
    """The inside of a page, drawn. `hidden` keeps search engines out; `own_search` replaces the frame's search."""

    title: str
    description: str
    body: SafeString
    crumbs: str = ""
    address: str = ""
    hidden: bool = False
    own_search: bool = False


def drawn(template: str, seen: Visit, context: dict[str, Any], crumbs: Sequence[tuple[str, str]] = ()) -> SafeString:
    """Return one drawn piece."""
    return render_to_string(template, surroundings(seen) | context | {"crumbs": list(crumbs)})


def show(request: HttpRequest, seen: Visit, shown: Drawn) -> HttpResponse:
    """Put a drawn body into the public frame."""
    return page(request, "catalogue/page.html", seen, {"shown": shown})


def cells_html(listings: Iterable[Listing], seen: Visit, *, level: int = 3) -> list[SafeString]:
    """Return the drawn rows of products; a row is drawn once however many lists it stands in.

    A listing that changes is written as another row, so a drawn one outlives what is written about others.
    """
    return [_cell_html(listing, seen, level) for listing in listings]


def marked_cells(listings: Iterable[Listing], seen: Visit, words: Sequence[str]) -> list[SafeString]:
    """Return the drawn rows with the words of each name that a search hit marked."""
    shown = list(listings)
    rows = cells_html(shown, seen)
    if not words:
        return rows
    return [_marked(row, listing.name, words) for listing, row in zip(shown, rows, strict=True)]


def _marked(row: SafeString, name: str, words: Sequence[str]) -> SafeString:
    runs = hits(name, words)
    marked = format_html_join(" ", "{}", ((format_html("<mark>{}</mark>", run) if hit else run,) for run, hit in runs))
    return mark_safe(row.replace(f">{escape(name)}</a>", f">{marked}</a>", 1))  # noqa: S308  # both parts are escaped


def _cell_html(listing: Listing, seen: Visit, level: int) -> SafeString:
    def build() -> SafeString:
        return render_to_string("catalogue/_cell.html", {"one": cell(listing, seen.on), "level": str(level)})

    return _kept(f"cell:{listing.pk}:{listing.public_id}:{seen.on}:{get_language()}:{level}", build)
