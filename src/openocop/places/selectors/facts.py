"""Places as facts, the way services compare them and forms show them."""

from __future__ import annotations

from datetime import date
from typing import Any

from openocop.places.domain.facts import PlaceFacts
from openocop.places.domain.hours import Exceptional, Hours, Weekly
from openocop.places.domain.kinds import Kind
from openocop.places.models import Place


def hours_of(place: Place) -> Hours:
    return Hours(
        tuple(Weekly(tuple(one["days"]), _spans(one)) for one in place.hours),
        tuple(
            Exceptional(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]), _spans(one))
            for one in place.exceptions
        ),
    )


def kept_hours(hours: Hours) -> dict[str, list[dict[str, Any]]]:
    """Return the columns that `hours_of` reads."""
    return {
        "hours": [{"days": list(one.days), "spans": [list(span) for span in one.spans]} for one in hours.weekly],
        "exceptions": [
            {"first": one.first.isoformat(), "last": one.last.isoformat(), "spans": [list(span) for span in one.spans]}
            for one in hours.exceptions
        ],
    }


def place_facts(place: Place) -> PlaceFacts:
    plain = ("name", "unit_code", "address", "latitude", "longitude", "first_on", "last_on", "about", "source")
    return PlaceFacts(kind=Kind(place.kind), hours=hours_of(place), **{name: getattr(place, name) for name in plain})


def _spans(one: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    return tuple((opens, closes) for opens, closes in one["spans"])
