"""The one place where a dossier's stage changes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import VIETNAM, legal_day
from openocop.core.domain.lifecycle import NoSuchStep, step_from
from openocop.core.refusal import Refused
from openocop.core.selectors.journal import history_of
from openocop.core.services.journal import record
from openocop.dossiers.domain.lifecycle import STEPS
from openocop.dossiers.domain.transition import FORMER, Standing, WayOn
from openocop.dossiers.models import Dossier, TransitionDecision
from openocop.dossiers.selectors.transition import standing_of
from openocop.dossiers.selectors.words import stage_of


def move_dossier(
    *, dossier: Dossier, verb: str, by: Post, facts: dict[str, Any] | None = None, on: date | None = None
) -> Dossier:
    """Take `dossier` one step along its lifecycle and record it. The caller holds the lock and asked permission.

    Raises `Refused` when the step does not lead on from where the dossier stands: someone was faster, or the change of
    the law stopped it (`on`: the day of the step, today unless given).
    """
    if dossier.release == FORMER and verb != "withdraw":
        _refuse_stopped(dossier, on or legal_day(timezone.now()))
    try:
        step = step_from(STEPS, verb=verb, stage=dossier.stage)
    except NoSuchStep as wrong:
        raise Refused(_moved_on(dossier)) from wrong
    came_from, dossier.stage = dossier.stage, step.target
    dossier.save(update_fields=["stage"])
    moved = {"from": came_from, "to": step.target} | (facts or {})
    record(province=dossier.province, actor=by.as_actor(), verb=f"dossier.{verb}", subject=dossier, facts=moved)
    return dossier


def _refuse_stopped(dossier: Dossier, on: date) -> None:
    stands = standing_of(dossier, today=on)
    if stands in {Standing.OWN_LAW, Standing.FINISHING}:
        return
    decision = TransitionDecision.objects.filter(dossier=dossier).first()
    if decision is None and stands == Standing.WRONG_LAW:
        raise Refused(
            _("What is filed from 22/05/2026 runs under 26/2026/QĐ-TTg alone (Article 12). Open a new dossier.")
        )
    if decision is None:
        raise Refused(
            _("Article 12.2 of 26/2026/QĐ-TTg has stopped this dossier. An officer records first how it goes on.")
        )
    if decision.way != WayOn.FINISH:
        raise Refused(
            _("Closed by decision %(number)s: under 26/2026/QĐ-TTg a new dossier is filed.")
            % {"number": decision.number}
        )


def _moved_on(dossier: Dossier) -> str:
    """Return who brought the dossier where it stands, and when, as far as the journal knows."""
    now = stage_of(dossier)
    last = next((row for row in reversed(history_of(dossier)) if row.entry.facts.get("to") == dossier.stage), None)
    if last is None:
        return _("The dossier has moved on meanwhile: it is now “%(stage)s”. Nothing was changed.") % {"stage": now}
    when = last.entry.recorded_at.astimezone(VIETNAM)
    facts = {
        "stage": now,
        "who": last.entry.actor_office or last.actor,
        "time": f"{when:%H:%M}",
        "day": f"{when:%d/%m/%Y}",
    }
    return _("The dossier is already “%(stage)s” (%(who)s, %(time)s on %(day)s). Nothing was changed.") % facts
