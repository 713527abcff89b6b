"""Places, administrative units, logs, dumps, and where everything is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from openocop.api.schemas.asked import OnDay, Paged, Places, Units
from openocop.api.schemas.base import Index, Listed, address, own
from openocop.api.schemas.surroundings import Dump, Log, Place, PlaceDetail, Unit, UnitDetail
from openocop.api.selectors.pages import page_by
from openocop.api.views.frame import VERSION, found_or_404, listed
from openocop.catalogue.selectors.territory import EVE
from openocop.catalogue.views.frame import visit
from openocop.geography.models import AdministrativeUnit
from openocop.geography.selectors.mergers import predecessors, successors
from openocop.geography.selectors.units import in_force, unit_at
from openocop.opendata.selectors.dumps import latest_dump
from openocop.places.models import Place as PlaceRow
from openocop.places.selectors.places import announced, on_show, public_places, rows_of
from openocop.transparency.selectors.logs import head_of, logs

router = Router(tags=["surroundings"])
LISTS = (
    *("products", "facets", "producers", "packs", "supply", "recognitions", "certificates"),
    *("rounds", "withdrawals", "places", "units", "logs", "dumps"),
)


@router.get("/", response=Index, summary="Where everything is")
def index(request: HttpRequest, response: HttpResponse) -> Any:
    """The addresses of all lists, the licence, and the state of the data."""
    seen = visit()
    return Index(
        title="OpenOCOP",
        version=VERSION,
        as_of=seen.on,
        data_until=seen.version.changed_at,
        provinces=list(seen.version.provinces),
        licence=settings.OPENOCOP_DATA_LICENCE[0],
        licence_url=settings.OPENOCOP_DATA_LICENCE[1],
        open_data=address("opendata:page"),
        openapi=own("openapi.json"),
        lists={name: own(name) for name in LISTS},
    )


@router.get("/places", response=Listed[Place], summary="Where to buy and see")
def places(request: HttpRequest, response: HttpResponse, asked: Query[Places]) -> Any:
    """Sales points, tourism points and fairs that go on, as offices record them."""
    seen = visit()
    found = public_places(on=seen.on, kind=asked.kind or "", unit=asked.unit or "")
    page = page_by(found, "public_id", limit=asked.limit, cursor=asked.cursor)
    return listed(request, response, seen, page, lambda rows: [Place.of(row) for row in rows_of(rows, timezone.now())])


@router.get("/places/{id}", response=PlaceDetail, summary="One place")
def place(request: HttpRequest, response: HttpResponse, id: str) -> Any:
    """A place with the products on show there; an archived one says where it went."""
    on = visit().on
    found = found_or_404(PlaceRow.objects.select_related("superseded_by").filter(public_id=id).first())
    (row,) = rows_of([found], timezone.now())
    return PlaceDetail.shown(row, on_show(found, on), announced(found, on))


@router.get("/units", response=Listed[Unit], summary="Administrative units of a day")
def units(request: HttpRequest, response: HttpResponse, asked: Query[Units]) -> Any:
    """Provinces, districts (until 30/06/2025) and communes as of a day; each names its source."""
    seen = visit()
    found = AdministrativeUnit.objects.filter(in_force(asked.on or seen.on))
    narrowed = {"level": asked.level, "province_code": asked.province, "parent_code": asked.parent}
    found = found.filter(**{name: value for name, value in narrowed.items() if value is not None})
    page = page_by(found, "code", limit=asked.limit, cursor=asked.cursor)
    return listed(request, response, seen, page, lambda rows: [Unit.of(row) for row in rows])


@router.get("/units/{code}", response=UnitDetail, summary="One administrative unit")
def unit(request: HttpRequest, response: HttpResponse, code: str, asked: Query[OnDay]) -> Any:
    """The unit that bore a code on a day, what it became and what it was made of."""
    today = visit().on
    on = asked.on or today
    found = found_or_404(unit_at(code, on))
    became = successors(code, on=on, later=today) if on < today else []
    made_of = predecessors(code, on=on, earlier=EVE) if on > EVE else []
    return UnitDetail.shown(found, became, made_of)


@router.get("/logs", response=Listed[Log], summary="Transparency logs")
def transparency_logs(request: HttpRequest, response: HttpResponse, asked: Query[Paged]) -> Any:
    """The signed head of each province's log, with the addresses of seal, key and entries."""
    seen = visit()
    page = page_by(logs(), "province", limit=asked.limit, cursor=asked.cursor)
    return listed(
        request, response, seen, page, lambda rows: [Log.of(head) for row in rows if (head := head_of(row.province))]
    )


@router.get("/dumps", response=list[Dump], summary="Open data, in whole files")
def dumps(request: HttpRequest, response: HttpResponse) -> Any:
    """The latest open data of each province."""
    return [Dump.of(dump) for province in visit().version.provinces if (dump := latest_dump(province))]
