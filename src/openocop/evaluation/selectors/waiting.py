"""What waits for a council's members, for those who run its session and for the office that prepares it."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.accounts.domain.roles import COUNCIL_ROLES, Post, Role
from openocop.accounts.selectors.waiting import Waiting
from openocop.core.documents.vietnamese import date_short
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Session
from openocop.evaluation.permissions import may_run, own_unsent, seat_of, sessions_visible_to
from openocop.evaluation.selectors.preparing import round_row, rounds_with_councils


def sessions_waiting(post: Post, *, on: date) -> list[Waiting]:
    """Return what this person has to do in sessions that are not over; nothing here tells of another's sheets."""
    if post.role == Role.PROVINCIAL_OFFICER:
        return _to_prepare(post)
    if post.role not in COUNCIL_ROLES:
        return []
    running = sessions_visible_to(post).exclude(stage=SessionStage.FIXED).order_by("held_on", "pk")
    sessions = running.select_related("council__round").prefetch_related("council__seats")
    return [thing for session in sessions for thing in [*_own_sheets(post, session), *_at_the_table(post, session, on)]]


def _own_sheets(post: Post, session: Session) -> list[Waiting]:
    seat = seat_of(post, session.council)
    if seat is None or not seat.scores:
        return []
    if seat.declared_until is None:
        url = reverse("evaluation:declare", args=[session.public_id])
        return [Waiting(_("Declare your interests; the dossiers open after it"), _named(session), url)]
    if not seat.in_the_room or session.stage == SessionStage.SCHEDULED:
        return []
    count = own_unsent(seat, session).count()
    if not count:
        return []
    title = ngettext("%(count)d sheet of yours to send", "%(count)d sheets of yours to send", count) % {"count": count}
    return [Waiting(title, _named(session), reverse("evaluation:my-sheets", args=[session.public_id]))]


def _at_the_table(post: Post, session: Session, on: date) -> list[Waiting]:
    title = {
        SessionStage.SCHEDULED: _("The session is to be opened"),
        SessionStage.SCORING: _("The council is scoring"),
        SessionStage.REVEALED: _("The result is to be discussed and adopted"),
    }[SessionStage(session.stage)]
    if not may_run(post, session):
        return []
    urgent = session.stage == SessionStage.SCHEDULED and session.held_on <= on
    return [Waiting(title, _named(session), reverse("evaluation:session", args=[session.public_id]), urgent)]


def _to_prepare(post: Post) -> list[Waiting]:
    things = []
    for row in map(round_row, rounds_with_councils(post.province)):
        if not row.ready:
            continue
        if row.council is None:
            title, name = _("Record the council of %(round)s"), "evaluation:appoint"
        elif row.session is None:
            title, name = _("Call the session of %(round)s"), "evaluation:call"
        else:
            continue
        ready = ngettext("%(count)d dossier is ready for it.", "%(count)d dossiers are ready for it.", row.ready)
        url = reverse(name, args=[row.round.public_id])
        things.append(Waiting(title % {"round": row.round.name}, ready % {"count": row.ready}, url))
    return things


def _named(session: Session) -> str:
    return f"{session.council.round.name} · {date_short(session.held_on)}"
