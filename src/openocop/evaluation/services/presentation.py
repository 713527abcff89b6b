"""What is before the council: the order of products, the one that is called, its time, its result on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Case, F, Max, When
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.domain.timer import LONGEST, Timer
from openocop.evaluation.models import Entry, Presentation, Session
from openocop.evaluation.permissions import entries_visible_to, may_run

ORDERED = frozenset({SessionStage.SCHEDULED, SessionStage.SCORING})


@transaction.atomic
def move_entry(*, session: Session, entry_id: str, place: int, by: Post) -> None:
    """Put a product at `place` of the agenda, 1 being the first; those between make room. A repeat changes nothing.

    Who stepped aside from a product orders the others around it: it keeps its number and does not show.

    Raises `Refused` once the scores are revealed, and for a product that is not on the agenda they see.
    """
    session = _locked(session, by)
    if session.stage not in ORDERED:
        raise Refused(_("The order of products is settled once the scores are revealed."))
    agenda = entries_visible_to(by).filter(session=session).order_by("position")
    known = list(agenda.values_list("pk", "public_id", "position"))
    order = [pk for pk, public_id, _position in known if public_id != entry_id]
    moved = next((pk for pk, public_id, _position in known if public_id == entry_id), None)
    if moved is None:
        raise Refused(_("This product is not on the agenda."))
    order.insert(max(place, 1) - 1, moved)
    changed = [(pk, to) for pk, (was, _id, to) in zip(order, known, strict=True) if pk != was]
    if not changed:
        return
    _renumber(session, changed)
    facts = {"entry": entry_id, "place": order.index(moved) + 1}
    record(province=session.province, actor=by.as_actor(), verb="agenda.reordered", subject=session, facts=facts)


@transaction.atomic
def call_product(*, session: Session, entry_id: str, by: Post) -> None:
    """Call a product before the council, or none with an empty `entry_id`; the timer starts anew, not yet running.

    Calling what is called already changes nothing. Raises `Refused` before the session opens, and for a product that
    is not on the agenda they see.
    """
    session = _locked(session, by)
    shown = _shown(session)
    entry = None
    if entry_id:
        entry = entries_visible_to(by).filter(session=session, public_id=entry_id).first()
        if entry is None:
            raise Refused(_("This product is not on the agenda."))
    if shown.entry_id == (entry.pk if entry else None):
        return
    shown.entry, shown.called_at, shown.result_open = entry, timezone.now(), False
    shown.used, shown.running_since = 0, None
    shown.save()
    verb, subject = ("product.called", entry) if entry else ("presentation.ended", session)
    record(province=session.province, actor=by.as_actor(), verb=verb, subject=subject)


@transaction.atomic
def set_timer(*, session: Session, minutes: int, by: Post) -> None:
    """Give the presentation `minutes` of time, 0 for none, from now on unused and not running."""
    session = _locked(session, by)
    if not 0 <= minutes <= LONGEST:
        raise Refused(_("Give between 0 and %(most)s minutes.") % {"most": LONGEST}, field="minutes")
    shown = _shown(session)
    _keep(shown, Timer(minutes))


@transaction.atomic
def start_timer(*, session: Session, by: Post) -> None:
    """Let the time run from the server's now on, further if it was stopped; a repeat changes nothing."""
    session = _locked(session, by)
    shown = _shown(session)
    if not shown.minutes:
        raise Refused(_("Give the presentation its minutes first."), field="minutes")
    _keep(shown, shown.timer.started(timezone.now()))


@transaction.atomic
def stop_timer(*, session: Session, by: Post) -> None:
    """Hold the time; what went by stays counted. A repeat changes nothing."""
    session = _locked(session, by)
    shown = _shown(session)
    if shown.running_since:
        _keep(shown, shown.timer.stopped(timezone.now()))


@transaction.atomic
def open_result(*, session: Session, entry_id: str, by: Post) -> None:
    """Show the called product's result in the hall. Sheets were revealed together; the hall sees one at a time.

    Raises `Refused` before the reveal, while its second ballot is open, and when another product was called meanwhile.
    """
    session = _locked(session, by)
    if session.stage not in {SessionStage.REVEALED, SessionStage.FIXED}:
        raise Refused(_("Scores are shown after the chair reveals them."))
    shown = _shown(session)
    visible = entries_visible_to(by).filter(session=session, public_id=entry_id).first()
    if visible is None or shown.entry_id != visible.pk:
        raise Refused(_("Another product was called meanwhile. Reload the page to see which."))
    if visible.ballot_open:
        raise Refused(_("The second ballot on “%(name)s” is still open.") % {"name": visible.dossier.product.name})
    if shown.result_open:
        return
    shown.result_open = True
    shown.save(update_fields=["result_open"])
    record(province=session.province, actor=by.as_actor(), verb="result.shown", subject=visible)


def _locked(session: Session, by: Post) -> Session:
    locked = Session.objects.select_for_update(of=("self",)).select_related("council").get(pk=session.pk)
    require(may_run(by, locked))
    if locked.is_written:
        raise Refused(_("Opinions are taken in writing here; nobody meets."))
    return locked


def _shown(session: Session) -> Presentation:
    if session.stage == SessionStage.SCHEDULED:
        raise Refused(_("The session has not been opened yet."))
    return Presentation.objects.get_or_create(session=session, defaults={"province": session.province})[0]


def _keep(shown: Presentation, timer: Timer) -> None:
    shown.minutes, shown.used, shown.running_since = timer.minutes, timer.used, timer.running_since
    shown.save(update_fields=["minutes", "used", "running_since"])


def _renumber(session: Session, changed: Sequence[tuple[int, int]]) -> None:
    """Give the entries their positions; out of the way first, for no two may ever hold the same."""
    keys = [pk for pk, _position in changed]
    last = session.entries.aggregate(last=Max("position"))["last"]
    Entry.objects.filter(pk__in=keys).update(position=F("position") + last)
    places = Case(*(When(pk=pk, then=position) for pk, position in changed))
    Entry.objects.filter(pk__in=keys).update(position=places)
