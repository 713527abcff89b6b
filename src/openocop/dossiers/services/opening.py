"""Opening a dossier."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.criteria.domain.refusal import UnknownSet
from openocop.criteria.domain.releases import criteria_set
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.tourism import TOURISM_SET
from openocop.dossiers.domain.transition import Standing, standing
from openocop.dossiers.models import Dossier, Round
from openocop.dossiers.permissions import may_open_dossier
from openocop.dossiers.selectors.places import local_unit_of
from openocop.dossiers.selectors.recognised import recognised_dossier
from openocop.dossiers.services.carrying import carry_over
from openocop.dossiers.services.locks import is_repeated
from openocop.registry.domain.kinds import admits
from openocop.registry.models import Producer, Product

KINDS = ("first", "upgrade", "again")
FOLLOWING = ("upgrade", "again")  # kinds that begin where the recognised dossier stood


@transaction.atomic
def open_dossier(
    *,
    by: Post,
    product: Product,
    round: Round,
    set_no: int,
    kind: str,
    client_id: UUID,
    at: datetime | None = None,
) -> Dossier:
    """Open a draft for one product in one round, on one sheet of the round's release.

    Args:
        kind: "first", "upgrade" or "again".
        client_id: chosen by the device; the same one again returns the dossier it opened.

    Raises:
        NotPermitted, Refused: the reason in words.
    """
    at = at or timezone.now()
    today = legal_day(at)
    product = Product.objects.select_for_update(of=("self",)).select_related("producer").get(pk=product.pk)
    producer = product.producer
    require(may_open_dossier(by, producer, on=today))
    assert producer is not None  # noqa: S101  # the predicate refuses a product without a producer
    running = Dossier.objects.filter(round=round, product=product).exclude(stage=Stage.WITHDRAWN).first()
    if running:
        if is_repeated(running, client_id):
            return running
        raise Refused(_("This product already has a dossier in this round. Open that one."), field="product")
    _refuse_round(round, by, today)
    _refuse_set(round, set_no)
    refuse_kind(producer, release=round.release, set_no=set_no)
    if kind not in KINDS:
        raise Refused(_("Choose first evaluation, upgrade or re-assessment."), field="kind")
    if standing(release=round.release, kind=kind, filed_on=None, finished_on=None, today=today) == Standing.WRONG_LAW:
        raise Refused(
            _("What is filed from 22/05/2026 runs under 26/2026/QĐ-TTg alone (Article 12). Choose a round under it."),
            field="round",
        )
    dossier = Dossier.objects.create(
        province=by.province,
        round=round,
        product=product,
        kind=kind,
        release=round.release,
        set_no=set_no,
        local_unit_code=known_unit(producer, on=today),
        local_unit_on=today,
        opened_at=at,
        is_illustrative=product.is_illustrative or round.is_illustrative,
    )
    facts: dict[str, Any] = {"client_id": str(client_id), "kind": kind, "release": round.release, "set": set_no}
    base = recognised_dossier(product, on=today) if kind in FOLLOWING else None
    if base:
        facts |= {"base": base.public_id, "papers": carry_over(dossier, base, at=at)}
    record(province=by.province, actor=by.as_actor(), verb="dossier.opened", subject=dossier, facts=facts)
    return dossier


def known_unit(producer: Producer, *, on: date) -> str:
    """Return the commune whose office takes the producer's dossiers; `Refused` when it is not certain."""
    code = local_unit_of(producer, on=on)
    if not code:
        raise Refused(
            _("The register does not say for certain in which commune the producer is today. Ask it to set this.")
        )
    return code


def refuse_kind(producer: Producer, *, release: str, set_no: int) -> None:
    """Refuse a producer of a legal kind that the release does not admit (26/2026/QĐ-TTg art. 2.3)."""
    verdict = admits(producer.kind, release=release, tourism=set_no == TOURISM_SET)
    if not verdict:
        raise Refused(verdict.reason, field="product")


def _refuse_round(round: Round, by: Post, today: date) -> None:
    if round.province != by.province:
        raise Refused(_("This round is not a round of your province."), field="round")
    if round.propose_before and today >= round.propose_before:
        raise Refused(_("Communes no longer propose dossiers for this round. Choose the next one."), field="round")


def _refuse_set(round: Round, set_no: int) -> None:
    try:
        sheet = criteria_set(round.release, set_no)
    except UnknownSet as unknown:
        raise Refused(str(unknown), field="set_no") from unknown
    if sheet.status != "complete":
        raise Refused(
            _("Only a part of set %(number)d is known, so no star can be given by it.") % {"number": set_no},
            field="set_no",
        )
