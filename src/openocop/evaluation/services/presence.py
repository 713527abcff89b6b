"""Who leaves the room during a session, and who comes back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Session
from openocop.evaluation.permissions import may_run
from openocop.evaluation.selectors.presence import LEFT, RETURNED


@transaction.atomic
def note_movement(*, session: Session, seat_id: str, present: bool, by: Post) -> None:
    """Record that a member who came has left the session, or is back; a repeat changes nothing.

    Sheets that were sent stay; no further one is awaited from who left. Nothing here depends on whose sheets came in,
    so that no refusal tells of one.

    Raises `Refused` before the session opens, after its result is fixed, and for one who never came.
    """
    session = Session.objects.select_for_update().get(pk=session.pk)
    require(may_run(by, session))
    if session.is_written:
        raise Refused(_("Opinions are taken in writing here; nobody meets."))
    if session.stage not in {SessionStage.SCORING, SessionStage.REVEALED}:
        raise Refused(_("Who leaves and comes back is recorded while the session is open."))
    seat = session.council.seats.select_for_update().filter(public_id=seat_id).first()
    if seat is None:
        raise Refused(_("This council has no such member."))
    if not seat.attended:
        raise Refused(_("This member is recorded as absent."))
    if seat.in_the_room == present:
        return
    seat.left_at = None if present else timezone.now()
    seat.save(update_fields=["left_at"])
    verb = RETURNED if present else LEFT
    facts = {"session": session.public_id}
    record(province=session.province, actor=by.as_actor(), verb=verb, subject=seat, facts=facts)
