"""Putting a product whose central result came back into a later round of the province, with its whole dossier."""

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
    *("base", "changes", "version", "submitted_at", "is_illustrative"),
)


@transaction.atomic
def assess_again(*, dossier: Dossier, into: Round, by: Post, at: datetime | None = None) -> Dossier:
    """Return a dossier of `into` that stands where the province accepted the former one (26/2026/QĐ-TTg art. 7).

    Rows are copied, never files; the former dossier and its result stay as they are. Each refers to the other in the
    journal.

    Raises:
        NotPermitted: not the provincial office.
        Refused: the former result is not fixed, or the round does not take it.
    """
    at = at or timezone.now()
    require(may_assess_again(by, dossier))
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related("round").get(pk=dossier.pk)
    if dossier.stage != Stage.RESOLVED:
        raise Refused(_("The council's result on this dossier is not fixed yet."))
    into = Round.objects.select_for_update().get(pk=into.pk)
    if into.province != dossier.province or into.release != dossier.release:
        raise Refused(_("Choose a round of your province under the same decision."), field="into")
    if into.propose_before is None or legal_day(at) >= into.propose_before:
        raise Refused(_("That round no longer takes proposals. Open a later one first."), field="into")
    if Dossier.objects.filter(round=into, product=dossier.product_id).exclude(stage=Stage.WITHDRAWN).exists():
        raise Refused(_("The product already has a dossier in that round."), field="into")
    taken = {name: getattr(dossier, name) for name in _TAKEN}
    again = Dossier.objects.create(round=into, stage=Stage.ACCEPTED, opened_at=at, **taken)
    Evidence.objects.bulk_create(_copied(again, one, at) for one in papers_of(dossier))
    report = dossier.local_reports.order_by("-version").first()
    if report:
        _copy_report(report, again)
    facts = {"from": dossier.public_id, "from_round": dossier.round.code, "to": into.code}
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
