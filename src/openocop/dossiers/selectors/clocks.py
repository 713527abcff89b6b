"""Clocks in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.accounts.domain.roles import Post
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.legal_time import legal_day
from openocop.dossiers.domain.calendar import (
    LOCAL_WORKING_DAYS,
    local_clock,
    office_calendar,
    reassessed_by,
)
from openocop.dossiers.domain.form_03 import WITH_FORMS
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.term_notices import NoticeKind, TermNotice, noticed_term
from openocop.dossiers.models import Dossier
from openocop.dossiers.permissions import dossiers_visible_to

WATCHED = frozenset({Stage.PROPOSED, Stage.ACCEPTED, Stage.ADVISED, Stage.IN_SESSION})
SOON = 5  # working days: from here on the clock asks to be looked at
URGENT = 2


@dataclass(frozen=True, slots=True)
class ClockView:
    """The commune's clock as a page draws it; `kind` is "", "warn" or "bad".

    `noticed` is the other reading, where papers pause the term or begin it anew; the clock itself is that of the law.
    """

    text: str
    used: int
    total: int
    kind: str
    note: str
    noticed: str = ""


def clock_of(dossier: Dossier, *, today: date) -> ClockView | None:
    """Return the running clock of the local office, `None` when the dossier is not with it.

    Article 7.2 sets it for communes alone: the district of the former decisions had none.
    """
    if dossier.stage != Stage.SUBMITTED or dossier.received_on is None or dossier.release not in WITH_FORMS:
        return None
    clock = local_clock(office_calendar(), received_on=dossier.received_on, today=today)
    noticed = _noticed(dossier, clock.due_on, today)
    note = _("due on %(day)s") % {"day": date_short(clock.due_on)}
    if not clock.certain:
        note = _("%(due)s, by expected holidays") % {"due": note}
    if clock.late:
        text = ngettext("%(count)d working day late", "%(count)d working days late", clock.late)
        text = text % {"count": clock.late}
        return ClockView(text, LOCAL_WORKING_DAYS, LOCAL_WORKING_DAYS, "bad", note, noticed)
    if clock.left == 0:
        return ClockView(_("Today is the last day"), LOCAL_WORKING_DAYS, LOCAL_WORKING_DAYS, "bad", note, noticed)
    text = ngettext("%(count)d working day left", "%(count)d working days left", clock.left) % {"count": clock.left}
    kind = "bad" if clock.left <= URGENT else "warn" if clock.left <= SOON else ""
    return ClockView(text, clock.used, LOCAL_WORKING_DAYS, kind, note, noticed)


def _noticed(dossier: Dossier, due_on: date, today: date) -> str:
    """Return both readings of the term in one sentence; "" without a paper on this filing."""
    papers = [paper for paper in dossier.term_papers.all() if paper.version == dossier.version]
    if not papers or dossier.received_on is None:
        return ""
    notices = [TermNotice(NoticeKind(paper.kind), paper.starts_on, paper.resumes_on) for paper in papers]
    term = noticed_term(office_calendar(), received_on=dossier.received_on, notices=notices, today=today)
    facts = {
        "due": date_short(due_on),
        "papers": "; ".join(f"{paper.number} ({date_short(paper.issued_on)})" for paper in papers),
        "days": term.left,
    }
    if term.due_on is None:
        return (
            _("By Article 7.2: due on %(due)s; counting papers %(papers)s: paused with %(days)d working days left.")
            % facts
        )
    facts["other"] = date_short(term.due_on)
    return _("By Article 7.2: due on %(due)s; counting papers %(papers)s: due on %(other)s.") % facts


@dataclass(frozen=True, slots=True)
class WholeClock:
    """The 45 days of a whole re-assessment; `left` is negative once they are over."""

    proposed_on: date
    due_on: date
    left: int

    @property
    def words(self) -> str:
        return left_or_overdue(self.due_on, today=self.due_on - timedelta(days=self.left))


def reassessment_clock(dossier: Dossier, *, today: date) -> WholeClock | None:
    """Return the clock of a re-assessment from the commune's complete proposal, None for what has none.

    Source: 26/2026/QĐ-TTg art. 7.6.
    """
    if dossier.kind != "again" or dossier.release not in WITH_FORMS or dossier.stage not in WATCHED:
        return None
    report = next((report for report in dossier.local_reports.all() if report.version == dossier.version), None)
    if report is None:
        return None
    proposed_on = legal_day(report.reported_at)
    due_on = reassessed_by(proposed_on)
    return WholeClock(proposed_on, due_on, (due_on - today).days)


def running_reassessments(post: Post, *, on: date) -> list[tuple[Dossier, WholeClock]]:
    """Return the re-assessments this reader may know of whose 45 days run or are over, the nearest end first."""
    running = dossiers_visible_to(post, on=on).filter(kind="again", stage__in=WATCHED)
    dossiers = running.select_related("product__producer").prefetch_related("local_reports").order_by("id")
    clocks = [(one, reassessment_clock(one, today=on)) for one in dossiers]
    known = [(dossier, clock) for dossier, clock in clocks if clock is not None]
    return sorted(known, key=lambda pair: pair[1].due_on)


def left_or_overdue(last: date, *, today: date) -> str:
    """Return in words how many days are left until the last one, or how many it is over by."""
    left = (last - today).days
    if left >= 0:
        return countdown_to(last, today=today)
    return ngettext("overdue by %(count)d day", "overdue by %(count)d days", -left) % {"count": -left}


def countdown(limit: date | None, *, today: date) -> str:
    """Return how many days lie before an exclusive limit, in words; "" without a limit."""
    if limit is None:
        return ""
    return countdown_to(limit - timedelta(days=1), today=today)


def countdown_to(last: date, *, today: date) -> str:
    """Return in words how many days are left after `today` until the last one to act on."""
    left = (last - today).days
    if left < 0:
        return _("closed")
    if left == 0:
        return _("today is the last day")
    return ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
