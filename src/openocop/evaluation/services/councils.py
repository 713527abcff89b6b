"""Appointing a council, calling its session, stepping aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.accounts.models import User
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.criteria.domain.regulation import regulation_of
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Round
from openocop.evaluation.domain.bodies import PROVINCE
from openocop.evaluation.domain.lifecycle import Form, SeatRole, SessionStage
from openocop.evaluation.domain.procedure import procedure_of
from openocop.evaluation.models import Council, Entry, Seat, Session
from openocop.evaluation.permissions import may_prepare


@dataclass(frozen=True, slots=True)
class Appointee:
    """One person of a council as the decision names them; `scores` is false for a secretary without a vote, and guests.

    `body_code` names the body of the law they sit for (`domain/bodies.py`).
    """

    name: str
    body: str
    role: SeatRole
    user: User | None = None
    scores: bool = True
    attended: bool = True
    body_code: str = ""


@transaction.atomic
def appoint_council(
    *,
    round: Round,
    name: str,
    appointees: Sequence[Appointee],
    by: Post,
    appointment_no: str = "",
    appointed_on: date | None = None,
    regulation_name: str = "",
    regulation: dict[str, str | None] | None = None,
    procedure: Mapping[str, str] | None = None,
    level: str = PROVINCE,
    is_illustrative: bool = False,
) -> Council:
    """Record the council of a round with its regulation's named options, the release's defaults filled in.

    Raises:
        NotPermitted: only the provincial office records councils.
        Refused: there is no single chair, nobody scores, or a guest does.
        RegulationRefused: an option or value does not exist under the round's release.
    """
    require(may_prepare(by, round.province))
    _refuse_seats(appointees)
    if Council.objects.select_for_update().filter(round=round).exists():
        raise Refused(_("The council of this round is recorded already."))
    options = regulation_of(round.release, regulation).as_json()
    working = procedure_of(procedure).as_json()
    council = Council.objects.create(
        province=round.province,
        round=round,
        level=level,
        name=name,
        appointment_no=appointment_no,
        appointed_on=appointed_on,
        regulation_name=regulation_name,
        regulation=options,
        procedure=working,
        is_illustrative=is_illustrative,
    )
    Seat.objects.bulk_create(
        Seat(
            province=round.province,
            council=council,
            user=appointee.user,
            role=appointee.role,
            name=appointee.name,
            body=appointee.body,
            position=position,
            scores=appointee.scores,
            attended=appointee.attended,
            body_code=appointee.body_code,
            is_illustrative=is_illustrative,
        )
        for position, appointee in enumerate(appointees, start=1)
    )
    facts = {"round": round.code, "seats": len(appointees), "regulation": options, "procedure": working}
    record(province=round.province, actor=by.as_actor(), verb="council.appointed", subject=council, facts=facts)
    return council


def _refuse_seats(appointees: Sequence[Appointee]) -> None:
    if [appointee.role for appointee in appointees].count(SeatRole.CHAIR) != 1:
        raise Refused(_("A council has exactly one chair."), field="appointees")
    if not any(appointee.scores for appointee in appointees):
        raise Refused(_("At least one member must score."), field="appointees")
    if any(appointee.scores for appointee in appointees if appointee.role == SeatRole.GUEST):
        raise Refused(_("Guests are heard and do not score."), field="appointees")
    users = [appointee.user.pk for appointee in appointees if appointee.user]
    if len(set(users)) < len(users):
        raise Refused(_("One person holds one place on a council."), field="appointees")


@transaction.atomic
def call_session(
    *,
    council: Council,
    held_on: date,
    dossiers: Sequence[Dossier],
    by: Post,
    place: str = "",
    source_urls: Sequence[str] = (),
    is_illustrative: bool = False,
) -> Session:
    """Call a session of the council and put the dossiers on its agenda in the order given.

    Raises `Refused` while another session of the council is called or running, and when a dossier is not of the
    council's round or not yet accepted.
    """
    require(may_prepare(by, council.province))
    council = Council.objects.select_for_update(of=("self",)).select_related("round").get(pk=council.pk)
    refuse_running(council)
    for dossier in dossiers:
        if dossier.round_id != council.round_id or dossier.stage not in {Stage.ACCEPTED, Stage.ADVISED}:
            raise Refused(_("Only accepted dossiers of this round go before the council."), field="dossiers")
    welcome_back(council)
    session = Session.objects.create(
        province=council.province,
        council=council,
        held_on=held_on,
        place=place,
        source_urls=list(source_urls),
        is_illustrative=is_illustrative,
    )
    Entry.objects.bulk_create(
        Entry(province=council.province, session=session, dossier=dossier, position=position)
        for position, dossier in enumerate(dossiers, start=1)
    )
    facts = {"held_on": held_on.isoformat(), "dossiers": [dossier.public_id for dossier in dossiers]}
    record(province=council.province, actor=by.as_actor(), verb="session.called", subject=session, facts=facts)
    return session


def refuse_running(council: Council) -> None:
    """Refuse a session beside one that was called and is not over. The caller holds the council's lock."""
    if council.sessions.filter(form=Form.MEETING).exclude(stage=SessionStage.FIXED).exists():
        raise Refused(_("The session of this council was called already."))


def welcome_back(council: Council) -> None:
    """Have nobody absent from a further session because they were from the last; that one keeps who was there."""
    if council.sessions.filter(form=Form.MEETING).exists():
        council.seats.filter(replaced_on=None).update(attended=True, left_at=None)
