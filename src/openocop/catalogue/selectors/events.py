"""What happened to a product's recognitions, in the order of days; undated events come first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openocop.catalogue.selectors.products import Recognised, Source
from openocop.recognition.models import Recognition


class Happening(StrEnum):
    PROPOSED = "proposed"
    RECOGNISED = "recognised"
    KEPT = "kept"
    EXPIRES = "expires"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Event:
    """`on` is None where no source gives the day; `is_ahead` when it has not come yet."""

    what: Happening
    on: date | None
    is_ahead: bool
    recognition: Recognition
    sources: tuple[Source, ...]


def events_of(recognitions: Iterable[Recognised], on: date) -> list[Event]:
    """Return the events of one product's recognitions as of day `on`."""
    found = [event for one in recognitions for event in _events(one, on)]
    return sorted(found, key=lambda event: (event.on is not None, event.on or on))


def _events(one: Recognised, on: date) -> list[Event]:
    row = one.recognition

    def event(what: Happening, day: date | None, sources: tuple[Source, ...] = ()) -> Event:
        return Event(what, day, day is not None and day > on, row, sources)

    first = Happening.RECOGNISED if row.valid_from else Happening.PROPOSED
    found = [event(first, row.valid_from or row.council_on, one.sources)]
    if row.valid_from and row.council_on and row.council_on != row.valid_from:
        found.append(event(Happening.PROPOSED, row.council_on))
    if row.withdrawn_on is not None:
        return [*found, event(Happening.WITHDRAWN, row.withdrawn_on)]
    if row.superseded_on is not None:
        return [*found, event(Happening.SUPERSEDED, row.superseded_on)]
    if row.valid_until is not None and row.kept_until is not None:
        found.append(event(Happening.KEPT, row.valid_until))
    if row.valid_until is not None:
        found.append(event(Happening.EXPIRES, row.kept_until or row.valid_until))
    return found
