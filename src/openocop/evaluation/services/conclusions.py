"""The council's act on a product, written apart from the sheets of its members."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.canonical import sha256_hex
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.evaluation.domain.agreement import levels_to_agree_on
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.domain.vote import Vote
from openocop.evaluation.models import Conclusion, Entry, Seat, Session
from openocop.evaluation.permissions import may_conclude
from openocop.evaluation.selectors.agreement import asked_of_council

MAX_TEXT = 4000


@transaction.atomic
def write_conclusion(
    *, entry: Entry, note: str, vote: Vote | None, by: Post, points: Mapping[str, int] | None = None
) -> Conclusion | None:
    """Keep what the council concludes on a product, over what stood there before.

    Neither a note nor a vote nor agreed points takes it back. It moves no score.

    Args:
        points: agreed on by criterion code, only where the sheets stand on both sides of a minimum requirement and the
            council's procedure has it conclude on that.

    Raises:
        NotPermitted: not who runs the council's meeting; opinions in writing have no conclusion.
        Refused: before the reveal, while the second ballot is open, after the result is fixed, when more voted than
            were there to vote, and for points that are not asked for or not printed.
    """
    session = Session.objects.select_for_update(of=("self",)).select_related("council__round").get(pk=entry.session_id)
    require(may_conclude(by, session))
    if session.stage == SessionStage.FIXED:
        raise Refused(_("The result is adopted; the council's conclusions are closed with it."))
    if session.stage != SessionStage.REVEALED:
        raise Refused(_("The council concludes after the scores are revealed."))
    note = note.strip()[:MAX_TEXT]
    points = dict(points or {})
    if points:
        _refuse_unasked(session, entry, points)
    if not note and vote is None and not points:
        _take_back(entry, by)
        return None
    if vote is not None:
        _refuse_too_many(session, entry, vote)
    counted = {"votes_for": None, "votes_against": None, "abstained": None} if vote is None else _counted(vote)
    written = {"note": note, "points": points, **counted, "written_at": timezone.now(), "written_by": by.name}
    conclusion, _created = Conclusion.objects.update_or_create(
        entry=entry, defaults=written, create_defaults={**written, "province": entry.province}
    )
    # A note may name persons; the journal may not.
    facts = {"note_sha256": sha256_hex(note.encode()), "points": points, **counted}
    record(province=entry.province, actor=by.as_actor(), verb="council.concluded", subject=entry, facts=facts)
    return conclusion


def _take_back(entry: Entry, by: Post) -> None:
    if Conclusion.objects.filter(entry=entry).delete()[0]:
        record(province=entry.province, actor=by.as_actor(), verb="conclusion.withdrawn", subject=entry)


def _refuse_unasked(session: Session, entry: Entry, points: Mapping[str, int]) -> None:
    asked = asked_of_council(session, entry)
    for code, agreed in points.items():
        criterion = next((one for one in asked if one.code == code), None)
        if criterion is None:
            raise Refused(_("The council is not asked to agree on criterion %(code)s.") % {"code": code})
        if agreed not in levels_to_agree_on(criterion):
            message = _("Criterion %(code)s has no level of %(points)s points.")
            raise Refused(message % {"code": code, "points": agreed}, field=f"g-{code}")


def _counted(vote: Vote) -> dict[str, int | None]:
    return {"votes_for": vote.votes_for, "votes_against": vote.votes_against, "abstained": vote.abstained}


def _refuse_too_many(session: Session, entry: Entry, vote: Vote) -> None:
    there = Seat.objects.filter(council=session.council, scores=True, attended=True, replaced_on=None)
    voters = there.exclude(recusals__dossier=entry.dossier_id).count()
    if vote.cast > voters:
        message = _("%(cast)s votes were counted, but only %(voters)s members vote on this product.")
        raise Refused(message % {"cast": vote.cast, "voters": voters}, field="votes_for")
