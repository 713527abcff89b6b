"""Whether the opinions that members gave in writing on one product agree; where they do not, the council meets.

Source: 26/2026/QĐ-TTg art. 7.6d: the council decides on re-assessments by written opinions and meets only where they
differ or the matter is complex. What differing means, and what silence means, is left open: `written_agreement` and
`silent_member` of `domain/procedure.py`. A member who finds the matter complex proposes a meeting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.regulation import Regulation
from openocop.criteria.domain.scoring import band_of, completed_totals
from openocop.criteria.domain.sheet import SheetScore
from openocop.evaluation.domain.agreement import divided
from openocop.evaluation.domain.procedure import Procedure
from openocop.evaluation.domain.results import Ballot, ballot


class Reason(StrEnum):
    """Why a product is called to a meeting."""

    TOO_FEW = "too_few"
    SILENT = "silent"
    PROPOSED = "proposed"
    SPREAD = "spread"
    STAR = "star"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class Opinions:
    """What came in on one product: `asked` members who score it and did not step aside, their sheets, and how many of
    them propose a meeting."""

    asked: int
    sheets: Sequence[SheetScore]
    proposing: int


def divergences(
    criteria_set: CriteriaSet, regulation: Regulation, procedure: Procedure, given: Opinions
) -> tuple[Reason, ...]:
    """Return why the council must meet on a product; () where its result may be adopted in writing.

    The quorum is counted over answers, of the members asked on this product. Without one answer there is no result.
    A council that concludes on minimum requirements does so in a meeting, whatever it calls agreement in writing.
    """
    answers = len(given.sheets)
    found = []
    if not answers or answers < procedure.members_needed(given.asked):
        found.append(Reason.TOO_FEW)
    if answers < given.asked and procedure.silent_member == "meeting":
        found.append(Reason.SILENT)
    if given.proposing:
        found.append(Reason.PROPOSED)
    if not answers:
        return tuple(found)
    held = ballot(criteria_set, regulation, 1, given.sheets)
    if held.result.rescoring_required:
        found.append(Reason.SPREAD)
    if procedure.written_agreement == "same_star":
        found += _apart(criteria_set, regulation, held, given.sheets)
    elif procedure.council_concludes_on_gates and divided(criteria_set, regulation, held.result.band, given.sheets):
        found.append(Reason.GATE)
    return tuple(found)


def _apart(
    criteria_set: CriteriaSet, regulation: Regulation, held: Ballot, sheets: Sequence[SheetScore]
) -> list[Reason]:
    """Return where sheets taken alone would not come to one star: bands, votes to exclude, minimum requirements."""
    totals = completed_totals(criteria_set, sheets)
    bands = {band_of(criteria_set.release_id, regulation, Fraction(total)) for total in totals}
    found = []
    if len(bands) > 1 or len({bool(sheet.disqualified) for sheet in sheets}) > 1:
        found.append(Reason.STAR)
    if divided(criteria_set, regulation, max(bands), sheets):
        found.append(Reason.GATE)
    return found
