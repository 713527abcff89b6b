"""Finished pieces of pages, kept until what they show changes, until the next day, or until room is needed.

A piece is found under all that its words depend on, so nothing has to be told that it lapsed.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache as once
from typing import Any, TypeVar

from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from openocop.catalogue.domain.highlight import hits
from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.home import province_names
from openocop.catalogue.views.frame import Cell, Visit, cell, surroundings
from openocop.catalogue.views.pictures import CELL_SIZES, picture, shot_of_listing
from openocop.core.domain.canonical import sha256_hex
from openocop.ui.markup import markup
from openocop.ui.templatetags.ui_parts import draw_cell

Kept = TypeVar("Kept")
Read = TypeVar("Read")
_SECONDS = 24 * 3600


def kept(shows: tuple[object, ...], build: Callable[[], Kept]) -> Kept:
    """Return what `build` makes, from memory when it was made before.

    Args:
        shows: names the piece and, by value, all that it depends on beside the language.
    """
    name = _name(get_language(), *shows)
    packed: bytes | None = cache.get(name)
    if packed is not None:
        found: Kept = pickle.loads(zlib.decompress(packed))  # noqa: S301  # written by this function only
        return found
    made = build()
    cache.set(name, zlib.compress(pickle.dumps(made), 1), timeout=_SECONDS)
    return made


def kept_until_written(seen: Visit, piece: str, build: Callable[[], Kept]) -> Kept:
    """Return a piece that lapses with every write to the catalogue."""
    return kept((piece, seen.version.key, seen.on), build)


def kept_as_read(seen: Visit, piece: str, read: Callable[[], Read], draw: Callable[[Read], Kept]) -> Kept:
    """Return a piece that lapses only when `read` finds something else than it was drawn from.

    Args:
        read: tells, by value, all that the piece shows of the catalogue; asked once between two writes.
    """
    read = once(read)
    found = kept_until_written(seen, f"{piece}:read", lambda: _name(read()))
    return kept((piece, found, seen.on, province_names(seen.version, seen.on)), lambda: draw(read()))


def _name(*values: object) -> str:
    return sha256_hex(repr(values).encode())


@dataclass(frozen=True, slots=True)
class Drawn:
    """The inside of a page, drawn. `hidden` keeps search engines out; `own_search` replaces the frame's search.

    `image` is the whole address of the picture that stands beside a shared link.
    """

    title: str
    description: str
    body: SafeString
    crumbs: str = ""
    address: str = ""
    image: str = ""
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
    lists = reverse("saved:list")
    return [_cell_html(cell(listing, seen.on), level, words, label, lists) for listing in listings]


def _cell_html(one: Cell, level: int, words: Sequence[str], label: str, lists: str) -> SafeString:
    listing = one.listing
    shot = shot_of_listing(listing.photo)
    return draw_cell(
        title=_marked(listing.name, words) if words else listing.name,
        href=one.href,
        who=one.who,
        motif=listing.family,
        picture=picture(shot, sizes=CELL_SIZES) if shot else "",
        variant=one.variant,
        stars=listing.star,
        state=one.state,
        state_text=one.state_text,
        level=level,
        save=listing.public_id,
        save_href=lists,
        slot=label if listing.is_illustrative else "",
    )


def _marked(name: str, words: Sequence[str]) -> SafeString:
    return SafeString(" ".join(markup("<mark>{}</mark>" if hit else "{}", run) for run, hit in hits(name, words)))
