"""Cases of withdrawal as lists and pages. Callers have asked whether the reader may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.accounts.domain.roles import Post, Role
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.canonical import sha256_hex
from openocop.dossiers.domain.calendar import office_calendar
from openocop.recognition.domain.withdrawal_case import OPEN, case_clock
from openocop.recognition.models import Recognition, WithdrawalCase
from openocop.recognition.permissions.withdrawals import withdrawals_visible_to

SOON = 5  # days: from here on the clock asks to be looked at
_RELATED = ("recognition__product__producer", "recognition__decision", "printed", "word")


def cases_of(post: Post, *, on: date) -> QuerySet[WithdrawalCase]:
    """Return the cases this person may know of with all that a list shows: what is open first, by its last day."""
    rows = withdrawals_visible_to(post, on=on).select_related(*_RELATED)
    return rows.order_by(F("closed_at").desc(nulls_first=True), "due_on", "-opened_at", "-id")


def case_on(recognition: Recognition, post: Post, *, on: date) -> WithdrawalCase | None:
    """Return the open case on a recognition, None without one that this person may know of."""
    return withdrawals_visible_to(post, on=on).filter(recognition=recognition, stage__in=OPEN).first()


@dataclass(frozen=True, slots=True)
class TermView:
    """The 15 days of art. 8 as a page draws them; `kind` is a plain sign."""

    text: str
    kind: str
    note: str


def term_of_case(case: WithdrawalCase, *, today: date) -> TermView | None:
    """Return the running term of an open case, None for a closed one."""
    if case.stage not in OPEN:
        return None
    clock = case_clock(office_calendar(), concluded_on=case.concluded_on, today=today)
    note = ""
    if clock.sign_by < clock.due_on:
        facts = {"due": date_short(clock.due_on), "day": date_short(clock.sign_by)}
        note = _("%(due)s is a day off: sign by %(day)s") % facts
    if clock.late:
        late = ngettext("%(count)d day past the 15 days", "%(count)d days past the 15 days", clock.late)
        return TermView(late % {"count": clock.late}, "bad", note)
    if clock.left == 0:
        return TermView(_("Today is the last day"), "bad", note)
    text = ngettext("%(count)d day left", "%(count)d days left", clock.left) % {"count": clock.left}
    return TermView(text, "soon" if clock.left <= SOON else "info", note)


def seen_of(case: WithdrawalCase) -> str:
    """Return what names the case as it stands: it changes with the proposal, the answer, and every paper."""
    papers = ",".join(case.papers.order_by("pk").values_list("public_id", flat=True))
    return sha256_hex(f"{case.proposed_at}|{case.answered_at}|{papers}".encode())


def sees_proposal(post: Post, case: WithdrawalCase) -> bool:
    """Tell whether proposal and reasons are shown: to the producer only what was decided."""
    return bool(case.proposal) and (case.stage not in OPEN or post.role in {Role.PROVINCIAL_OFFICER, Role.LEADER})
