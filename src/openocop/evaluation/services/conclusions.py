"""The council's act on a product, written apart from the sheets of its members."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.canonical import sha256_hex
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.domain.vote import Vote
from openocop.evaluation.models import Conclusion, Entry, Seat, Session
from openocop.evaluation.permissions import may_run

MAX_TEXT = 4000


@transaction.atomic
def write_conclusion(*, entry: Entry, note: str, vote: Vote | None, by: Post) -> Conclusion | None:
    """Keep what the council concludes on a product, over what stood there before.

    Neither a note nor a vote takes it back. It moves no score.

    Raises `Refused` before the reveal, after the result is fixed, and when more voted than were there to vote.
    """
    session = Session.objects.select_for_update(of=("self",)).select_related("council").get(pk=entry.session_id)
    require(may_run(by, session))
    if session.stage == SessionStage.FIXED:
        raise Refused(_("The result is adopted; the council's conclusions are closed with it."))
    if session.stage != SessionStage.REVEALED:
        raise Refused(_("The council concludes after the scores are revealed."))
    note = note.strip()[:MAX_TEXT]
    if not note and vote is None:
        _take_back(entry, by)
        return None
    if vote is not None:
        _refuse_too_many(session, entry, vote)
    counted = {"votes_for": None, "votes_against": None, "abstained": None} if vote is None else _counted(vote)
    written = {"note": note, **counted, "written_at": timezone.now(), "written_by": by.name}
    conclusion, _created = Conclusion.objects.update_or_create(
        entry=entry, defaults=written, create_defaults={**written, "province": entry.province}
    )
    facts = {"note_sha256": sha256_hex(note.encode()), **counted}  # a note may name persons; the journal may not
    record(province=entry.province, actor=by.as_actor(), verb="council.concluded", subject=entry, facts=facts)
    return conclusion


def _take_back(entry: Entry, by: Post) -> None:
    if Conclusion.objects.filter(entry=entry).delete()[0]:
        record(province=entry.province, actor=by.as_actor(), verb="conclusion.withdrawn", subject=entry)


def _counted(vote: Vote) -> dict[str, int | None]:
    return {"votes_for": vote.votes_for, "votes_against": vote.votes_against, "abstained": vote.abstained}


def _refuse_too_many(session: Session, entry: Entry, vote: Vote) -> None:
    there = Seat.objects.filter(council=session.council, scores=True, attended=True)
    voters = there.exclude(recusals__dossier=entry.dossier_id).count()
    if vote.cast > voters:
        message = _("%(cast)s votes were counted, but only %(voters)s members vote on this product.")
        raise Refused(message % {"cast": vote.cast, "voters": voters}, field="votes_for")
