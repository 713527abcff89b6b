"""The front page and the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from openocop.catalogue.domain.territory import Commune, District
from openocop.catalogue.selectors.home import home as home_figures
from openocop.catalogue.selectors.home import province_names
from openocop.catalogue.selectors.index import FACETS, ORDERS, UNKNOWN
from openocop.catalogue.selectors.listings import listings
from openocop.catalogue.selectors.search import DEFAULT_ORDER, Choice, FacetCounts, Found, PlaceCount, find
from openocop.catalogue.selectors.territory import bearing, territory
from openocop.catalogue.views.frame import Visit, visit
from openocop.catalogue.views.kept import Drawn, cells_html, drawn, kept, kept_as_read, kept_until_written
from openocop.catalogue.views.showing import show
from openocop.catalogue.words import (
    FAMILY_NAMES,
    KIND_NAMES,
    ORDER_NAMES,
    STATE_NAMES,
    UNKNOWN_NAMES,
    family_name,
    gift_name,
    group_names,
    kind_name,
)
from openocop.core.domain.text import sort_key
from openocop.offers.domain.gifts import GIFT, Occasion
from openocop.ui.templatetags.ui import sao, so

PAGE_SIZE = 24
STARS = ("5", "4", "3", UNKNOWN)
GIFTS = (GIFT, *(one.value for one in Occasion))
TERMS = ("tom kho", "ba khia", "nuoc mam", "yen chung")
_SHOWN_PLACES = 10
_MOST_VALUES = 30
# The name of each facet in the address, so that every state of the list has a plain, readable URL.
PARAMETERS = {
    "states": "tt",
    "stars": "sao",
    "families": "nhom",
    "groups": "nganh",
    "places": "noi",
    "years": "nam",
} | {
    "kinds": "loai",
    "gifts": "qua",
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet as it is drawn."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """An active condition, the address without it, and how many products would remain then."""

    label: str
    href: str
    left: int

    @property
    def without(self) -> str:
        count = ngettext("%(n)s product", "%(n)s products", self.left) % {"n": so(self.left)}
        return _("Without “%(label)s”: %(count)s") % {"label": self.label, "count": count}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    seen = visit()
    return show(request, seen, kept_until_written(seen, "home", lambda: _draw_home(seen)))


def _draw_home(seen: Visit) -> Drawn:
    figures = home_figures(seen.version, seen.on)
    context = {
        "figures": figures,
        "families": [(slug, family_name(slug), n) for slug, n in figures.families],
        "terms": TERMS,
        "newest": cells_html(figures.newest, seen),
        "stars": [(star, figures.stars[star]) for star in (3, 4, 5) if star in figures.stars],
    }
    province = province_names(seen.version, seen.on)
    title = _("Find OCOP specialities")
    return Drawn(
        title=f"{title} · {province}" if province else title,
        description=_("Look up recognised OCOP products, see who makes them, and check a certificate."),
        body=drawn("catalogue/_home.html", seen, context),
        address=f"{settings.OPENOCOP_URL}{reverse('catalogue:home')}",
        own_search=True,
    )


@require_safe
def products(request: HttpRequest) -> HttpResponse:
    seen = visit()
    choice = _choice(request)
    number = request.GET.get("trang", "")[:6]
    # The links of the pages repeat the address as it was typed, so it belongs to the piece's name.
    piece = f"products:{request.GET.urlencode()[:2000]}:{choice!r}:{number}"
    shown = kept_as_read(
        seen, piece, lambda: _listed(choice, number, seen), lambda listed: _draw_products(request, choice, listed, seen)
    )
    return show(request, seen, shown)


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of what was found, with the keys of its listings: a listing is never edited, so its key tells it all."""

    found: Found
    page: int
    keys: tuple[int, ...]


def _listed(choice: Choice, number: str, seen: Visit) -> Listed:
    found = find(choice, seen.version, seen.on)
    page = _paginator(found).get_page(number).number
    return Listed(found, page, found.keys((page - 1) * PAGE_SIZE, page * PAGE_SIZE))


def _paginator(found: Found) -> Paginator[int]:
    return Paginator(range(found.counts.total), PAGE_SIZE)


def _draw_products(request: HttpRequest, choice: Choice, listed: Listed, seen: Visit) -> Drawn:
    found, words = listed.found, listed.found.searched.marked_out
    pairs = _pairs(choice)
    # A write that moves a count draws this list anew, seldom its rows.
    cells = kept(("cells", listed.keys, words, seen.on), lambda: cells_html(listings(listed.keys), seen, words=words))
    context = {
        "request": request,
        "query": choice.query,
        "heading_words": found.said if found.corrected else choice.query,
        "found": found,
        "places_named": _places_named(choice.query, seen),
        "searched": found.said,
        "page_obj": _paginator(found).page(listed.page),
        "cells": cells,
        "conditions": _conditions(choice, found.counts),
        "clear_url": _url(Choice(query=choice.query, order=choice.order)),
        "without_query_url": _url(replace(choice, query="")),
        "orders": [(slug, label, slug == choice.order) for slug, label in ORDER_NAMES.items()],
        "kept": [(name, value) for name, value in pairs if name not in PARAMETERS.values()],
        "filters": [(name, value) for name, value in pairs if name in PARAMETERS.values()],
        **_facets(choice, found),
    }
    crumbs = [(_("Front page"), reverse("catalogue:home")), (_("Products"), "")]
    return Drawn(
        title=_("Products for “%(query)s”") % {"query": choice.query} if choice.query else _("OCOP products"),
        description=_("Catalogue of OCOP products"),
        body=drawn("catalogue/_products.html", seen, context),
        crumbs=drawn("catalogue/_crumbs.html", seen, {}, crumbs),
        address="" if pairs else f"{settings.OPENOCOP_URL}{reverse('catalogue:products')}",
        hidden=bool(pairs),
        own_search=True,
    )


def _places_named(query: str, seen: Visit) -> list[tuple[str, str]]:
    """Return the communes and old districts that bear, or once bore, what was typed, with their pages."""
    if not query:
        return []
    named = bearing(query, territory(seen.version, seen.on))[:_SHOWN_PLACES]
    return [
        (_place_label(one.text, is_past=isinstance(one, District)), reverse(f"catalogue:{_kind(one)}", args=[one.slug]))
        for one in named
    ]


def _kind(one: Commune | District) -> str:
    return "district" if isinstance(one, District) else "commune"


def _choice(request: HttpRequest) -> Choice:
    """Read the address; a place or family that does not exist narrows to nothing and is shown to be removed."""
    values = {
        facet: tuple(dict.fromkeys(v[:100] for v in request.GET.getlist(name)[:_MOST_VALUES] if v))
        for facet, name in PARAMETERS.items()
    }
    values["states"] = tuple(state for state in values["states"] if state in STATE_NAMES)
    values["years"] = tuple(v for v in values["years"] if v == UNKNOWN or (v.isdecimal() and len(v) == len("2026")))
    values["groups"] = tuple(code for code in values["groups"] if code in group_names() or code == UNKNOWN)
    values["kinds"] = tuple(kind for kind in values["kinds"] if kind in KIND_NAMES or kind == UNKNOWN)
    values["gifts"] = tuple(gift for gift in values["gifts"] if gift in GIFTS)
    values["stars"] = tuple(star for star in values["stars"] if star in STARS)
    order = request.GET.get("xep", "")
    return Choice(
        query=request.GET.get("q", "").replace("\x00", "")[:200].strip(),
        order=order if order in ORDERS else DEFAULT_ORDER,
        **values,
    )


def _pairs(choice: Choice) -> list[tuple[str, str]]:
    pairs = [("q", choice.query)] if choice.query else []
    pairs += [(PARAMETERS[facet], value) for facet in FACETS for value in getattr(choice, facet)]
    return pairs + ([("xep", choice.order)] if choice.order != DEFAULT_ORDER else [])


def _url(choice: Choice) -> str:
    pairs = _pairs(choice)
    return reverse("catalogue:products") + (f"?{urlencode(pairs)}" if pairs else "")


def _conditions(choice: Choice, counts: FacetCounts) -> list[Condition]:
    found = []
    for facet in FACETS:
        for value in getattr(choice, facet):
            rest = tuple(other for other in getattr(choice, facet) if other != value)
            left = sum(_plain_counts(facet, counts).values()) if not rest else counts.total
            found.append(Condition(_label(facet, value, counts), _url(_with(choice, facet, rest)), left))
    return found


def _with(choice: Choice, facet: str, values: tuple[str, ...]) -> Choice:
    changed: dict[str, Any] = {facet: values}
    return replace(choice, **changed)


def _plain_counts(facet: str, counts: FacetCounts) -> dict[str, int]:
    if facet == "places":
        return {slug: place.count for slug, place in counts.places.items()}
    return dict(getattr(counts, facet))


def _label(facet: str, value: str, counts: FacetCounts) -> str:
    if facet == "states":
        return str(STATE_NAMES[value])
    if facet == "stars":
        return sao(None if value == UNKNOWN else int(value))
    if facet == "families":
        return family_name(value)
    if facet == "gifts":
        return gift_name(value)
    if value == UNKNOWN:
        return str(UNKNOWN_NAMES[facet])
    if facet == "groups":
        return group_names()[value]
    if facet == "kinds":
        return kind_name(value)
    if facet == "places":
        place = counts.places.get(value)
        return _place_label(place.text, is_past=place.is_past) if place else value
    return value


def _place_label(text: str, *, is_past: bool) -> str:
    return _("%(place)s (former)") % {"place": text} if is_past else text


def _facets(choice: Choice, found: Found) -> dict[str, object]:
    counts = found.counts
    places = sorted(counts.places, key=lambda slug: _by_count_and_name(slug, counts.places[slug]))
    places += [slug for slug in choice.places if slug not in counts.places]
    place_values = _values("places", choice, counts, places)
    return {
        "states": _values("states", choice, counts, list(STATE_NAMES)),
        "stars": _values("stars", choice, counts, list(STARS)),
        "families": _values("families", choice, counts, _families(choice, counts)),
        "places": [value for n, value in enumerate(place_values) if n < _SHOWN_PLACES or value.checked],
        "more_places": [value for n, value in enumerate(place_values) if n >= _SHOWN_PLACES and not value.checked],
        "years": _values("years", choice, counts, _years(choice, counts)),
        "groups": _values("groups", choice, counts, _groups(choice, counts)),
        "kinds": _values("kinds", choice, counts, _kinds(choice, counts)),
        "gifts": _values("gifts", choice, counts, _gifts(choice, counts)),
        "unclassified": counts.groups.get(UNKNOWN, 0),
    }


def _groups(choice: Choice, counts: FacetCounts) -> list[str]:
    """Return the groups in the order of the law; none while no product's group is known."""
    known = [code for code in group_names() if code in counts.groups or code in choice.groups]
    return [*known, *([UNKNOWN] if known or UNKNOWN in choice.groups else [])]


def _by_count_and_name(slug: str, place: PlaceCount) -> tuple[bool, int, str]:
    return slug == UNKNOWN, -place.count, sort_key(place.text)


def _years(choice: Choice, counts: FacetCounts) -> list[str]:
    known = (set(counts.years) | set(choice.years)) - {UNKNOWN}
    return [*sorted(known, reverse=True), *([UNKNOWN] if UNKNOWN in counts.years else [])]


def _families(choice: Choice, counts: FacetCounts) -> list[str]:
    known = [family for family in FAMILY_NAMES if counts.families.get(family) or family in choice.families]
    return sorted(known, key=lambda family: (family == "mac-dinh", -counts.families.get(family, 0)))


def _kinds(choice: Choice, counts: FacetCounts) -> list[str]:
    known = [kind for kind in KIND_NAMES if counts.kinds.get(kind) or kind in choice.kinds]
    known.sort(key=lambda kind: -counts.kinds.get(kind, 0))
    return [*known, *([UNKNOWN] if counts.kinds.get(UNKNOWN) or UNKNOWN in choice.kinds else [])]


def _gifts(choice: Choice, counts: FacetCounts) -> list[str]:
    """Return the occasions, once a product is said to suit for any of them."""
    return list(GIFTS) if counts.gifts or choice.gifts else []


def _values(facet: str, choice: Choice, counts: FacetCounts, values: list[str]) -> list[Value]:
    numbers, chosen = _plain_counts(facet, counts), getattr(choice, facet)
    return [Value(v, _label(facet, v, counts), numbers.get(v, 0), v in chosen) for v in values]
