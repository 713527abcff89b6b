"""Where a product comes from, told as of its own day and as it can be told today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openocop.core.domain.text import slug
from openocop.geography.models import AdministrativeUnit
from openocop.geography.selectors.mergers import Successor, successors
from openocop.geography.selectors.units import full_name, full_names, units_at

UnitDay = tuple[str, date]


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `text` is the narrowest place that holds today, else the old one, and then `is_past`.

    `then` is the whole place as it was named on its own day; `successors` the units it became;
    `words` what a search for the place may use.
    """

    text: str
    slug: str
    then: str
    is_past: bool
    successors: tuple[Successor, ...]
    words: str


def places_of(pairs: Iterable[UnitDay], today: date) -> dict[UnitDay, Place]:
    """Return the places of many (code, day) pairs as they can be told on day `today`."""
    wanted = set(pairs)
    units, names = units_at(wanted), full_names(wanted)
    districts = units_at({(u.parent_code, day) for (_code, day), u in units.items() if u.parent_code})
    return {pair: _place(pair, unit, names[pair], districts, today) for pair, unit in units.items()}


def _place(
    pair: UnitDay, unit: AdministrativeUnit, then: str, districts: dict[UnitDay, AdministrativeUnit], today: date
) -> Place:
    gone = unit.valid_until is not None and unit.valid_until <= today
    now = tuple(successors(pair[0], on=pair[1], later=today)) if gone else ()
    whole = now[0].unit if len(now) == 1 and now[0].share == "whole" else None
    is_past = False
    if not gone:
        text = full_name(unit)
    elif whole is not None:
        text = full_name(whole)
    else:
        above = districts.get((unit.parent_code, pair[1])) if unit.level == "commune" else None
        text, is_past = full_name(above or unit), True
    parts = then.split(", ")
    words = [*(parts[:-1] or parts), *([full_name(whole)] if whole else [])]
    return Place(text, slug(text) + ("-cu" if is_past else ""), then, is_past, now, " ".join(words))
