"""Saving the producer's own score."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import VIETNAM, legal_day
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.refusal import SheetRefused
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.sheet import Mark
from openocop.dossiers.domain.self_score import Progress, progress_of
from openocop.dossiers.models import Dossier
from openocop.dossiers.permissions import may_edit
from openocop.dossiers.selectors.helping import last_marked, level_words
from openocop.dossiers.services.helping import as_helper
from openocop.dossiers.services.locks import locked


class ChangedElsewhere(Refused):
    """The criterion was marked otherwise meanwhile; `now` is the mark that stands."""

    def __init__(self, message: str, *, field: str, now: Mark) -> None:
        super().__init__(message, field=field)
        self.now = now


@transaction.atomic
def save_self_score(
    *,
    by: Post,
    dossier: Dossier,
    levels: Mapping[str, Mark],
    seen: Mapping[str, Collection[object]] | None = None,
    at: datetime | None = None,
) -> Progress:
    """Mark the given criteria, keep the marks of the others, and return how far the sheet is.

    Args:
        levels: criterion code → place of the level counted from 0 (a list for an additive criterion), `None` when no
            level fits. Once every criterion is marked the score is stored; saving the same marks again changes nothing.

        seen: criterion code → the marks that the device knew or sent itself ("" for none yet); None asks nothing.

    Raises:
        NotPermitted: not the producer's own, or filed already.
        ChangedElsewhere: a mark stands that the device never saw; both are named, nothing is written over.
        Refused: a criterion or level the sheet does not print; `field` is the criterion. The draft stays as it was.
    """
    today = legal_day(at or timezone.now())
    dossier_now = locked(dossier)
    require(may_edit(by, dossier_now, on=today))
    sheet = criteria_set(dossier_now.release, dossier_now.set_no)
    for code, mark in levels.items():
        stands = dossier_now.self_levels.get(code, "")
        if seen is not None and stands != mark and stands not in seen.get(code, [stands]):
            raise _elsewhere(dossier_now, sheet, code, stands, mark)
    merged: dict[str, Mark] = {**dossier_now.self_levels, **levels}
    try:
        progress = progress_of(sheet, merged)
    except SheetRefused as wrong:
        raise Refused(_problem(sheet, wrong), field=wrong.criterion) from wrong
    changed = {code: mark for code, mark in levels.items() if dossier_now.self_levels.get(code, "") != mark}
    if changed:
        dossier_now.self_levels = merged
        dossier_now.self_score = progress.score.as_json() if progress.complete else {}
        dossier_now.save(update_fields=["self_levels", "self_score"])
        facts = {"levels": changed, "marked": progress.marked, "total": progress.total}
        facts |= as_helper(by, dossier_now, on=today)
        record(
            province=dossier_now.province,
            actor=by.as_actor(),
            verb="dossier.self_scored",
            subject=dossier_now,
            facts=facts,
        )
    return progress


def _elsewhere(dossier: Dossier, sheet: CriteriaSet, code: str, stands: Mark, mark: Mark) -> ChangedElsewhere:
    facts = {"code": code, "stands": level_words(sheet, code, stands), "wanted": level_words(sheet, code, mark)}
    last = last_marked(dossier, code)
    facts["who"] = last.actor or last.entry.actor_office if last else ""
    facts["when"] = f"{last.entry.recorded_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if last else ""
    said = _(
        "Criterion %(code)s was marked “%(stands)s” elsewhere meanwhile (%(who)s, %(when)s). Your mark “%(wanted)s” is "
        "not saved yet: choose which one holds."
    )
    return ChangedElsewhere(said % facts, field=code, now=stands)


def _problem(sheet: CriteriaSet, wrong: SheetRefused) -> str:
    label = sheet.criterion(wrong.criterion).label if wrong.criterion in sheet.position else ""
    named = f"{wrong.criterion} {label}".strip()
    return _("Criterion %(named)s: %(problem)s. What was saved before is unchanged.") % {
        "named": named,
        "problem": wrong.problem,
    }
