"""Where products are sold and shown, for everybody."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.core.domain.legal_time import legal_day
from openocop.geography.selectors.units import unit_at
from openocop.places.domain.hours import dates_text, days_text, schema_hours, spans_text
from openocop.places.models import Place
from openocop.places.selectors.places import PAGE_SIZE, PlaceRow, announced, on_show, public_places, rows_of
from openocop.places.words import KIND_NAMES


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The places that go on, by kind and commune, each with how it stands now."""
    now = timezone.now()
    kind, unit = request.GET.get("loai", ""), request.GET.get("xa", "")[:5]
    kind = kind if kind in KIND_NAMES else ""
    found = public_places(on=legal_day(now), kind=kind, unit=unit)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang", "")[:6])
    context = {
        "page": page,
        "rows": rows_of(page, now),
        "kinds": [("", _("All")), *KIND_NAMES.items()],
        "kind": kind,
        "unit": unit_at(unit, legal_day(now)) if unit else None,
        "narrowed": bool(kind or unit),
        "crumbs": [(_("Front page"), reverse("catalogue:home")), (_("Where to buy and see"), "")],
    }
    return render(request, "places/list.html", context)


@require_safe
def place(request: HttpRequest, public_id: str) -> HttpResponse:
    """One place. An archived one says so, and where it went."""
    now = timezone.now()
    found = get_object_or_404(Place.objects.select_related("superseded_by"), public_id=public_id)
    row = rows_of([found], now)[0]
    context = {
        "row": row,
        "place": found,
        "showings": on_show(found, legal_day(now)),
        "announced": announced(found, legal_day(now)),
        "schema_hours": schema_hours(row.hours),
        "moment": now,
        **hours_lines(row),
        "crumbs": [
            (_("Front page"), reverse("catalogue:home")),
            (_("Where to buy and see"), reverse("places:list")),
            (found.name, ""),
        ],
    }
    return render(request, "places/place.html", context)


def hours_lines(row: PlaceRow) -> dict[str, object]:
    """Return opening times as pairs of days and hours, the exceptions beside."""
    return {
        "weekly": [(days_text(one.days), spans_text(one.spans)) for one in row.hours.weekly],
        "exceptions": [(dates_text(one), spans_text(one.spans)) for one in row.hours.exceptions],
    }
