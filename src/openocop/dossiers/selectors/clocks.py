"""Clocks in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.core.documents.vietnamese import date_short
from openocop.dossiers.domain.calendar import LOCAL_WORKING_DAYS, days_left, local_clock, office_calendar
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier

SOON = 5  # working days: from here on the clock asks to be looked at
URGENT = 2


@dataclass(frozen=True, slots=True)
class ClockView:
    """The commune's clock as a page draws it; `kind` is "", "warn" or "bad"."""

    text: str
    used: int
    total: int
    kind: str
    note: str


def clock_of(dossier: Dossier, *, today: date) -> ClockView | None:
    """Return the running clock of the local office, `None` when the dossier is not with it."""
    if dossier.stage != Stage.SUBMITTED or dossier.received_on is None:
        return None
    clock = local_clock(office_calendar(), received_on=dossier.received_on, today=today)
    note = _("due on %(day)s") % {"day": date_short(clock.due_on)}
    if not clock.certain:
        note = _("%(due)s, by expected holidays") % {"due": note}
    if clock.late:
        text = ngettext("%(count)d working day late", "%(count)d working days late", clock.late)
        return ClockView(text % {"count": clock.late}, LOCAL_WORKING_DAYS, LOCAL_WORKING_DAYS, "bad", note)
    if clock.left == 0:
        return ClockView(_("Today is the last day"), LOCAL_WORKING_DAYS, LOCAL_WORKING_DAYS, "bad", note)
    text = ngettext("%(count)d working day left", "%(count)d working days left", clock.left) % {"count": clock.left}
    kind = "bad" if clock.left <= URGENT else "warn" if clock.left <= SOON else ""
    return ClockView(text, clock.used, LOCAL_WORKING_DAYS, kind, note)


def countdown(limit: date | None, *, today: date) -> str:
    """Return how many days lie before an exclusive limit, in words; "" without a limit."""
    if limit is None:
        return ""
    left = days_left(limit, today)
    if left < 0:
        return _("closed")
    if left == 0:
        return _("today is the last day")
    return ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
