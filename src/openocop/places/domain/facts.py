"""What is recorded of a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from openocop.places.domain.hours import Hours
from openocop.places.domain.kinds import Kind


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A place as stated: `unit_code` of a commune in force, `address` in words, degrees where they are known.

    `first_on` and `last_on` are the first and the last day of a fair; other kinds have none.
    """

    kind: Kind
    name: str
    unit_code: str
    address: str
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    hours: Hours = field(default_factory=Hours)
    first_on: date | None = None
    last_on: date | None = None
    about: str = ""
    source: str = ""
