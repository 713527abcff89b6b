"""The one place where a dossier's stage changes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import VIETNAM
from openocop.core.domain.lifecycle import NoSuchStep, step_from
from openocop.core.refusal import Refused
from openocop.core.selectors.journal import history_of
from openocop.core.services.journal import record
from openocop.dossiers.domain.lifecycle import STEPS
from openocop.dossiers.models import Dossier
from openocop.dossiers.selectors.words import stage_name


def move_dossier(*, dossier: Dossier, verb: str, by: Post, facts: dict[str, Any] | None = None) -> Dossier:
    """Take `dossier` one step along its lifecycle and record it. The caller holds the lock and asked permission.

    Raises `Refused` when the step does not lead on from where the dossier stands: someone was faster.
    """
    try:
        step = step_from(STEPS, verb=verb, stage=dossier.stage)
    except NoSuchStep as wrong:
        raise Refused(_moved_on(dossier)) from wrong
    came_from, dossier.stage = dossier.stage, step.target
    dossier.save(update_fields=["stage"])
    moved = {"from": came_from, "to": step.target} | (facts or {})
    record(province=dossier.province, actor=by.as_actor(), verb=f"dossier.{verb}", subject=dossier, facts=moved)
    return dossier


def _moved_on(dossier: Dossier) -> str:
    """Return who brought the dossier where it stands, and when, as far as the journal knows."""
    now = stage_name(dossier.stage)
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
