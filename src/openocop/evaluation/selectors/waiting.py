"""What waits for a council's members, for those who run its session and for the office that prepares it."""

from __future__ import annotations

from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.accounts.domain.roles import COUNCIL_ROLES, Post, Role
from openocop.accounts.selectors.waiting import Waiting
from openocop.core.documents.vietnamese import date_short
from openocop.evaluation.domain.lifecycle import Form, SessionStage
from openocop.evaluation.models import Seat, Session
from openocop.evaluation.permissions import (
    AT_THE_TABLE,
    entries_visible_to,
    may_run,
    own_unsent,
    seat_of,
    sessions_visible_to,
)
from openocop.evaluation.selectors.opinions import answer_term
from openocop.evaluation.selectors.preparing import RoundRow, round_row, rounds_with_councils


def sessions_waiting(post: Post, *, on: date) -> list[Waiting]:
    """Return what this person has to do in sessions that are not over; nothing here tells of another's sheets."""
    if post.role == Role.PROVINCIAL_OFFICER:
        return _to_call(post) + _to_prepare(post)
    if post.role not in COUNCIL_ROLES:
        return []
    over = {SessionStage.FIXED, SessionStage.CLOSED}
    running = sessions_visible_to(post).exclude(stage__in=over).order_by("held_on", "pk")
    sessions = running.select_related("council__round").prefetch_related("council__seats")
    in_sessions = [[*_own_sheets(post, session, on), *_at_the_table(post, session, on)] for session in sessions]
    return [thing for things in in_sessions for thing in things] + _to_call(post)


def _own_sheets(post: Post, session: Session, on: date) -> list[Waiting]:
    seat = seat_of(post, session.council)
    if seat is None or not seat.scores:
        return []
    if seat.declared_until is None:
        url = reverse("evaluation:declare", args=[session.public_id])
        return [Waiting(_("Declare your interests; the dossiers open after it"), _named(session), url)]
    if session.is_written:
        return _own_answers(seat, session, on)
    if not seat.in_the_room or session.stage == SessionStage.SCHEDULED:
        return []
    count = own_unsent(seat, session).count()
    if not count:
        return []
    title = ngettext("%(count)d sheet of yours to send", "%(count)d sheets of yours to send", count) % {"count": count}
    return [Waiting(title, _named(session), reverse("evaluation:my-sheets", args=[session.public_id]))]


def _own_answers(seat: Seat, session: Session, on: date) -> list[Waiting]:
    """Remind of the answers in writing that are still to give, until their last day."""
    term = answer_term(session, today=on)
    count = own_unsent(seat, session).count() if term and term.last >= on else 0
    if not term or not count:
        return []
    title = ngettext(
        "%(count)d opinion in writing to send by %(day)s", "%(count)d opinions in writing to send by %(day)s", count
    )
    url = reverse("evaluation:my-sheets", args=[session.public_id])
    lead = f"{session.council.round.name} · {term.text}"
    return [Waiting(title % {"count": count, "day": date_short(term.last)}, lead, url, bool(term.kind))]


def _to_call(post: Post) -> list[Waiting]:
    """Name the rounds whose opinions in writing did not agree, for who calls the meeting and may know of products."""
    if post.role != Role.PROVINCIAL_OFFICER and post.role not in AT_THE_TABLE:
        return []
    apart = entries_visible_to(post).filter(session__form=Form.WRITTEN, divergence__isnull=False)
    rounds = apart.order_by("session__council__round").values_list(
        "session__council__round__public_id", "session__council__round__name"
    )
    return [
        Waiting(
            ngettext(
                "%(count)d product is to go before a meeting", "%(count)d products are to go before a meeting", count
            )
            % {"count": count},
            _("%(round)s: opinions in writing did not agree") % {"round": name},
            reverse("evaluation:call-diverging", args=[public_id]),
            urgent=True,
        )
        for public_id, name, count in rounds.annotate(Count("pk"))
    ]


def _at_the_table(post: Post, session: Session, on: date) -> list[Waiting]:
    if session.is_written:
        return _in_writing(post, session, on)
    title = {
        SessionStage.SCHEDULED: _("The session is to be opened"),
        SessionStage.SCORING: _("The council is scoring"),
        SessionStage.REVEALED: _("The result is to be discussed and adopted"),
    }[SessionStage(session.stage)]
    if not may_run(post, session):
        return []
    urgent = session.stage == SessionStage.SCHEDULED and session.held_on <= on
    return [Waiting(title, _named(session), reverse("evaluation:session", args=[session.public_id]), urgent)]


def _in_writing(post: Post, session: Session, on: date) -> list[Waiting]:
    if not may_run(post, session):
        return []
    term = answer_term(session, today=on)
    if term is None:
        title = _("The result taken in writing is to be adopted")
    elif term.last < on:
        title = _("The written-opinion round is to be closed")
    else:
        title = _("Opinions are taken in writing until %(day)s") % {"day": date_short(term.last)}
    url = reverse("evaluation:session", args=[session.public_id])
    late = term is not None and term.last < on
    return [Waiting(title, session.council.round.name, url, late)]


def _to_prepare(post: Post) -> list[Waiting]:
    things = []
    for row in map(round_row, rounds_with_councils(post.province)):
        if not row.ready:
            continue
        if row.asks:
            things.append(_to_ask(row))
        if row.council is None:
            title, name = _("Record the council of %(round)s"), "evaluation:appoint"
        elif row.session is None and row.to_meet_on:
            title, name = _("Call the session of %(round)s"), "evaluation:call"
        else:
            continue
        ready = ngettext("%(count)d dossier is ready for it.", "%(count)d dossiers are ready for it.", row.ready)
        url = reverse(name, args=[row.round.public_id])
        things.append(Waiting(title % {"round": row.round.name}, ready % {"count": row.ready}, url))
    return things


def _to_ask(row: RoundRow) -> Waiting:
    title = ngettext(
        "Ask for opinions in writing on %(count)d re-assessment",
        "Ask for opinions in writing on %(count)d re-assessments",
        row.again,
    )
    url = reverse("evaluation:ask-in-writing", args=[row.round.public_id])
    return Waiting(title % {"count": row.again}, row.round.name, url)


def _named(session: Session) -> str:
    return f"{session.council.round.name} · {date_short(session.held_on)}"
