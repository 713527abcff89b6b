"""Practising a score: a sheet that is nobody's. Nothing is read from or written to the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openocop.criteria.domain.criteria_set import CriteriaSet, Criterion
from openocop.criteria.domain.guidance import OWN_RELEASE
from openocop.criteria.domain.refusal import UnknownRelease, UnknownSet
from openocop.criteria.domain.releases import criteria_set, current_sets
from openocop.criteria.domain.sheet import Mark
from openocop.dossiers.models import Dossier
from openocop.dossiers.selectors.next_star import Way, ways_up
from openocop.dossiers.selectors.sheets import NO_LEVEL, SheetView, sheet_of

Said = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Practice:
    """A sheet being practised; `ways` are asked for apart, they take longest."""

    sheet: SheetView
    ways: list[Way]


def practised_set(release_id: str, number: str) -> CriteriaSet | None:
    """Return the sheet to practise on, `None` where no whole one is meant."""
    if not (number.isascii() and number.isdecimal() and len(number) < 3):
        return None
    try:
        found = criteria_set(release_id or OWN_RELEASE, int(number))
    except (UnknownRelease, UnknownSet):
        return None
    return found if found.status == "complete" else None


def practice(printed: CriteriaSet, said: Said, *, with_ways: bool) -> Practice:
    """Return the sheet with the marks of the address; what the sheet does not print is passed over."""
    # Never saved: the same arithmetic as the producer's own sheet, on a dossier that there is not.
    dossier = Dossier(release=printed.release_id, set_no=printed.no, self_levels=marks_of(printed, said))
    sheet = sheet_of(dossier, ())
    return Practice(sheet, ways_up(dossier, sheet, {}) if with_ways else [])


def marks_of(printed: CriteriaSet, said: Said) -> dict[str, Mark]:
    """Return the marks that an address states, by criterion."""
    found: dict[str, Mark] = {}
    for criterion in printed.criteria:
        values = said.get(criterion.code, [])
        places = [int(value) for value in values if _is_place(criterion, value)]
        if criterion.additive and places:
            found[criterion.code] = sorted(set(places))
        elif places:
            found[criterion.code] = places[0]
        elif NO_LEVEL in values:
            found[criterion.code] = None
    return found


def whole_sets() -> list[CriteriaSet]:
    """Return the sheets of the law in force."""
    return list(current_sets(OWN_RELEASE))


def _is_place(criterion: Criterion, value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 3 and int(value) < len(criterion.levels)
