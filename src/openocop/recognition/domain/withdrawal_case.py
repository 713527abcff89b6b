"""How a recognition comes to be withdrawn: found, told to the producer, answered, proposed, decided by another person.

Source: 26/2026/QĐ-TTg art. 8: on one of six grounds the provincial OCOP unit verifies and submits, and the authority
decides within 15 days of the conclusion, or of the commune's confirmation that production stopped; three and four
stars are the provincial chair's, five the minister's. Of an answer of the producer the article says nothing: until
when one may come is said in each case, and it is heard before anybody proposes (decision 0024).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openocop.accounts.domain.roles import Role
from openocop.core.domain.lifecycle import Step
from openocop.dossiers.domain.calendar import WorkCalendar, working_day_before

DAYS = 15  # 26/2026/QĐ-TTg art. 8: days, where art. 7.2 says working days
_DAY = timedelta(days=1)


class CaseStage(StrEnum):
    """`DRAFT`: the office gathers, nobody else knows. `DROPPED` without ever being told: the office was mistaken."""

    DRAFT = "draft"
    TOLD = "told"
    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


class Proposal(StrEnum):
    WITHDRAW = "withdraw"
    DROP = "drop"


OPEN = frozenset({CaseStage.DRAFT, CaseStage.TOLD, CaseStage.PROPOSED})
HEARD = frozenset({CaseStage.TOLD, CaseStage.PROPOSED})  # the producer knows of it and may answer
_OFFICE = frozenset({Role.PROVINCIAL_OFFICER})
_LEADER = frozenset({Role.LEADER})

STEPS = (
    Step("tell", frozenset({CaseStage.DRAFT}), CaseStage.TOLD, _OFFICE, "Tell the producer"),
    Step("discard", frozenset({CaseStage.DRAFT}), CaseStage.DROPPED, _OFFICE, "Discard the draft"),
    Step("propose", HEARD, CaseStage.PROPOSED, _OFFICE, "Propose how it is decided"),
    Step("withdraw", frozenset({CaseStage.PROPOSED}), CaseStage.WITHDRAWN, _LEADER, "Withdraw"),
    Step("drop", frozenset({CaseStage.PROPOSED}), CaseStage.DROPPED, _LEADER, "Drop"),
)


def due_on(concluded_on: date) -> date:
    """Return the last day to decide: the 15th after the conclusion, its own day not counted (Civil Code art. 147.1).

    Days of the calendar, never moved past a day off: whether art. 148.5 of the Civil Code lets the term run to the next
    working day is not said, so that the earlier day is kept, as with the other terms of days.
    """
    return concluded_on + _DAY * DAYS


@dataclass(frozen=True, slots=True)
class CaseClock:
    """The 15 days as they stand at the end of a day.

    `sign_by` is the last working day of the term. `left` counts the days still to come, 0 on the last day; `late` those
    past it.
    """

    due_on: date
    sign_by: date
    left: int
    late: int


def case_clock(calendar: WorkCalendar, *, concluded_on: date, today: date) -> CaseClock:
    last = due_on(concluded_on)
    days = (last - today).days
    return CaseClock(last, working_day_before(calendar, last + _DAY), max(0, min(DAYS, days)), max(0, -days))
