"""Putting a straightened picture in the place of the photograph it is made of."""

from __future__ import annotations

from copy import copy
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.models import new_public_id
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of, store_file
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.domain.papers import UnacceptablePaper
from openocop.dossiers.domain.straightening import Quad, text_of
from openocop.dossiers.models import Evidence
from openocop.dossiers.permissions import may_edit
from openocop.dossiers.services.arriving import refusal_of
from openocop.dossiers.services.helping import as_helper
from openocop.dossiers.services.locks import locked
from openocop.dossiers.services.pictures import straightened


def straighten_evidence(
    *, by: Post, evidence: Evidence, quad: Quad, client_id: UUID, at: datetime | None = None
) -> Evidence:
    """Replace a photograph in its dossier by what `quad` encloses, and return the new paper.

    The photograph is taken out as any paper is: its row and its file stay. The picture is made before anything is
    locked.

    Raises:
        NotPermitted: not the dossier of `by`, or filed already.
        Refused: the paper was taken out meanwhile, or is no picture.
    """
    try:
        with path_of(evidence.file.sha256).open("rb") as file:
            picture = straightened(file, evidence.file.media_type, quad)
    except (UnacceptablePaper, KeyError) as wrong:
        raise (
            refusal_of(wrong)
            if isinstance(wrong, UnacceptablePaper)
            else Refused(_("Only photographs are straightened."), field="file")
        ) from wrong
    with transaction.atomic():
        at = at or timezone.now()
        dossier = locked(evidence.dossier)
        require(may_edit(by, dossier, on=legal_day(at)))
        if known := Evidence.objects.filter(client_id=client_id, dossier=dossier).first():
            return known
        taken_out = Evidence.objects.select_for_update(of=("self",)).select_related("file").get(pk=evidence.pk)
        if taken_out.removed_at is not None:
            raise Refused(_("The photograph was taken out of the dossier meanwhile. Nothing was changed."))
        file_now = store_file(
            province=dossier.province,
            name=picture.name_for(taken_out.file.name),
            media_type=picture.media_type,
            content=picture.content,
        )
        made = copy(taken_out)  # whatever is said of the photograph holds for the picture, its place in the order too
        made.pk, made.public_id, made.client_id, made.file = None, new_public_id(), client_id, file_now
        made.save(force_insert=True)
        taken_out.removed_at = at
        taken_out.save(update_fields=["removed_at"])
        facts = {"evidence": made.public_id, "instead_of": taken_out.public_id, "criterion": made.criterion}
        facts |= {"sha256": file_now.sha256, "corners": text_of(quad), **as_helper(by, dossier, on=legal_day(at))}
        record(
            province=dossier.province,
            actor=by.as_actor(),
            verb="dossier.paper_straightened",
            subject=dossier,
            facts=facts,
        )
    return made
