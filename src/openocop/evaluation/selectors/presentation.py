"""What is before the council right now, as one person may know it, and the agenda around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.selectors.posts import somebody_as
from openocop.core.prepared import Given, Prepared
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Entry, Presentation, Recusal, Session
from openocop.evaluation.permissions import entries_visible_to, sessions_visible_to

_LIVE = frozenset({SessionStage.SCORING, SessionStage.REVEALED})
_READ = (
    *("public_id", "province", "stage", "form", "attendance", "held_on"),
    *("council__public_id", "council__province", "council__procedure"),
    *("presentation__result_open", "presentation__minutes", "presentation__used", "presentation__running_since"),
    *("presentation__entry__public_id", "presentation__entry__position", "presentation__entry__ballot_open"),
    *("presentation__entry__dossier__product__name", "presentation__entry__dossier__product__producer__name"),
)
_WITH = ("council", "presentation__entry__dossier__product__producer")


@dataclass(frozen=True, slots=True)
class Presented:
    """What one person may know of the product before the council.

    `entry` is None while none is called, and for who stepped aside from the one that is: `aside` then says so.
    """

    session: Session
    entry: Entry | None
    aside: bool
    shown: Presentation | None

    @property
    def position(self) -> int:
        """Return the number on the agenda of what is called, 0 while nothing is. An agenda with a gap tells it too."""
        return self.shown.entry.position if self.shown and self.shown.entry else 0

    @property
    def minutes(self) -> int:
        return self.shown.minutes if self.shown else 0


def presented_to(post: Post, session_id: str) -> Presented | None:
    """Return what is before the council of a session, None where this person may not know of it; one query.

    Fifteen to thirty tablets ask for this every three seconds.
    """
    session: Any = _SESSION.first(post.role, user_id=post.user_id, province=post.province, public_id=session_id)
    if session is None:
        return None
    shown: Presentation | None = getattr(session, "presentation", None)
    entry = shown.entry if shown and session.stage in _LIVE else None
    aside = entry is not None and session.aside
    return Presented(session, None if aside else entry, aside, shown)


def _presented(role: Role) -> QuerySet[Session]:
    post = somebody_as(role)
    aside = Recusal.objects.filter(dossier=OuterRef("presentation__entry__dossier"), seat__user=post.user_id)
    return (
        sessions_visible_to(post)
        .filter(public_id=Given("public_id", CharField()))
        .select_related(*_WITH)
        .only(*_READ)
        .annotate(aside=Exists(aside))
    )


_SESSION = Prepared(_presented)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The visible agenda around one place: how many products, and the public ids of those before and after it."""

    total: int
    place: int
    before: str
    after: str


def agenda_around(post: Post, session: Session, position: int) -> Agenda:
    """Return the agenda as this person sees it around `position`, 0 for its beginning; one query."""
    rows = entries_visible_to(post).filter(session=session).order_by("position").values_list("position", "public_id")
    known = list(rows)
    passed = [public_id for place, public_id in known if place < position]
    ahead = [public_id for place, public_id in known if place > position]
    return Agenda(len(known), len(passed) + 1, passed[-1] if passed else "", ahead[0] if ahead else "")
