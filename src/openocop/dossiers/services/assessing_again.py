"""Putting an evaluated product before a council once more, in a later round of the province, with its whole dossier."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Evidence, LocalReport, Round
from openocop.dossiers.permissions import may_assess_again
from openocop.dossiers.selectors.sheets import papers_of

# What the new dossier takes over as it was filed; its slips and the commune's words stay the same papers.
_TAKEN = (
    *("province", "product", "kind", "release", "set_no", "self_levels", "self_score", "self_disqualified"),
    *("local_unit_code", "local_unit_on", "local_number", "province_number", "received_on", "due_on"),
    *("base", "changes", "version", "submitted_at"),
)


def refuse_round(dossier: Dossier, into: Round, *, field: str = "round") -> None:
    """Raise `Refused` on `field` where the product cannot come before a council again in the round `into`."""
    if (into.province, into.release) != (dossier.province, dossier.release):
        raise Refused(_("Choose a round of your province under the same decision."), field=field)
    if into.propose_before is None or legal_day(timezone.now()) >= into.propose_before:
        raise Refused(_("That round no longer takes proposals. Open a later one first."), field=field)
    if Dossier.objects.filter(round=into, product=dossier.product_id).exclude(stage=Stage.WITHDRAWN).exists():
        raise Refused(_("The product already has a dossier in that round."), field=field)


@transaction.atomic
def assess_again(*, dossier: Dossier, into: Round, by: Post, at: datetime | None = None) -> Dossier:
    """Return a dossier of `into` that stands where the province accepted the former one (26/2026/QĐ-TTg art. 7).

    Raises:
        NotPermitted: not the provincial office.
        Refused: the former result is not fixed, or the round does not take it.
    """
    require(may_assess_again(by, dossier))
    return put_before_again(dossier=dossier, into=into, by=by, at=at or timezone.now(), field="into")


def put_before_again(
    *, dossier: Dossier, into: Round, by: Post, at: datetime, basis: str = "", field: str = "round"
) -> Dossier:
    """Return a copy of an evaluated dossier, accepted into another round; runs inside the transaction of a caller that
    permitted it.

    Nothing is asked of anybody again: levels, papers and the commune's report come along, the day of filing stays. Rows
    are copied, never files; the former dossier and its result stay as they are. Each names the other in the journal.

    Args:
        basis: number and day of the decision that says so, for the journal.
        field: on which a round that does not take it is refused.
    """
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related("round").get(pk=dossier.pk)
    if dossier.stage != Stage.RESOLVED:
        raise Refused(_("The council's result on this dossier is not fixed yet."))
    into = Round.objects.select_for_update().get(pk=into.pk)
    refuse_round(dossier, into, field=field)
    taken = {name: getattr(dossier, name) for name in _TAKEN}
    taken["is_illustrative"] = dossier.is_illustrative or into.is_illustrative
    again = Dossier.objects.create(round=into, stage=Stage.ACCEPTED, opened_at=at, former=dossier, **taken)
    Evidence.objects.bulk_create(_copied(again, one, at) for one in papers_of(dossier))
    report = dossier.local_reports.order_by("-version").first()
    if report:
        _copy_report(report, again)
    facts = {"from": dossier.public_id, "from_round": dossier.round.code, "to": into.code}
    if basis:
        facts["basis"] = basis
    record(province=again.province, actor=by.as_actor(), verb="dossier.again", subject=again, facts=facts)
    facts = {"as": again.public_id, "to": into.code}
    record(province=again.province, actor=by.as_actor(), verb="dossier.again", subject=dossier, facts=facts)
    return again


def _copied(again: Dossier, one: Evidence, at: datetime) -> Evidence:
    return Evidence(
        province=again.province,
        dossier=again,
        file=one.file,
        paper=one.paper,
        client_id=uuid5(NAMESPACE_URL, f"again:{again.public_id}:{one.public_id}"),
        title=one.title,
        criterion=one.criterion,
        page=one.page,
        note=one.note,
        claimed=one.claimed,
        added_at=at,
    )


def _copy_report(report: LocalReport, again: Dossier) -> None:
    report.pk, report.public_id = None, LocalReport().public_id
    report._state.adding = True
    report.dossier = again
    report.save()
