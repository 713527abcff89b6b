"""Kinds, faults and opening states in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.legal_time import VIETNAM
from openocop.places.domain.hours import Fault, Opening
from openocop.places.domain.kinds import Kind

KIND_NAMES: Mapping[str, str | Promise] = {
    Kind.SALES_POINT: gettext_lazy("Sales point"),
    Kind.TOURISM_POINT: gettext_lazy("Tourism point"),
    Kind.FAIR: gettext_lazy("Fair"),
}
FAULTS: Mapping[Fault, str | Promise] = {
    Fault.NO_DAYS: gettext_lazy("“%(line)s”: no days are named. Begin with them, such as T2-T6: or 30/04/2026:"),
    Fault.NO_HOURS: gettext_lazy("“%(line)s”: no hours are named. Write them behind a colon: 7:30-11:30, 13:30-17:00."),
    Fault.BACKWARDS: gettext_lazy(
        "“%(line)s” ends before it begins. Write a night as two days: until 24:00, from 0:00."
    ),
    Fault.OVERLAP: gettext_lazy("“%(line)s” has two hours that overlap. Write each hour once."),
    Fault.TOO_MANY: gettext_lazy("More than %(line)s lines. Put days with the same hours together."),
}


def fault_text(fault: Fault, line: str) -> str:
    return str(FAULTS[fault]) % {"line": line[:60]}


def opening_text(opening: Opening, now: datetime, *, known: bool, first: date | None, last: date | None) -> str:
    """Return "Đang mở, đến 17:00", "Mở lúc 07:30 mai"; `known` tells whether anybody said any hours."""
    today = now.astimezone(VIETNAM).date()
    if last and last < today:
        return _("The fair ended on %(day)s") % {"day": date_short(last)}
    if first and first > today and opening.next is None:
        return _("From %(day)s") % {"day": date_short(first)}
    if not known:
        return _("Opening hours not stated")
    if opening.is_open and opening.until:
        return _("Open now, until %(time)s") % {"time": f"{_end(opening.until)}"}
    if opening.next is None:
        return _("Closed; no day of opening is known")
    day, time = opening.next.date(), f"{opening.next:%H:%M}"
    if day == today:
        return _("Opens at %(time)s today") % {"time": time}
    return _("Opens at %(time)s on %(day)s") % {"time": time, "day": date_short(day)}


def _end(until: datetime) -> str:
    return "24:00" if not (until.hour or until.minute) else f"{until:%H:%M}"
