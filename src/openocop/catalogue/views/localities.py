"""Pages of one commune of today and of one district of before."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.catalogue.domain.territory import Commune, District, Territory
from openocop.catalogue.selectors.localities import Locality, locality
from openocop.catalogue.selectors.territory import EVE, former_parts, territory
from openocop.catalogue.views.details import producer_url
from openocop.catalogue.views.frame import Visit, visit
from openocop.catalogue.views.kept import Drawn, cells_html, drawn, kept_until_written
from openocop.catalogue.views.maps import Area, counted, crumbs_of, products_url, province_map
from openocop.catalogue.views.showing import show
from openocop.geography.domain.outlines import Shape, neighbours, outlines


@require_safe
def commune(request: HttpRequest, slug: str) -> HttpResponse:
    seen = visit()
    here = territory(seen.version, seen.on)
    one = here.communes.get(slug)
    if one is None:
        raise Http404(_("No commune of today bears this name here."))
    return show(request, seen, kept_until_written(seen, f"commune:{slug}", lambda: _draw_commune(one, here, seen)))


@require_safe
def district(request: HttpRequest, slug: str) -> HttpResponse:
    seen = visit()
    here = territory(seen.version, seen.on)
    one = here.districts.get(slug)
    if one is None:
        raise Http404(_("No district of before bears this name here."))
    return show(request, seen, kept_until_written(seen, f"district:{slug}", lambda: _draw_district(one, seen)))


def _draw_commune(one: Commune, here: Territory, seen: Visit) -> Drawn:
    by_code = {other.code: other for other in here.communes.values()}
    name = f"{one.province}-communes"
    beside = [by_code[code] for code in neighbours(one.code, outlines(name, "communes")) if code in by_code]
    context = {
        "one": one,
        "neighbours": sorted(beside, key=list(here.communes.values()).index),
        "parts": former_parts(one, seen.on),
        "districts": {other.code: other for other in here.districts.values()},
        "map": province_map(one.text, name, "communes", lambda shape: _marked(shape, {one.code}, by_code)),
    }
    return _page("commune", one, (one.slug,), seen, context)


def _draw_district(one: District, seen: Visit) -> Drawn:
    context = {
        "one": one,
        "until": EVE,
        "map": province_map(
            one.text, f"{one.province}-districts", "districts", lambda shape: _marked(shape, {one.code}, {})
        ),
    }
    return _page("district", one, one.place_slugs, seen, context)


def _marked(shape: Shape, codes: set[str], by_code: dict[str, Commune]) -> Area:
    """Draw one place dark among all others, which lead to their own pages."""
    other = by_code.get(shape.code)
    href = reverse("catalogue:commune", args=[other.slug]) if other and shape.code not in codes else ""
    return Area(shape, 0, other.text if other else shape.name, href, 4 if shape.code in codes else 0)


def _shown(found: Locality, place_slugs: tuple[str, ...], seen: Visit) -> dict[str, object]:
    return {
        "found": found,
        "cells": cells_html(found.products, seen),
        "more": found.total > len(found.products),
        "products_url": products_url(place_slugs),
        "makers": [(maker, producer_url(maker.public_id, maker.name)) for maker in found.shown_makers],
    }


def _page(
    kind: str, one: Commune | District, place_slugs: tuple[str, ...], seen: Visit, context: dict[str, object]
) -> Drawn:
    address = f"{settings.OPENOCOP_URL}{reverse(f'catalogue:{kind}', args=[one.slug])}"
    found = locality(place_slugs, seen.version, seen.on)
    context |= _shown(found, place_slugs, seen) | {"canonical": address}
    back = "catalogue:map" if kind == "commune" else "catalogue:map-districts"
    return Drawn(
        title=_("OCOP products of %(place)s") % {"place": one.text},
        description=f"{one.text}: {counted(found.total)}",
        body=drawn(f"catalogue/_{kind}.html", seen, context),
        crumbs=crumbs_of(seen, [(_("Map"), reverse(back)), (one.text, "")]),
        address=address,
        hidden=found.total > 0 and found.total == found.illustrative,
    )
