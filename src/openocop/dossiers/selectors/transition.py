"""How dossiers stand towards the change of the law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Min

from openocop.core.domain.legal_time import legal_day
from openocop.core.models import JournalEntry
from openocop.core.selectors.journal import history_of
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.transition import FORMER, PRESENT, Standing, standing
from openocop.dossiers.models import Dossier


def first_filed_on(dossier: Dossier) -> date | None:
    """Return the day on which the dossier was first handed in; None for one that never was.

    Filing again after a return does not make it new: article 12.2 asks when it was handed in.
    """
    if dossier.submitted_at is None:
        return None
    if dossier.version == 1:
        return legal_day(dossier.submitted_at)
    filings = [row.entry.recorded_at for row in history_of(dossier) if row.entry.verb == "dossier.submit"]
    return min([legal_day(dossier.submitted_at), *map(legal_day, filings)])


def first_filings(dossiers: Iterable[Dossier]) -> dict[str, date]:
    """Return the day each dossier was first handed in, by public id and in one query; drafts are absent."""
    filings = JournalEntry.objects.filter(
        verb="dossier.submit", subject_type="dossiers.dossier", subject_id__in=[one.public_id for one in dossiers]
    )
    rows = filings.values_list("subject_id").annotate(Min("recorded_at"))
    return {public_id: legal_day(recorded_at) for public_id, recorded_at in rows}


def standing_of(dossier: Dossier, *, today: date) -> Standing:
    """Return how the dossier stands on `today`. One that was filed under the decision in force asks nothing more."""
    filed_on = legal_day(dossier.submitted_at) if dossier.submitted_at else None
    if dossier.release == FORMER or (dossier.release == PRESENT and dossier.version > 1):
        filed_on = first_filed_on(dossier)
    finished_on = _finished_on(dossier) if dossier.release == FORMER else None
    return standing(release=dossier.release, kind=dossier.kind, filed_on=filed_on, finished_on=finished_on, today=today)


def _finished_on(dossier: Dossier) -> date | None:
    if dossier.stage != Stage.RESOLVED:
        return None
    done = [row.entry.recorded_at for row in history_of(dossier) if row.entry.verb == "dossier.resolve"]
    return legal_day(done[-1]) if done else None
