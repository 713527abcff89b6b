"""What frames the pages of a session: its stage bar, and what of it is invented."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Session

_DONE = {SessionStage.SCHEDULED: 0, SessionStage.SCORING: 1, SessionStage.REVEALED: 3, SessionStage.FIXED: 6}
_DONE_IN_WRITING = {
    SessionStage.SCORING: 0,
    SessionStage.REVEALED: 2,
    SessionStage.CLOSED: 2,
    SessionStage.FIXED: 4,
}


def invented(session: Session) -> bool | str:
    """Return whether the page says "minh hoạ"; of a real round that was replayed, what is real and what is not."""
    if not session.is_illustrative or session.council.round.is_illustrative:
        return session.is_illustrative
    return _(
        "Illustrative: the products and producers are real and sourced; the members and their sheets are invented."
    )


def stage_items(session: Session) -> list[tuple[str, str]]:
    """Return the stages, six of a meeting and four in writing, with where this one stands: done, current, to come."""
    names = [
        _("Open"),
        _("Independent scoring"),
        _("Reveal"),
        _("Discussion, second ballot"),
        _("Adoption of the result"),
        _("Minutes"),
    ]
    done = _DONE.get(SessionStage(session.stage), 0)
    if session.is_written:
        names = [_("Opinions in writing"), _("Round closed"), _("Adoption of the result"), _("Minutes")]
        done = _DONE_IN_WRITING[SessionStage(session.stage)]
    return [(name, "done" if place < done else "current" if place == done else "") for place, name in enumerate(names)]
