"""The local office's term where the province's option lets a paper pause it or begin it anew.

Article 7.2 of 26/2026/QĐ-TTg knows neither: the term it gives is counted beside, and is never replaced by this one.
Each notice stands on its own paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openocop.dossiers.domain.calendar import LOCAL_WORKING_DAYS, WorkCalendar

_DAY = timedelta(days=1)


class NoticeKind(StrEnum):
    PAUSE = "pause"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class TermNotice:
    """A paper on the term: `starts_on` is the first day not counted, or the day from which the term begins anew.

    `resumes_on` is the first day counted again after a pause, None while nobody has said when; it says nothing of a
    restart.
    """

    kind: NoticeKind
    starts_on: date
    resumes_on: date | None = None


@dataclass(frozen=True, slots=True)
class NoticedTerm:
    """The term read with its notices. `due_on` is None while a pause has no end; `left` counts working days to come."""

    due_on: date | None
    left: int
    paused: bool


def noticed_term(
    calendar: WorkCalendar, *, received_on: date, notices: Sequence[TermNotice], today: date
) -> NoticedTerm:
    """Return the term of a dossier received on `received_on` when its `notices` count.

    The latest restart not after `today` takes the place of the receipt, and its day is not counted either; days of
    pauses are left out of the working days.
    """
    restarts = [n.starts_on for n in notices if n.kind == NoticeKind.RESTART and n.starts_on <= today]
    start = max([received_on, *restarts])
    pauses = [n for n in notices if n.kind == NoticeKind.PAUSE]
    paused = any(_covers(pause, today) for pause in pauses)
    day, count, left = start, 0, 0
    while count < LOCAL_WORKING_DAYS:
        day += _DAY
        if any(pause.resumes_on is None and day >= pause.starts_on for pause in pauses):
            return NoticedTerm(None, LOCAL_WORKING_DAYS - count, paused)
        if calendar.is_working(day) and not any(_covers(pause, day) for pause in pauses):
            count += 1
            left += day > today
    return NoticedTerm(day, left, paused)


def _covers(pause: TermNotice, day: date) -> bool:
    return pause.starts_on <= day and (pause.resumes_on is None or day < pause.resumes_on)
