"""The stage bar of a session."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Session

_DONE = {SessionStage.SCHEDULED: 0, SessionStage.SCORING: 1, SessionStage.REVEALED: 3, SessionStage.FIXED: 6}


def stage_items(session: Session) -> list[tuple[str, str]]:
    """Return the six stages with where this session stands: done, current or to come."""
    names = [
        _("Open"),
        _("Independent scoring"),
        _("Reveal"),
        _("Discussion, second ballot"),
        _("Adoption of the result"),
        _("Minutes"),
    ]
    done = _DONE[SessionStage(session.stage)]
    return [(name, "done" if place < done else "current" if place == done else "") for place, name in enumerate(names)]
