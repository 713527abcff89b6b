"""How far one's own sheet is filled in, and what must still be done before it is sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.sheet import Mark
from openocop.evaluation.domain.marks import Marks

LEVEL, REASON = "level", "reason"


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing to do before sending: choose a level, or give the reason for leaving the proposed one."""

    code: str
    kind: str


def points_of(criteria_set: CriteriaSet, levels: Mapping[str, Mark], code: str) -> int:
    """Return the points of one criterion; 0 where nothing is marked. A mark that does not exist counts nothing."""
    mark = levels.get(code)
    printed = criteria_set.criterion(code).levels
    return printed[mark].points if isinstance(mark, int) and 0 <= mark < len(printed) else 0


def applies(criteria_set: CriteriaSet, levels: Mapping[str, Mark], code: str) -> bool:
    needed = criteria_set.criterion(code).depends_on
    return needed is None or points_of(criteria_set, levels, needed) > 0


def without_what_does_not_apply(criteria_set: CriteriaSet, levels: Mapping[str, Mark]) -> dict[str, Mark]:
    """Return the levels of what applies, and those of criteria that are not printed."""
    printed = criteria_set.position
    return {code: mark for code, mark in levels.items() if code not in printed or applies(criteria_set, levels, code)}


def settled(criteria_set: CriteriaSet, marks: Marks) -> Marks:
    """Return what was filled in as the printed sheet has it.

    What depends on a criterion without points is left out, and so is a knock-out or a reason that the sheet does not
    print. A level of a criterion that is not printed stays, to be refused. Who leaves a criterion as outside their
    field marks nothing there, does not knock out by it, and leaves what depends on it.
    """
    outside = left_outside(criteria_set, marks.outside)
    levels = {code: mark for code, mark in marks.levels.items() if code not in outside}
    return replace(
        marks,
        levels=without_what_does_not_apply(criteria_set, levels),
        outside=outside,
        disqualified=[c for c in marks.disqualified if c in criteria_set.may_disqualify and c not in outside],
        reasons={code: text for code, text in marks.reasons.items() if code in criteria_set.position},
    )


def left_outside(criteria_set: CriteriaSet, outside: Collection[str]) -> list[str]:
    """Return the printed criteria that are left, with those that depend on them, in the order of the sheet."""
    if not outside:
        return []
    return [one.code for one in criteria_set.criteria if one.code in outside or one.depends_on in outside]


def needs_reason(levels: Mapping[str, Mark], proposed: Mapping[str, Mark], code: str) -> bool:
    """Tell whether the level of `code` leaves the one that was proposed."""
    return code in levels and code in proposed and levels[code] != proposed[code]


def lacks(
    criteria_set: CriteriaSet,
    levels: Mapping[str, Mark],
    reasons: Mapping[str, str],
    proposed: Mapping[str, Mark],
    outside: Collection[str] = (),
) -> tuple[Lack, ...]:
    """Return what is still to do, in the order of the sheet.

    `proposed` is the advisory team's sheet, or the producer's own where there is no advice; leaving it takes a reason.
    """
    found = []
    for criterion in criteria_set.criteria:
        code = criterion.code
        if code in outside or not applies(criteria_set, levels, code):
            continue
        if code not in levels:
            found.append(Lack(code, LEVEL))
        elif needs_reason(levels, proposed, code) and not reasons.get(code, "").strip():
            found.append(Lack(code, REASON))
    return tuple(found)
