"""Declaring interests: each member on each product, before its papers open to them; and stepping aside later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.text import nfc, search_key
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.models import Dossier
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Declaration, Entry, Recusal, ScoreSheet, Seat, Session
from openocop.evaluation.permissions import entries_visible_to, may_declare, seat_of
from openocop.evaluation.selectors.conflicts import undeclared
from openocop.evaluation.selectors.sheets import settled_from

LONGEST_REASON = 300


@transaction.atomic
def declare_interests(
    *, session: Session, answers: Mapping[str, str], signature: str, client_id: UUID, by: Post
) -> Declaration:
    """Keep a member's signed declaration on every product now before them that they have not declared on.

    Args:
        answers: by the dossier's public id the reason for stepping aside, "" for no conflict of interest.
        signature: the member's full name as they typed it; it must be that of the appointment decision.
        client_id: of the form; sent again it is the same declaration, whatever else is sent.

    Raises:
        NotPermitted: no scoring seat, or the result is fixed.
        Refused: an answer is missing because the agenda grew meanwhile, or the signature is another's. Nothing is kept.
    """
    session = Session.objects.select_for_update().select_related("council").get(pk=session.pk)
    require(may_declare(by, session))
    seat = session.council.seats.select_for_update().get(user=by.user_id)
    known = Declaration.objects.filter(seat=seat, client_id=client_id).first()
    if known:
        return known
    asked = list(undeclared(entries_visible_to(by).filter(session=session), seat).select_related("dossier"))
    _refuse_unlike(asked, answers)
    if search_key(signature) != search_key(seat.name):
        raise Refused(
            _("Sign with your full name as the decision has it: %(name)s.") % {"name": seat.name}, field="signature"
        )
    conflicts = [key for key, reason in answers.items() if reason]
    sheets = ScoreSheet.objects.filter(seat=seat, entry__dossier__public_id__in=conflicts, sent_at__isnull=False)
    if sheets.exists():
        raise Refused(_("A sheet that was sent stays. Tell the secretary, so that it is noted in the minutes."))
    now = timezone.now()
    declaration = Declaration.objects.create(
        province=session.province,
        seat=seat,
        client_id=client_id,
        answers={key: nfc(reason)[:LONGEST_REASON] for key, reason in answers.items()},
        signature=nfc(signature)[:200],
        declared_at=now,
    )
    aside = [entry.dossier for entry in asked if declaration.answers[entry.dossier.public_id]]
    for dossier in aside:
        _put_aside(seat, dossier, declaration.answers[dossier.public_id], now)
    seat.declared_until = max(entry.added_at for entry in asked)
    if seat.replaces is not None:  # a sheet that was on its way when the place was taken over has come in by now
        seat.settled = settled_from(seat.replaces)
    seat.save(update_fields=["declared_until", "settled"])
    facts = {
        "declaration": declaration.public_id,
        "products": len(asked),
        "aside": [dossier.public_id for dossier in aside],
    }
    record(province=session.province, actor=by.as_actor(), verb="interests.declared", subject=seat, facts=facts)
    return declaration


@transaction.atomic
def step_aside(*, session: Session, dossier: Dossier, reason: str, by: Post) -> Recusal:
    """Step aside from one product after declaring, before sending a sheet on it; a repeat is harmless."""
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
    recusal = _put_aside(seat, dossier, reason.strip()[:LONGEST_REASON], timezone.now())
    facts = {"dossier": dossier.public_id}
    record(province=session.province, actor=by.as_actor(), verb="member.stepped_aside", subject=seat, facts=facts)
    return recusal


def _put_aside(seat: Seat, dossier: Dossier, reason: str, at: datetime) -> Recusal:
    ScoreSheet.objects.filter(seat=seat, entry__dossier=dossier, sent_at__isnull=True).delete()
    return Recusal.objects.create(province=seat.province, seat=seat, dossier=dossier, reason=reason, declared_at=at)


def _refuse_unlike(asked: Sequence[Entry], answers: Mapping[str, str]) -> None:
    """Refuse answers that are not those asked for: the agenda changed while the form was open, or it is forged."""
    if not asked:
        raise Refused(_("You have declared on every product before you."))
    if {entry.dossier.public_id for entry in asked} != set(answers):
        raise Refused(_("The agenda changed meanwhile. Look at the list again and declare on all of it."))
