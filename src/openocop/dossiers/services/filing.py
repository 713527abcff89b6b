"""What the producer does with a whole dossier: file it, and take it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.criteria.domain.releases import criteria_set
from openocop.dossiers.domain.calendar import LOCAL_WORKING_DAYS, office_calendar, working_day_after
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.self_score import progress_of
from openocop.dossiers.models import Dossier
from openocop.dossiers.permissions import is_ready, may_take
from openocop.dossiers.selectors.filing_notices import filing_notices
from openocop.dossiers.selectors.required import components_of, lacking
from openocop.dossiers.selectors.sheets import sheet_of
from openocop.dossiers.services.helping import as_helper
from openocop.dossiers.services.locks import is_repeated, locked
from openocop.dossiers.services.opening import known_unit, refuse_kind
from openocop.dossiers.services.slips import next_slip
from openocop.dossiers.services.steps import move_dossier


@transaction.atomic
def submit_dossier(
    *, by: Post, dossier: Dossier, client_id: UUID, at: datetime | None = None, notices_read: bool = False
) -> Dossier:
    """File the dossier with the local office: it gets its slip number, and the 15 working days begin.

    Args:
        at: the moment the request to file came in. It is the one that counts for every limit, however long the line
            or a queue before the lock then took.

    Filing again after a return makes the next version, keeps the number and starts the term anew. What was filed
    (levels, score, papers by their SHA-256) stands in the journal. `notices_read`: the producer was told what follows
    from filing today, and files all the same.

    Raises:
        NotPermitted: not the producer's own.
        Refused: the self-score is not complete, the commune is not known, the dossier was filed already, or there is
            something to read first.
    """
    at = at or timezone.now()
    today = legal_day(at)
    dossier = locked(dossier)
    require(may_take(by, dossier, "submit", on=today))
    if is_repeated(dossier, client_id):
        return dossier
    progress = progress_of(criteria_set(dossier.release, dossier.set_no), dossier.self_levels)
    filed_before = dossier.submitted_at is not None
    notices = filing_notices(dossier, on=today)
    if notices and not notices_read:
        raise Refused(_("Read what follows from filing today, and say that you have read it."), field="notices_read")
    facts = {"client_id": str(client_id), "notices": notices, **_filed(dossier, filed_before)}
    facts |= as_helper(by, dossier, on=today)
    dossier = move_dossier(dossier=dossier, verb="submit", by=by, facts=facts, on=today)
    components = components_of(dossier, sheet_of(dossier), on=today)
    ready = is_ready(len(progress.missing), lacking(components))
    if not ready:
        raise Refused(ready.reason)
    producer = dossier.product.producer
    if producer is None:
        raise Refused(_("The product has no producer in the register."))
    refuse_kind(producer, release=dossier.release, set_no=dossier.set_no)
    dossier.local_unit_code, dossier.local_unit_on = known_unit(producer, on=today), today
    if filed_before:
        dossier.version += 1
    dossier.self_score = progress.score.as_json()
    dossier.submitted_at, dossier.received_on = at, today
    dossier.due_on = working_day_after(office_calendar(), today, LOCAL_WORKING_DAYS)
    dossier.local_number = dossier.local_number or next_slip(dossier, office_unit=dossier.local_unit_code, on=today)
    dossier.save()
    return dossier


def _filed(dossier: Dossier, filed_before: bool) -> dict[str, Any]:
    papers = dossier.evidence.filter(removed_at=None).select_related("file")
    return {
        "version": dossier.version + filed_before,
        "levels": dossier.self_levels,
        "papers": [[paper.public_id, paper.criterion, paper.file.sha256] for paper in papers],
    }


@transaction.atomic
def withdraw_dossier(*, by: Post, dossier: Dossier, client_id: UUID, at: datetime | None = None) -> Dossier:
    """Take the dossier out of the round; a new one may then be opened for the product."""
    dossier = locked(dossier)
    require(may_take(by, dossier, "withdraw", on=legal_day(at or timezone.now())))
    if dossier.stage == Stage.WITHDRAWN and is_repeated(dossier, client_id):
        return dossier
    return move_dossier(dossier=dossier, verb="withdraw", by=by, facts={"client_id": str(client_id)})
