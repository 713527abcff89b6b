"""Putting papers into a dossier and taking them out again."""

from __future__ import annotations

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
from openocop.dossiers.domain.papers import PICTURES, Fault, Paper, UnacceptablePaper, recognise
from openocop.dossiers.models import Dossier, Evidence
from openocop.dossiers.permissions import may_edit
from openocop.dossiers.selectors.guidance import shows_product
from openocop.dossiers.services.locks import locked
from openocop.dossiers.services.pictures import rewritten
from openocop.registry.services.looks import forget_look, keep_look


@transaction.atomic
def attach_evidence(
    *,
    by: Post,
    dossier: Dossier,
    client_id: UUID,
    name: str,
    content: bytes,
    criterion: str = "",
    title: str = "",
    page: str = "",
    at: datetime | None = None,
) -> Evidence:
    """Add a paper to the dossier, for one criterion or (`criterion` empty) for the whole.

    Args:
        client_id: chosen by the device; the same one again returns the paper it added, whatever else is sent.
        content: the file; at most 20 MB of PDF, JPEG, PNG, WebP, DOCX or XLSX, known by its bytes.

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
    paper = _accepted(content)
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
    if shows_product(dossier, criterion):
        keep_look(product=dossier.product, file=file, is_public=False)
    facts = {"evidence": evidence.public_id, "criterion": criterion, "sha256": file.sha256, "size": file.size}
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
        forget_look(product=dossier.product, file=evidence.file)
        facts = {"evidence": evidence.public_id, "criterion": evidence.criterion}
        record(
            province=dossier.province, actor=by.as_actor(), verb="dossier.paper_removed", subject=dossier, facts=facts
        )
    return evidence


def _accepted(content: bytes) -> Paper:
    try:
        paper = recognise(content)
        return rewritten(paper) if paper.media_type in PICTURES else paper
    except UnacceptablePaper as wrong:
        raise Refused(_FAULTS[wrong.fault](), field="file") from wrong


_FAULTS = {
    Fault.EMPTY: lambda: _("The file is empty. Choose it again, or take the photograph again."),
    Fault.TOO_LARGE: lambda: _("The file is larger than 20 MB. Scan with fewer dots, or split it in parts."),
    Fault.UNKNOWN_TYPE: lambda: _("Only PDF, photographs (JPEG, PNG, WebP), Word and Excel files are taken."),
    Fault.BROKEN: lambda: _("The file is damaged or came only in part. Send it again."),
    Fault.MACROS: lambda: _("The file contains macros. Save it without macros, or as PDF."),
}
