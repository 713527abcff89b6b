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
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from openocop.catalogue.domain.highlight import hits
from openocop.catalogue.models import Listing
from openocop.catalogue.views.frame import Cell, Visit, cell, surroundings
from openocop.core.domain.canonical import sha256_hex
from openocop.ui.templatetags.ui_parts import draw_cell

Kept = TypeVar("Kept")
_SECONDS = 24 * 3600


def kept(seen: Visit, what: str, build: Callable[[], Kept]) -> Kept:
    """Return what `build` makes of the catalogue as it stands, from memory when it was made before.

    Args:
        what: names the piece, with everything that its words depend on beside the catalogue, day and language.
    """
    name = sha256_hex(f"{seen.version.key}:{seen.on}:{get_language()}:{what}".encode())
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


def cells_html(
    listings: Iterable[Listing], seen: Visit, *, level: int = 3, words: Sequence[str] = ()
) -> list[SafeString]:
    """Return the drawn rows of products, with the `words` of a search marked where they stand in a name."""
    label = render_to_string("cotton/demo.html")
    return [_cell_html(cell(listing, seen.on), level, words, label) for listing in listings]


def _cell_html(one: Cell, level: int, words: Sequence[str], label: str) -> SafeString:
    listing = one.listing
    return draw_cell(
        title=_marked(listing.name, words) if words else listing.name,
        href=one.href,
        who=one.who,
        motif=listing.family,
        variant=one.variant,
        stars=listing.star,
        state=one.state,
        state_text=one.state_text,
        level=level,
        slot=label if listing.is_illustrative else "",
    )


def _marked(name: str, words: Sequence[str]) -> SafeString:
    runs = hits(name, words)
    return format_html_join(" ", "{}", ((format_html("<mark>{}</mark>", run) if hit else run,) for run, hit in runs))
