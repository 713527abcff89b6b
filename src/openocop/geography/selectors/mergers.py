"""What became of a unit, and what a unit was made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from openocop.geography.models import AdministrativeUnit, UnitSuccession
from openocop.geography.selectors.units import children_of, named, units_at

WHOLE, PART = "whole", "part"


@dataclass(frozen=True, slots=True)
class Successor:
    """A unit that another became: with `share` "whole" it is the only one, with "part" one of several candidates.

    `detail` keeps the words of the list ("toàn bộ dân số": all the people went there, land also elsewhere).
    """

    unit: AdministrativeUnit
    share: str
    detail: str


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A unit that went into another, with all it was ("whole") or with a part of it."""

    unit: AdministrativeUnit
    share: str


@dataclass(frozen=True, slots=True)
class Span:
    """Codes that, on any day from `start` (None: always before) to before `until` (None: still), name one territory."""

    codes: frozenset[str]
    start: date | None
    until: date | None

    def covers(self, code: str, on: date) -> bool:
        begun = self.start is None or self.start <= on
        return code in self.codes and begun and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit found by name, in force or past, and what it is today."""

    unit: AdministrativeUnit
    now: tuple[Successor, ...]


def successors(code: str, *, on: date, later: date) -> list[Successor]:
    """Return what the unit that bore `code` on day `on` is on the day `later`, by code.

    An abolished district becomes the communes its own communes went to. One "whole" answer converts an old address;
    several "part" answers mean that somebody has to be asked.
    """
    here: dict[str, tuple[str, str]] = {code: (WHOLE, "")}
    for step in _dates(after=on, until=later):
        here = _moved(here, step)
    if len(here) == 1:  # parted once and joined again: all of it is there
        here = {new: (WHOLE, detail) for new, (_, detail) in here.items()}
    units = units_at((new, later) for new in here)
    return [Successor(units[new, later], *here[new]) for new in sorted(here) if (new, later) in units]


def predecessors(code: str, *, on: date, earlier: date) -> list[Predecessor]:
    """Return the units of day `earlier` that the unit bearing `code` on day `on` was made of, by code."""
    here = {code: WHOLE}
    for step in reversed(_dates(after=earlier, until=on)):
        whole = {c for c, share in here.items() if share == WHOLE}
        origin = {c: here[c] for c in here.keys() - _old_codes(step, here)}
        for old, news in _sources(step, here).items():
            origin[old] = WHOLE if news <= whole else PART
        here = origin
    units = units_at((old, earlier) for old in here)
    return [Predecessor(units[old, earlier], here[old]) for old in sorted(here) if (old, earlier) in units]


def former_units(codes: Iterable[str], *, on: date) -> dict[str, list[tuple[AdministrativeUnit, date]]]:
    """Return every unit that went, wholly or in part, into what bears each code on day `on`, with its last day.

    The latest come first. The number of queries grows with the days on which units changed, not with the codes.
    """
    here = {code: {code} for code in codes}
    found: dict[str, list[tuple[AdministrativeUnit, date]]] = {code: [] for code in here}
    for step in reversed(_dates(after=date.min, until=on)):
        now = set().union(*here.values())
        rows = UnitSuccession.objects.filter(effective_on=step, new_code__in=now)
        into = list(rows.values_list("old_code", "new_code"))
        changed = _old_codes(step, now) | {new for _old, new in into}
        here = {code: (held - changed) | {old for old, new in into if new in held} for code, held in here.items()}
        eve = step - timedelta(days=1)
        units = units_at((old, eve) for old, _new in into)
        for code, held in here.items():
            found[code] += [(units[old, eve], eve) for old in sorted(held) if (old, eve) in units]
    return found


def spans_within(code: str, *, on: date) -> list[Span]:
    """Return every (codes, days) by which a place recorded at any time lies wholly in unit `code` of day `on`.

    Units that only partly went there are left out: nobody can tell on which side the place lies.
    """
    codes, until, spans = frozenset({code}), None, []
    for step in reversed(_dates(after=date.min, until=on)):
        came = {old for old, news in _sources(step, codes).items() if news <= codes}
        before = frozenset(came | (codes - _old_codes(step, codes)))
        if before != codes:
            spans.append(Span(codes, step, until))
            codes, until = before, step
    return [*spans, Span(codes, None, until)]


def find_places(name: str, *, on: date, within: str | None = None) -> list[Place]:
    """Return the units that bear `name` now or bore it once, with what each is on day `on`; those in force first.

    Args:
        within: the code of the province, as of day `on`, in which the place must lie today.
    """
    begun = [unit for unit in named(name) if unit.valid_from is None or unit.valid_from <= on]
    places = []
    for unit in sorted(begun, key=lambda unit: (unit.valid_until is not None, len(unit.code), unit.code)):
        past = unit.valid_until is not None and unit.valid_until <= on
        day = unit.valid_until - timedelta(days=1) if past and unit.valid_until else on
        places.append(Place(unit, tuple(successors(unit.code, on=day, later=on))))
    if within is None:
        return places
    return [place for place in places if any(now.unit.province_code == within for now in place.now)]


def _dates(*, after: date, until: date) -> list[date]:
    dates = UnitSuccession.objects.filter(effective_on__gt=after, effective_on__lte=until)
    return list(dates.order_by("effective_on").values_list("effective_on", flat=True).distinct())


def _sources(step: date, codes: Iterable[str]) -> dict[str, set[str]]:
    """For each unit of which something went into `codes` on `step`: every unit that something of it went to."""
    into = UnitSuccession.objects.filter(effective_on=step, new_code__in=list(codes)).values("old_code")
    found: dict[str, set[str]] = {}
    for row in UnitSuccession.objects.filter(effective_on=step, old_code__in=into):
        found.setdefault(row.old_code, set()).add(row.new_code)
    return found


def _old_codes(step: date, codes: Iterable[str]) -> set[str]:
    rows = UnitSuccession.objects.filter(effective_on=step, old_code__in=list(codes))
    return set(rows.values_list("old_code", flat=True))


def _moved(here: dict[str, tuple[str, str]], step: date) -> dict[str, tuple[str, str]]:
    rows = list(UnitSuccession.objects.filter(effective_on=step, old_code__in=list(here)).order_by("new_code"))
    changed = {row.old_code for row in rows}
    moved = {code: state for code, state in here.items() if code not in changed}
    for row in rows:
        share = row.share if here[row.old_code][0] == WHOLE else PART
        arrivals = {row.new_code: (share, row.detail)} if row.new_code else _scattered(row.old_code, step)
        for code, state in arrivals.items():
            moved[code] = state if code not in moved else (PART, "")
    return moved


def _scattered(district: str, step: date) -> dict[str, tuple[str, str]]:
    """Where the communes of a district abolished on `step` went; "whole" only if all of it went to one commune."""
    communes = [unit.code for unit in children_of(district, step - timedelta(days=1))]
    rows = UnitSuccession.objects.filter(effective_on=step, old_code__in=communes)
    codes = set(rows.values_list("new_code", flat=True))
    return {code: (WHOLE if len(codes) == 1 else PART, "") for code in codes}


def whole_successors(pairs: Iterable[tuple[str, date]], *, on: date) -> dict[tuple[str, date], AdministrativeUnit]:
    """Return the one unit of day `on` into which each (code, day) went; what parted, districts too, is left out.

    The number of queries grows with the days on which units changed, not with the pairs.
    """
    here = {pair: pair[0] for pair in pairs}
    for step in _dates(after=min((day for _code, day in here), default=on), until=on):
        rows = UnitSuccession.objects.filter(effective_on=step, old_code__in=set(here.values()))
        became: dict[str, set[str]] = {}
        for old, new in rows.values_list("old_code", "new_code"):
            became.setdefault(old, set()).add(new)
        for pair, code in list(here.items()):
            if pair[1] < step and code in became:
                here[pair] = next(iter(became[code])) if len(became[code]) == 1 else ""
    units = units_at((code, on) for code in here.values() if code)
    return {pair: units[code, on] for pair, code in here.items() if (code, on) in units}
