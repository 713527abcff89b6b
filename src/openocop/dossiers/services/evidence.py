"""Putting papers into a dossier and taking them out again."""

from __future__ import annotations

import io
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.files import store_file
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.criteria.domain.releases import criteria_set
from openocop.dossiers.domain.papers import Paper
from openocop.dossiers.models import Dossier, Evidence
from openocop.dossiers.permissions import may_edit
from openocop.dossiers.services.arriving import accepted_paper
from openocop.dossiers.services.helping import as_helper
from openocop.dossiers.services.locks import locked


@transaction.atomic
def attach_evidence(
    *,
    by: Post,
    dossier: Dossier,
    client_id: UUID,
    name: str,
    content: bytes | Paper,
    criterion: str = "",
    title: str = "",
    page: str = "",
    at: datetime | None = None,
) -> Evidence:
    """Add a paper to the dossier, for one criterion or (`criterion` empty) for the whole.

    Args:
        client_id: chosen by the device; the same one again returns the paper it added, whatever else is sent.
        content: the file as it came (see `accepted_paper`), or the paper already made of it.

    Raises:
        NotPermitted: not the producer's own, or filed already.
        Refused: the file or the criterion is not acceptable; nothing that was there before is touched.
    """
    at = at or timezone.now()
    dossier = locked(dossier)
    require(may_edit(by, dossier, on=legal_day(at)))
    known = Evidence.objects.filter(client_id=client_id).first()
    if known:
        if known.dossier_id != dossier.pk:
            raise Refused(_("This upload belongs to another dossier. Choose the file again."))
        return known
    if criterion and criterion not in criteria_set(dossier.release, dossier.set_no).position:
        raise Refused(_("The sheet has no criterion %(code)s.") % {"code": criterion}, field="criterion")
    paper = content if isinstance(content, Paper) else accepted_paper(io.BytesIO(content))
    file = store_file(
        province=dossier.province, name=paper.name_for(name), media_type=paper.media_type, content=paper.content
    )
    evidence = Evidence.objects.create(
        province=dossier.province,
        dossier=dossier,
        file=file,
        client_id=client_id,
        title=nfc(title)[:200] or file.name.rpartition(".")[0][:200],
        criterion=criterion,
        page=nfc(page)[:20],
        added_at=at,
    )
    facts = {"evidence": evidence.public_id, "criterion": criterion, "sha256": file.sha256, "size": file.size}
    facts |= as_helper(by, dossier, on=legal_day(at))
    record(province=dossier.province, actor=by.as_actor(), verb="dossier.paper_added", subject=dossier, facts=facts)
    return evidence


@transaction.atomic
def remove_evidence(*, by: Post, evidence: Evidence, at: datetime | None = None) -> Evidence:
    """Take a paper out of the dossier; its file is kept, because an earlier filing may have held it."""
    at = at or timezone.now()
    dossier = locked(evidence.dossier)
    require(may_edit(by, dossier, on=legal_day(at)))
    evidence = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    if evidence.removed_at is None:
        evidence.removed_at = at
        evidence.save(update_fields=["removed_at"])
        facts = {"evidence": evidence.public_id, "criterion": evidence.criterion}
        facts |= as_helper(by, dossier, on=legal_day(at))
        record(
            province=dossier.province, actor=by.as_actor(), verb="dossier.paper_removed", subject=dossier, facts=facts
        )
    return evidence
