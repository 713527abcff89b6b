"""Where a product comes from, told as of its own day and as it can be told today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openocop.core.domain.text import slug
from openocop.geography.models import AdministrativeUnit
from openocop.geography.selectors.mergers import Successor, former_units, successors
from openocop.geography.selectors.units import full_name, full_names, units_at

UnitDay = tuple[str, date]


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `text` is the narrowest place that holds today, else the old one, and then `is_past`.

    `then` is the whole place as it was named on its own day; `successors` the units it became;
    `words` what a search for the place may use; `level` that of the unit which `text` names.
    """

    text: str
    slug: str
    then: str
    is_past: bool
    successors: tuple[Successor, ...]
    words: str
    level: str = ""

    @property
    def page_slug(self) -> str:
        return self.slug.removesuffix("-cu") if self.is_past else self.slug


def places_of(pairs: Iterable[UnitDay], today: date) -> dict[UnitDay, Place]:
    """Return the places of many (code, day) pairs as they can be told on day `today`."""
    wanted = set(pairs)
    units, names = units_at(wanted), full_names(wanted)
    districts = units_at({(u.parent_code, day) for (_code, day), u in units.items() if u.parent_code})
    return {pair: _place(pair, unit, names[pair], districts, today) for pair, unit in units.items()}


def former_words(pairs: Iterable[UnitDay], today: date) -> dict[UnitDay, str]:
    """Return the names by which the parts of places in force were known before they merged, for searching.

    "Tân Duyệt Huyện Đầm Dơi": old districts are typed with their kind, communes and provinces without. Names that a
    place still bears are left out. Past units have none: what merged with them later says nothing of them.
    """
    there = {pair: unit for pair, unit in units_at(pairs).items() if not _is_gone(unit, today)}
    former = former_units({code for code, _day in there}, on=today)
    above = {(code, day) for units in former.values() for u, day in units for code in (u.parent_code, u.province_code)}
    known = units_at(above | {(unit.province_code, today) for unit in there.values()})
    found = {}
    for pair, unit in there.items():
        names: dict[str, None] = {}
        for part, day in former[pair[0]]:
            parents = (known.get((part.parent_code, day)), known.get((part.province_code, day)))
            district, province = parents if part.parent_code != part.province_code else (None, parents[1])
            names |= dict.fromkeys(
                [part.name, full_name(district) if district else "", province.name if province else ""]
            )
        now = known.get((unit.province_code, today))
        found[pair] = " ".join(name for name in names if name not in {"", unit.name, now.name if now else ""})
    return found


def _is_gone(unit: AdministrativeUnit, today: date) -> bool:
    return unit.valid_until is not None and unit.valid_until <= today


def _place(
    pair: UnitDay, unit: AdministrativeUnit, then: str, districts: dict[UnitDay, AdministrativeUnit], today: date
) -> Place:
    gone = _is_gone(unit, today)
    now = tuple(successors(pair[0], on=pair[1], later=today)) if gone else ()
    whole = now[0].unit if len(now) == 1 and now[0].share == "whole" else None
    is_past = False
    if not gone:
        named = unit
    elif whole is not None:
        named = whole
    else:
        above = districts.get((unit.parent_code, pair[1])) if unit.level == "commune" else None
        named, is_past = above or unit, True
    text = full_name(named)
    parts = then.split(", ")
    words = [*(parts[:-1] or parts), *([full_name(whole)] if whole else [])]
    return Place(text, slug(text) + ("-cu" if is_past else ""), then, is_past, now, " ".join(words), named.level)
