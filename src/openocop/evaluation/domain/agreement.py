"""Minimum requirements on which the members stand on both sides, and the points that the council agrees on there.

Asked for only where the council's procedure says so (`gate_conclusion`); the sheets stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from openocop.criteria.domain.criteria_set import CriteriaSet, Criterion
from openocop.criteria.domain.regulation import Regulation
from openocop.criteria.domain.scoring import floors, marks_given, with_agreed_points
from openocop.criteria.domain.sheet import SheetScore
from openocop.evaluation.domain.results import Ballot

LOWEST_GATED = 3


def divided(
    criteria_set: CriteriaSet, regulation: Regulation, band: int, sheets: Sequence[SheetScore]
) -> tuple[str, ...]:
    """Return the criteria, in the order of the sheet, where some sheets reach a floor and some do not.

    Floors of the band's star and of lower ones matter, at least those of three stars: a higher star is out of reach.
    """
    found = {}
    for floor in floors(criteria_set, regulation.heading_mark):
        if min(floor.stars) > max(band, LOWEST_GATED):
            continue
        given = marks_given(criteria_set, sheets, floor.code)
        if 0 < sum(points >= floor.points for points in given) < len(given):
            found[floor.position] = floor.code
    return tuple(code for _place, code in sorted(found.items()))


def levels_to_agree_on(criterion: Criterion) -> dict[int, str]:
    """Return the points a council may agree on, lowest first, each with the printed text where one level has it."""
    if criterion.additive:
        return dict.fromkeys(range(criterion.best + 1), "")
    return dict(sorted({0: "", **{level.points: level.text for level in criterion.levels}}.items()))


def agreed_ballot(
    criteria_set: CriteriaSet,
    regulation: Regulation,
    held: Ballot,
    sheets: Sequence[SheetScore],
    agreed: Mapping[str, int],
) -> Ballot:
    """Return the ballot with the floors that divide its sheets held against what the council agreed on.

    An agreement on a criterion that does not divide these sheets (any more) counts for nothing.
    """
    counted = {
        code: agreed[code] for code in divided(criteria_set, regulation, held.result.band, sheets) if code in agreed
    }
    return replace(held, result=with_agreed_points(criteria_set, regulation, held.result, counted))
