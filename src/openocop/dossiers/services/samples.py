"""Samples handed over, and what became of them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.domain.samples import Fate, Handover, Purpose
from openocop.dossiers.models import Dossier, SampleFate, SampleHandover
from openocop.dossiers.permissions import may_keep_samples
from openocop.dossiers.services.locks import locked


@transaction.atomic
def hand_over_samples(
    *, by: Post, dossier: Dossier, stated: Handover, client_id: UUID, at: datetime | None = None
) -> SampleHandover:
    """Record that samples were handed over (26/2026/QĐ-TTg art. 6.2d, 6.3).

    Raises:
        NotPermitted: another office's dossier, or a service of tourism.
        Refused: a count, a day or a name is missing or impossible; `field` names it.
    """
    at = at or timezone.now()
    today = legal_day(at)
    dossier = locked(dossier)
    require(may_keep_samples(by, dossier, on=today))
    known = SampleHandover.objects.filter(dossier=dossier, client_id=client_id).first()
    if known:
        return known
    _refuse_handover(stated, today)
    handover = SampleHandover.objects.create(
        province=dossier.province,
        dossier=dossier,
        client_id=client_id,
        purpose=Purpose(stated.purpose),
        count=stated.count,
        handed_on=stated.handed_on,
        handed_by=nfc(stated.handed_by),
        received_by=nfc(stated.received_by),
        office=nfc(by.office),
        condition=stated.condition.strip(),
        cold_chain=stated.cold_chain,
        kept_cold=stated.kept_cold if stated.cold_chain else None,
        recorded_by=by.name,
        recorded_at=at,
    )
    facts = {
        "client_id": str(client_id),
        "purpose": handover.purpose,
        "count": stated.count,
        "handed_on": stated.handed_on.isoformat(),
        "cold_chain": handover.cold_chain,
        "kept_cold": handover.kept_cold,
    }
    record(province=dossier.province, actor=by.as_actor(), verb="samples.handed_over", subject=dossier, facts=facts)
    return handover


def _refuse_handover(stated: Handover, today: date) -> None:
    if stated.count < 1:
        raise Refused(_("Say how many samples were handed over."), field="count")
    if stated.handed_on > today:
        raise Refused(_("The hand-over lies after today."), field="handed_on")
    for field, text in (("handed_by", stated.handed_by), ("received_by", stated.received_by)):
        if not text.strip():
            raise Refused(_("Name who handed over and who received."), field=field)
    if not stated.condition.strip():
        raise Refused(_("Say in what condition the samples were: packaging, label, use-by date."), field="condition")
    if stated.cold_chain and stated.kept_cold is None:
        raise Refused(_("Say whether the temperature held on the way."), field="kept_cold")


@transaction.atomic
def record_fate(
    *,
    by: Post,
    handover: SampleHandover,
    fate: str,
    count: int,
    happened_on: date,
    client_id: UUID,
    note: str = "",
    at: datetime | None = None,
) -> SampleFate:
    """Record what was done with `count` samples of a hand-over.

    Raises `Refused` for more samples than are left of it, or a day before the hand-over or after today.
    """
    at = at or timezone.now()
    today = legal_day(at)
    dossier = locked(handover.dossier)
    require(may_keep_samples(by, dossier, on=today))
    known = SampleFate.objects.filter(handover=handover, client_id=client_id).first()
    if known:
        return known
    if not handover.handed_on <= happened_on <= today:
        raise Refused(_("Choose a day from the hand-over to today."), field="happened_on")
    left = _left(handover)
    if not 1 <= count <= left:
        raise Refused(_("Only %(count)d samples of this hand-over are left.") % {"count": left}, field="count")
    if fate in {Fate.REPLACED, Fate.DISPOSED} and not note.strip():
        raise Refused(_("Say why they were replaced or disposed of, and how."), field="note")
    done = SampleFate.objects.create(
        province=dossier.province,
        handover=handover,
        client_id=client_id,
        fate=Fate(fate),
        count=count,
        happened_on=happened_on,
        note=note.strip(),
        recorded_by=by.name,
        recorded_at=at,
    )
    facts = {"client_id": str(client_id), "count": count, "happened_on": happened_on.isoformat()}
    record(province=dossier.province, actor=by.as_actor(), verb=f"samples.{done.fate}", subject=dossier, facts=facts)
    return done


def _left(handover: SampleHandover) -> int:
    gone = handover.fates.filter(fate__in=[Fate.CONSUMED, Fate.DISPOSED]).aggregate(total=Sum("count"))["total"]
    return handover.count - (gone or 0)
