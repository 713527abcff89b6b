"""Maps of the province, by communes and by the districts of before, and of the country."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from openocop.catalogue.domain.territory import Commune, District, Territory
from openocop.catalogue.selectors.index import UNKNOWN
from openocop.catalogue.selectors.localities import products_by_province
from openocop.catalogue.selectors.territory import place_counts, territory
from openocop.catalogue.views.frame import Visit, visit
from openocop.catalogue.views.kept import Drawn, drawn, kept_until_written
from openocop.catalogue.views.showing import show
from openocop.core.domain.text import sort_key
from openocop.geography.domain.outlines import Outline, Shape, drawing, map_file, outlines
from openocop.geography.selectors.tenants import province_title, tenant_units
from openocop.ui.templatetags.ui import so

WIDE, TALL = 600, 420  # units of a drawing: a province is wide, the country is tall
_VIEWS = {"communes": "catalogue:map", "districts": "catalogue:map-districts", "country": "catalogue:map-country"}
_STEPS = (1, 3, 6, 11)  # from how many products on an area is darker


@dataclass(frozen=True, slots=True)
class Area:
    """One unit on a map: `label` says in words what its shade says, `href` leads to its products or to its page."""

    shape: Shape
    count: int
    label: str
    href: str
    shade: int


@dataclass(frozen=True, slots=True)
class Map:
    """A drawn map and where its outlines lie for the map that can be moved; `layer` is theirs in that file."""

    title: str
    areas: tuple[Area, ...]
    width: int
    height: int
    file: str
    layer: str
    names: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One unit in the table beside a map, which says all that the map says."""

    text: str
    href: str
    count: int
    products_href: str
    beside: tuple[tuple[str, str], ...] = ()


@require_safe
def communes(request: HttpRequest) -> HttpResponse:
    seen = visit()
    return show(request, seen, kept_until_written(seen, "map:communes", lambda: _draw_communes(seen)))


@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    seen = visit()
    return show(request, seen, kept_until_written(seen, "map:districts", lambda: _draw_districts(seen)))


@require_safe
def country(request: HttpRequest) -> HttpResponse:
    seen = visit()
    return show(request, seen, kept_until_written(seen, "map:country", lambda: _draw_country(seen)))


def products_url(place_slugs: Sequence[str]) -> str:
    """Return the catalogue narrowed to some places."""
    return f"{reverse('catalogue:products')}?{urlencode([('noi', slug) for slug in place_slugs])}"


def counted(count: int) -> str:
    return ngettext("%(n)s product", "%(n)s products", count) % {"n": so(count)}


def province_map(title: str, name: str, layer: str, area: Callable[[Shape], Area]) -> Map | None:
    """Return the map `name` with what `area` says of each shape, None where no such map is shipped."""
    shown = outlines(name, layer)
    if not shown:
        return None
    frame = drawing(shown, width=WIDE)
    return Map(title, tuple(map(area, frame.shapes)), frame.width, frame.height, map_file(name), layer)


def _draw_communes(seen: Visit) -> Drawn:
    here = territory(seen.version, seen.on)
    counts, illustrative = place_counts(seen.version, seen.on)
    old = {one.code: (one.text, _district_url(one)) for one in here.districts.values()}
    lines = [
        Line(
            text=one.text,
            href=reverse("catalogue:commune", args=[one.slug]),
            count=counts.get(one.slug, 0),
            products_href=products_url([one.slug]),
            beside=tuple(old[code] for code in sorted(one.districts) if code in old),
        )
        for one in here.communes.values()
    ]
    known = {one.code: one for one in here.communes.values()}
    context = {
        "maps": _maps(seen, "communes", lambda shape: _commune_area(shape, known, counts)),
        "lines": _with_products_first(lines),
        "total": sum(line.count for line in lines),
        "by_district": sum(counts.get(f"{slug}-cu", 0) for slug in here.districts),
        "unknown": counts.get(UNKNOWN, 0),
        "illustrative": illustrative,
    }
    return _page(seen, "communes", _("OCOP products on the map"), context)


def _draw_districts(seen: Visit) -> Drawn:
    here = territory(seen.version, seen.on)
    counts, illustrative = place_counts(seen.version, seen.on)
    lines = [
        Line(
            text=one.text,
            href=_district_url(one),
            count=here.counted(one, counts),
            products_href=products_url(one.place_slugs),
            beside=tuple((commune.text, "") for commune in one.partly),
        )
        for one in here.districts.values()
    ]
    known = {one.code: one for one in here.districts.values()}
    context = {
        "maps": _maps(seen, "districts", lambda shape: _district_area(shape, known, here, counts)),
        "lines": _with_products_first(lines),
        "total": sum(line.count for line in lines),
        "illustrative": illustrative,
    }
    return _page(seen, "districts", _("OCOP products by the districts of before"), context)


def _draw_country(seen: Visit) -> Drawn:
    tenants = _tenants(seen)
    counts = products_by_province()
    provinces, islands = outlines("provinces", "provinces"), outlines("provinces", "archipelagos")
    frame = drawing((*provinces, *islands), width=TALL)
    by_code = {code: (slug, counts.get(slug, 0)) for code, slug in tenants.items()}
    context = {
        "maps": [
            Map(
                title=_("Viet Nam"),
                areas=tuple(_province_area(shape, by_code) for shape in frame.shapes),
                width=frame.width,
                height=frame.height,
                file=map_file("provinces"),
                layer="provinces",
                names=frame.shapes[len(provinces) :],
            )
        ],
        "lines": _province_lines(provinces, by_code),
        "total": sum(counts.values()),
    }
    return _page(seen, "country", _("Provinces that keep their OCOP products here"), context)


def _with_products_first(lines: Sequence[Line]) -> list[Line]:
    """Order lines by whether they have products, then as they came: in the order of the alphabet."""
    return sorted(lines, key=lambda line: not line.count)


def _province_lines(provinces: Collection[Outline], by_code: Mapping[str, tuple[str, int]]) -> list[Line]:
    """Return the provinces that have products first, then all others in the order of the alphabet."""
    here = reverse("catalogue:products")
    lines = [
        Line(one.name, reverse("catalogue:map") if one.code in by_code else "", by_code.get(one.code, ("", 0))[1], here)
        for one in provinces
    ]
    return sorted(lines, key=lambda line: (not line.href, sort_key(line.text)))


def _tenants(seen: Visit) -> dict[str, str]:
    """Return the tenants of this installation by the code their province bears today."""
    found = {}
    for slug in seen.version.provinces:
        units = tenant_units(slug, seen.on)
        if units:
            found[units[0].code] = slug
    return found


def _maps(seen: Visit, layer: str, area: Callable[[Shape], Area]) -> list[Map]:
    drawn_maps = [
        province_map(_title(slug, seen.on), f"{slug}-{layer}", layer, area) for slug in seen.version.provinces
    ]
    return [one for one in drawn_maps if one]


def _title(slug: str, on: date) -> str:
    title = province_title(slug, on)
    return title[:1].upper() + title[1:]


def _commune_area(shape: Shape, known: Mapping[str, Commune], counts: Mapping[str, int]) -> Area:
    one = known.get(shape.code)
    if one is None:  # an outline of another day than the list of units
        return Area(shape, 0, shape.name, "", 0)
    count = counts.get(one.slug, 0)
    href = products_url([one.slug]) if count else reverse("catalogue:commune", args=[one.slug])
    return _area(shape, one.text, count, href)


def _district_area(shape: Shape, known: Mapping[str, District], here: Territory, counts: Mapping[str, int]) -> Area:
    one = known.get(shape.code)
    if one is None:
        return Area(shape, 0, shape.name, "", 0)
    return _area(shape, one.text, here.counted(one, counts), _district_url(one))


def _province_area(shape: Shape, by_code: Mapping[str, tuple[str, int]]) -> Area:
    if shape.code not in by_code:
        return Area(shape, 0, shape.name, "", 0)
    return _area(shape, shape.name, by_code[shape.code][1], reverse("catalogue:map"))


def _area(shape: Shape, text: str, count: int, href: str) -> Area:
    return Area(shape, count, f"{text}: {counted(count)}", href, sum(count >= step for step in _STEPS))


def _district_url(one: District) -> str:
    return reverse("catalogue:district", args=[one.slug])


def _page(seen: Visit, layer: str, title: str, context: dict[str, object]) -> Drawn:
    body = drawn("catalogue/_map_page.html", seen, context | {"layer": layer, "title": title})
    return Drawn(
        title=title,
        description=_("Where OCOP products come from: by commune, by old district, by province."),
        body=body,
        crumbs=crumbs_of(seen, [(_("Map"), "")]),
        address=f"{settings.OPENOCOP_URL}{reverse(_VIEWS[layer])}",
    )


def crumbs_of(seen: Visit, further: Sequence[tuple[str, str]]) -> SafeString:
    start = [(_("Front page"), reverse("catalogue:home"))]
    return drawn("catalogue/_crumbs.html", seen, {}, [*start, *further])
