"""Taking what came too late for a round to a later one: by a recorded act, with everything in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Round, RoundMove
from openocop.dossiers.permissions import may_roll_over
from openocop.dossiers.selectors.lateness import late_dossiers


@dataclass(frozen=True, slots=True)
class Rolled:
    """What one click did: the dossiers taken over, and those that stay with the reason in words."""

    moved: tuple[Dossier, ...]
    left: tuple[tuple[Dossier, str], ...]


@transaction.atomic
def roll_over(*, by: Post, round: Round, into: Round, at: datetime | None = None) -> Rolled:
    """Take every dossier that was not proposed before the limit of `round` to the round `into`.

    Levels, papers, versions, slips and the commune's clock stay as they are; each producer reads of it on the dossier.
    A dossier of another release than `into`, or whose product has a dossier there, stays and is named. Twice is
    harmless: what has moved is no longer late.

    Raises:
        NotPermitted: not the provincial office.
        Refused: the round still takes proposals, or `into` no longer does.
    """
    at = at or timezone.now()
    today = legal_day(at)
    require(may_roll_over(by))
    # In the order of their keys, so that two people who roll over at once do not wait for each other.
    found = Round.objects.select_for_update().filter(province=by.province, pk__in=[round.pk, into.pk]).order_by("pk")
    rounds = {one.pk: one for one in found}
    if len(rounds) != 2:
        raise Refused(_("Choose another round of your province."), field="into")
    round, into = rounds[round.pk], rounds[into.pk]
    if round.propose_before is None or today < round.propose_before:
        raise Refused(_("Communes still propose for this round; nothing is late yet."))
    if into.propose_before is None or today >= into.propose_before:
        raise Refused(_("That round no longer takes proposals either. Open a later one first."), field="into")
    late = list(late_dossiers(round).select_for_update(of=("self",)).order_by("pk"))
    there = set(
        Dossier.objects.filter(round=into, product__in=[dossier.product_id for dossier in late])
        .exclude(stage=Stage.WITHDRAWN)
        .values_list("product", flat=True)
    )
    moved, left = [], []
    for dossier in late:
        reason = _stays(dossier, into, there)
        if reason:
            left.append((dossier, reason))
            continue
        _move(by, dossier, into, at)
        moved.append(dossier)
    return Rolled(tuple(moved), tuple(left))


def _stays(dossier: Dossier, into: Round, there: set[int]) -> str:
    if dossier.release != into.release:
        return _("That round runs under another decision; a dossier is never scored anew by itself.")
    if dossier.product_id in there:
        return _("The product already has a dossier in that round.")
    return ""


def _move(by: Post, dossier: Dossier, into: Round, at: datetime) -> None:
    left = dossier.round
    dossier.round = into
    dossier.save(update_fields=["round"])
    RoundMove.objects.create(
        province=dossier.province,
        dossier=dossier,
        from_round=left,
        to_round=into,
        office=nfc(by.office),
        moved_by=by.name,
        moved_at=at,
    )
    facts = {"from": left.code, "to": into.code, "version": dossier.version}
    record(province=dossier.province, actor=by.as_actor(), verb="dossier.rolled_over", subject=dossier, facts=facts)
