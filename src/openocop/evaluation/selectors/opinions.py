"""Opinions in writing: which dossiers may be asked about, how long, and how a round of them stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from openocop.accounts.domain.roles import Post
from openocop.dossiers.domain.form_03 import WITH_FORMS
from openocop.dossiers.models import Dossier, Round
from openocop.dossiers.selectors.clocks import left_or_overdue, reassessment_clock
from openocop.evaluation.domain.lifecycle import Form, SessionStage
from openocop.evaluation.domain.opinions import Reason
from openocop.evaluation.models import Council, Divergence, Entry, Session
from openocop.evaluation.permissions import entries_visible_to
from openocop.evaluation.selectors.preparing import READY
from openocop.evaluation.selectors.room import Progress

AGAIN = "again"
SOON, USUAL = 7, 10  # days: from here on a term asks to be looked at; how long members usually get
REASONS: dict[Reason, str | Promise] = {
    Reason.TOO_FEW: gettext_lazy("fewer answers than the regulation asks for"),
    Reason.SILENT: gettext_lazy("a member did not answer"),
    Reason.PROPOSED: gettext_lazy("a member proposes a meeting"),
    Reason.SPREAD: gettext_lazy("the totals lie further apart than the regulation allows"),
    Reason.STAR: gettext_lazy("the sheets come to different stars"),
    Reason.GATE: gettext_lazy("the sheets stand on both sides of a minimum requirement"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """The days left of a term, in words; `kind` is "", "warn" or "bad"."""

    last: date
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class AskRow:
    """A re-assessment that may be asked about in writing; `whole` are its 45 days, None where no day is known."""

    dossier: Dossier
    whole: Term | None


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One product of a written-opinion round; `waiting` is None for those who may not know."""

    entry: Entry
    whole: Term | None
    to_meeting: bool
    waiting: int | None


def for_opinions(round: Round) -> list[Dossier]:
    """Return the round's re-assessments that members may be asked about in writing (26/2026 art. 7.6).

    What is on the agenda of a called meeting is asked about there.
    """
    if round.release not in WITH_FORMS:
        return []
    ready = round.dossiers.filter(stage__in=READY, kind=AGAIN, entry=None).select_related("product__producer")
    return list(ready.prefetch_related("local_reports").order_by("product__sort_key", "pk"))


def running_opinions(council: Council) -> QuerySet[Session]:
    """Return the council's written-opinion round that is not over; there is at most one."""
    return council.sessions.filter(form=Form.WRITTEN).exclude(stage__in=[SessionStage.FIXED, SessionStage.CLOSED])


def ask_rows(dossiers: Iterable[Dossier], *, today: date) -> list[AskRow]:
    return [AskRow(dossier, whole_term(dossier, today=today)) for dossier in dossiers]


def last_day_to_answer(dossiers: Iterable[Dossier], *, today: date) -> date | None:
    """Return the last of the 45 days that end first, None where no term is known. What is over already sets no day."""
    clocks = [reassessment_clock(dossier, today=today) for dossier in dossiers]
    return min((clock.due_on for clock in clocks if clock and clock.left >= 0), default=None)


def suggested_day(dossiers: Sequence[Dossier], *, today: date) -> date:
    """Return a last day to put before the office: ten days from today, sooner where the 45 days end sooner."""
    latest, usual = last_day_to_answer(dossiers, today=today), today + timedelta(days=USUAL)
    return min(usual, latest) if latest else usual


def whole_term(dossier: Dossier, *, today: date) -> Term | None:
    """Return the 45 days of a re-assessment in words; its `local_reports` are prefetched."""
    clock = reassessment_clock(dossier, today=today)
    return _term(clock.due_on, today) if clock else None


def answer_term(session: Session, *, today: date) -> Term | None:
    """Return the time to answer in writing, None once it is closed."""
    if session.answers_by is None or session.stage != SessionStage.SCORING:
        return None
    return _term(session.answers_by, today)


def _term(last: date, today: date) -> Term:
    left = (last - today).days
    kind = "bad" if left <= 0 else "warn" if left <= SOON else ""
    return Term(last, left_or_overdue(last, today=today), kind)


def opinion_rows(post: Post, session: Session, *, progress: Progress | None, today: date) -> list[OpinionRow]:
    """Return the products this person may know of: those still in the round, and those it sent to a meeting."""
    related = ("dossier__product__producer", "session")
    visible = entries_visible_to(post)
    apart = set(Divergence.objects.filter(asked_in=session).values_list("entry", flat=True))
    found = visible.filter(session=session) | visible.filter(pk__in=apart)
    entries = found.select_related(*related).prefetch_related("dossier__local_reports")
    ordered = sorted(entries, key=lambda entry: (entry.session_id != session.pk, entry.position))
    return [
        OpinionRow(
            entry,
            whole_term(entry.dossier, today=today),
            entry.pk in apart,
            progress.waiting.get(entry.pk, 0) if progress else None,
        )
        for entry in ordered
    ]


def diverging(council: Council) -> QuerySet[Entry]:
    """Return what opinions in writing did not agree on and no meeting was called for yet, in order."""
    found = Entry.objects.filter(session__council=council, session__form=Form.WRITTEN, divergence__isnull=False)
    return found.select_related("dossier__product__producer").order_by("session", "position")


def reason_words(reasons: Iterable[str]) -> str:
    """Return why opinions in writing did not agree. Only for who may read the sheets by now."""
    return "; ".join(str(REASONS[Reason(one)]) for one in reasons)
