"""Which decision a dossier runs under, and until when what was filed before 26/2026/QĐ-TTg may be finished.

Source: 26/2026/QĐ-TTg art. 11 (in force from 22/05/2026; 148/QĐ-TTg and 1489/QĐ-TTg lapse 60 days later) and art. 12.2
(what was handed in before that day and is not yet assessed: first assessment and upgrade within 60 days, re-assessment
within 30 days, under the rules of 2021-2025). Days are those of the calendar, the first one not counted (Civil Code
2015 art. 147.1): 22/05/2026 + 60 = 21/07/2026, + 30 = 21/06/2026. The latter is a Sunday: whether art. 148.5 of the
Civil Code lets the term run to Monday 22/06 is not said, so that the earlier day is kept and a later act needs a
recorded decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

IN_FORCE_ON = date(2026, 5, 22)
PRESENT = "26-2026"
FORMER = "148-2023"
_DAYS_TO_FINISH = {"first": 60, "upgrade": 60, "again": 30}


class Standing(StrEnum):
    """How a dossier stands towards the change of the law.

    `OWN_LAW`: it was filed under the decision it is judged by. `FINISHING`: the former law may still finish it.
    `STOPPED`: the term is over and nothing was finished; a recorded decision says how to go on. `WRONG_LAW`: it was
    filed under a decision that no longer, or not yet, takes dossiers.
    """

    OWN_LAW = "own_law"
    FINISHING = "finishing"
    STOPPED = "stopped"
    WRONG_LAW = "wrong_law"


class WayOn(StrEnum):
    """How an officer's recorded decision lets a stopped dossier go on; nothing is scored anew by itself.

    `FILE_ANEW`: closed here, the producer files under the decision in force. `FINISH`: finished under the former law on
    the stated paper of an authority that allows it. `CLOSE`: closed without a result.
    """

    FILE_ANEW = "file_anew"
    FINISH = "finish"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Governing:
    """The release that judges a dossier, and the last day to finish it (inclusive), None where the law sets none."""

    release: str
    finish_by: date | None


def governing(filed_on: date, kind: str) -> Governing:
    """Return by which release a dossier of `kind` ("first", "upgrade", "again") filed on `filed_on` is judged.

    For days before 22/05/2026 only the release of 2023 is meant; what was filed before 24/02/2023 ran under 1048/QĐ-TTg
    and was finished long before. Raises `KeyError` for another kind.
    """
    days = _DAYS_TO_FINISH[kind]
    if filed_on >= IN_FORCE_ON:
        return Governing(PRESENT, None)
    return Governing(FORMER, IN_FORCE_ON + timedelta(days=days))


def standing(*, release: str, kind: str, filed_on: date | None, finished_on: date | None, today: date) -> Standing:
    """Return how a dossier stands on `today`; `filed_on` is None for a draft, `finished_on` until it has its result.

    A draft is read as if it were filed today. Releases before 2023 are history and stand by themselves.
    """
    if release not in {PRESENT, FORMER}:
        return Standing.OWN_LAW
    law = governing(filed_on or today, kind)
    if release != law.release:
        return Standing.WRONG_LAW
    if law.finish_by is None or today < IN_FORCE_ON:
        return Standing.OWN_LAW
    if finished_on is not None:
        return Standing.OWN_LAW if finished_on <= law.finish_by else Standing.STOPPED
    return Standing.FINISHING if today <= law.finish_by else Standing.STOPPED
