"""How an appeal against a result or a decision goes, from the producer's draft to the decision on it.

26/2026/QĐ-TTg sets no procedure for appeals: time limits, who decides and whether the council meets again are options
of the province (`dossiers/domain/office_options.py`), kept with each appeal as they stood when it was taken in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openocop.accounts.domain.roles import Role
from openocop.core.domain.lifecycle import Step
from openocop.dossiers.domain.office_options import DAYS, VALUE_LABELS, OfficeOptions


class Origin(StrEnum):
    """Who raised it: the producer, an officer whom the producer's paper reached, or the office that found an error."""

    PRODUCER = "producer"
    PAPER = "paper"
    OFFICE = "office"


class About(StrEnum):
    RESULT = "result"
    DECISION = "decision"


class AppealStage(StrEnum):
    DRAFT = "draft"
    FILED = "filed"
    RETURNED = "returned"
    LATE = "late"
    RECEIVED = "received"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """`REJECTED`; the named criteria are `CORRECTED`; a decision's words are (`REWORDED`); the product goes before a
    council `AGAIN`."""

    REJECTED = "rejected"
    CORRECTED = "corrected"
    REWORDED = "reworded"
    AGAIN = "again"


EDITABLE = frozenset({AppealStage.DRAFT, AppealStage.RETURNED})
OPEN = EDITABLE | {AppealStage.FILED, AppealStage.RECEIVED}
_OFFICE = frozenset({Role.PROVINCIAL_OFFICER})
_FILERS = frozenset({Role.PRODUCER, Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER})

STEPS = (
    Step("send", EDITABLE, AppealStage.FILED, _FILERS, "Send the appeal"),
    Step("receive", frozenset({AppealStage.FILED}), AppealStage.RECEIVED, _OFFICE, "Take the appeal in"),
    Step("return", frozenset({AppealStage.FILED}), AppealStage.RETURNED, _OFFICE, "Return for completion"),
    Step("refuse_late", frozenset({AppealStage.FILED}), AppealStage.LATE, _OFFICE, "Return as outside the time limit"),
    Step("withdraw", OPEN, AppealStage.WITHDRAWN, _FILERS, "Withdraw the appeal"),
    Step(
        "decide",
        frozenset({AppealStage.RECEIVED}),
        AppealStage.DECIDED,
        frozenset({Role.LEADER, Role.CHAIR}),
        "Decide on the appeal",
    ),
)


@dataclass(frozen=True, slots=True)
class Limit:
    """Until when an appeal may come in: `last_on` None where no day can be told, `words` says why."""

    last_on: date | None
    words: str


def filing_limit(options: OfficeOptions, told_on: date | None) -> Limit:
    """Return the last day to appeal; `told_on` is the day on which the producer was told, None where unknown.

    A term of days begins on the day after the event and ends with its last day (Civil Code 2015 art. 147-148).
    """
    days = DAYS.get(options.appeal_within)
    words = VALUE_LABELS["appeal_within"][options.appeal_within]
    if days is None or told_on is None:
        return Limit(None, words)
    return Limit(told_on + timedelta(days=days), words)


def answer_due(options: OfficeOptions, received_on: date) -> date | None:
    """Return by when an appeal taken in on a day is answered; None where the officer says so each time."""
    days = DAYS.get(options.appeal_answer)
    return received_on + timedelta(days=days) if days else None


def register_number(number: int, year: int, *, illustrative: bool) -> str:
    """Return the number of our own register of appeals, "05/2026/TN-KN"; invented ones have a series of their own."""
    return f"{'MH-' if illustrative else ''}{number:02d}/{year}/TN-KN"
