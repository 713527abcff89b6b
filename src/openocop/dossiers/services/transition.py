"""What the change of the law stopped goes on by a recorded decision only (26/2026/QĐ-TTg art. 12.2)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.domain.transition import Standing, WayOn
from openocop.dossiers.models import Dossier, TransitionDecision
from openocop.dossiers.permissions import may_decide_transition
from openocop.dossiers.selectors.transition import standing_of
from openocop.dossiers.services.locks import locked


@transaction.atomic
def decide_transition(
    *,
    by: Post,
    dossier: Dossier,
    way: str,
    number: str,
    decided_on: date,
    basis: str,
    at: datetime | None = None,
) -> TransitionDecision:
    """Record how a stopped dossier goes on, on the paper that says so. Its scores and papers stay as they are.

    Raises `Refused` where the dossier is not stopped, was decided on already, or the paper is not named.
    """
    at = at or timezone.now()
    today = legal_day(at)
    dossier = locked(dossier)
    require(may_decide_transition(by, dossier, on=today))
    if TransitionDecision.objects.filter(dossier=dossier).exists():
        raise Refused(_("How this dossier goes on has been decided already."))
    if standing_of(dossier, today=today) not in {Standing.STOPPED, Standing.WRONG_LAW}:
        raise Refused(_("The law has not stopped this dossier."))
    for field, text in (("number", number), ("basis", basis)):
        if not text.strip():
            raise Refused(_("Name the paper the decision stands on, and its reasons."), field=field)
    if decided_on > today:
        raise Refused(_("The paper is dated after today."), field="decided_on")
    decision = TransitionDecision.objects.create(
        province=dossier.province,
        dossier=dossier,
        way=WayOn(way),
        number=nfc(number),
        decided_on=decided_on,
        basis=basis.strip(),
        office=nfc(by.office),
        decided_by=by.name,
        recorded_at=at,
    )
    facts = {"way": decision.way, "number": decision.number, "decided_on": decided_on.isoformat()}
    record(
        province=dossier.province, actor=by.as_actor(), verb="dossier.transition_decided", subject=dossier, facts=facts
    )
    return decision
