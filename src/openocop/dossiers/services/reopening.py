"""Putting a product before a council once more, after a decision that says so."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Round
from openocop.dossiers.services.carrying import carry_over


def refuse_round(dossier: Dossier, round: Round) -> None:
    """Raise `Refused` where the product cannot come before a council again in `round`."""
    if (round.province, round.release) != (dossier.province, dossier.release):
        raise Refused(_("Choose a round of the province under the same law."), field="round")
    if round.pk == dossier.round_id:
        raise Refused(_("Its own round has been evaluated. Choose a later one."), field="round")
    if Dossier.objects.filter(round=round, product=dossier.product_id).exclude(stage=Stage.WITHDRAWN).exists():
        raise Refused(_("The product already has a dossier in that round. Choose another round."), field="round")


def put_before_again(*, dossier: Dossier, round: Round, basis: str, by: Post, at: datetime) -> Dossier:
    """Return a copy of an evaluated dossier, accepted into another round; runs inside the transaction of a caller that
    permitted it.

    Nothing is asked of the producer again: levels and papers come along by reference, the day of filing stays.

    Args:
        basis: number and day of the decision, for the journal.
    """
    refuse_round(dossier, round)
    again = Dossier.objects.create(
        province=dossier.province,
        round=round,
        product=dossier.product,
        kind=dossier.kind,
        release=dossier.release,
        set_no=dossier.set_no,
        stage=Stage.ACCEPTED,
        self_disqualified=dossier.self_disqualified,
        local_unit_code=dossier.local_unit_code,
        local_unit_on=dossier.local_unit_on,
        received_on=dossier.received_on,
        changes=dossier.changes,
        opened_at=at,
        submitted_at=dossier.submitted_at,
        is_illustrative=dossier.is_illustrative or round.is_illustrative,
    )
    papers = carry_over(again, dossier, at=at)
    facts = {"base": dossier.public_id, "round": round.code, "basis": basis, "papers": papers}
    record(province=again.province, actor=by.as_actor(), verb="dossier.put_before_again", subject=again, facts=facts)
    return again
