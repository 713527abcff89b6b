"""Appointing a council, calling its session, stepping aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.accounts.models import User
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.criteria.domain.regulation import regulation_of
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Round
from openocop.evaluation.domain.lifecycle import SeatRole, SessionStage
from openocop.evaluation.domain.procedure import procedure_of
from openocop.evaluation.models import Council, Entry, Recusal, ScoreSheet, Seat, Session
from openocop.evaluation.permissions import may_prepare, seat_of


@dataclass(frozen=True, slots=True)
class Appointee:
    """One person of a council as the decision names them; `scores` is false for a secretary without a vote."""

    name: str
    body: str
    role: SeatRole
    user: User | None = None
    scores: bool = True
    attended: bool = True


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
    is_illustrative: bool = False,
) -> Council:
    """Record the council of a round with its regulation's named options, the release's defaults filled in.

    Raises:
        NotPermitted: only the provincial office records councils.
        Refused: there is no single chair, or nobody scores.
        RegulationRefused: an option or value does not exist under the round's release.
    """
    require(may_prepare(by, round.province))
    if [appointee.role for appointee in appointees].count(SeatRole.CHAIR) != 1:
        raise Refused(_("A council has exactly one chair."), field="appointees")
    if not any(appointee.scores for appointee in appointees):
        raise Refused(_("At least one member must score."), field="appointees")
    users = [appointee.user.pk for appointee in appointees if appointee.user]
    if len(set(users)) < len(users):
        raise Refused(_("One person holds one place on a council."), field="appointees")
    if Council.objects.select_for_update().filter(round=round).exists():
        raise Refused(_("The council of this round is recorded already."))
    options = regulation_of(round.release, regulation).as_json()
    working = procedure_of(procedure).as_json()
    council = Council.objects.create(
        province=round.province,
        round=round,
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
            is_illustrative=is_illustrative,
        )
        for position, appointee in enumerate(appointees, start=1)
    )
    facts = {"round": round.code, "seats": len(appointees), "regulation": options, "procedure": working}
    record(province=round.province, actor=by.as_actor(), verb="council.appointed", subject=council, facts=facts)
    return council


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
    """Call the council's session and put the dossiers on its agenda in the order given.

    Raises `Refused` when a dossier is not of the council's round or not yet accepted.
    """
    require(may_prepare(by, council.province))
    if Session.objects.filter(council=council).exists():
        raise Refused(_("The session of this council was called already."))
    for dossier in dossiers:
        if dossier.round_id != council.round_id or dossier.stage not in {Stage.ACCEPTED, Stage.ADVISED}:
            raise Refused(_("Only accepted dossiers of this round go before the council."), field="dossiers")
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


@transaction.atomic
def step_aside(*, session: Session, dossier: Dossier, reason: str, by: Post) -> Recusal:
    """Declare a conflict on one product, before the session and before sending a sheet on it; a repeat is harmless."""
    session = Session.objects.select_for_update().select_related("council").get(pk=session.pk)
    seat = seat_of(by, session.council)
    if seat is None or not session.entries.filter(dossier=dossier).exists():
        raise Refused(_("Only a member of this council steps aside from a product on its agenda."))
    if not reason.strip():
        raise Refused(_("Say in a few words why you step aside."), field="reason")
    existing = Recusal.objects.filter(seat=seat, dossier=dossier).first()
    if existing:
        return existing
    sent = ScoreSheet.objects.filter(seat=seat, entry__dossier=dossier, sent_at__isnull=False).exists()
    if sent or session.stage in {SessionStage.REVEALED, SessionStage.FIXED}:
        raise Refused(_("A sheet that was sent stays. Tell the secretary, so that it is noted in the minutes."))
    ScoreSheet.objects.filter(seat=seat, entry__dossier=dossier).delete()
    recusal = Recusal.objects.create(
        province=session.province, seat=seat, dossier=dossier, reason=reason.strip()[:300], declared_at=timezone.now()
    )
    facts = {"dossier": dossier.public_id}
    record(province=session.province, actor=by.as_actor(), verb="member.stepped_aside", subject=seat, facts=facts)
    return recusal
