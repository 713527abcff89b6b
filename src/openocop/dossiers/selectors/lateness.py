"""Which dossiers came too late for their round: not proposed before its limit (26/2026/QĐ-TTg art. 5.1)."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet

from openocop.core.domain.legal_time import VIETNAM
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, LocalReport, Round

BEFORE_PROPOSAL = (Stage.DRAFT, Stage.SUBMITTED, Stage.RETURNED)


def late_dossiers(round: Round) -> QuerySet[Dossier]:
    """Return the dossiers of a round past its limit that were not proposed before it.

    One that was proposed after the limit, and not accepted yet, is among them.
    """
    return Dossier.objects.filter(round=round).filter(_not_proposed_in_time(round.propose_before))


def late_in(province: str, *, on: date) -> QuerySet[Dossier]:
    """Return the dossiers of all rounds whose limit has passed on day `on` that no proposal reached in time.

    What was proposed late is counted by the round alone, in `late_dossiers`.
    """
    return Dossier.objects.filter(province=province, round__propose_before__lte=on, stage__in=BEFORE_PROPOSAL)


def is_late_proposal(dossier: Dossier) -> bool:
    """Tell whether the commune proposed this filing on or after the limit of its round."""
    limit = dossier.round.propose_before
    if limit is None:
        return False
    report = dossier.local_reports.filter(version=dossier.version).first()
    return report is not None and report.reported_at >= _begin(limit)


def _not_proposed_in_time(limit: date | None) -> Q:
    if limit is None:
        return Q(pk__in=[])
    late = LocalReport.objects.filter(
        dossier=OuterRef("pk"), version=OuterRef("version"), reported_at__gte=_begin(limit)
    )
    return Q(stage__in=BEFORE_PROPOSAL) | Q(Exists(late), stage=Stage.PROPOSED)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
