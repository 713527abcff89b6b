"""The commune's check of components, before its report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.domain.components import Found, Line, unanswered
from openocop.dossiers.models import ComponentCheck, Dossier
from openocop.dossiers.permissions import may_check
from openocop.dossiers.selectors.checks import components_for
from openocop.dossiers.services.locks import locked, refuse_stale


@transaction.atomic
def check_components(
    *,
    by: Post,
    dossier: Dossier,
    lines: Mapping[str, Line],
    client_id: UUID,
    version: int | None = None,
    at: datetime | None = None,
) -> ComponentCheck:
    """Record what the local office found of each component that article 6 asks for.

    Raises `Refused` with the slug of the first component of which nothing was said as `field`.
    """
    at = at or timezone.now()
    dossier = locked(dossier)
    require(may_check(by, dossier, on=legal_day(at)))
    known = ComponentCheck.objects.filter(dossier=dossier, client_id=client_id).first()
    if known:
        return known
    refuse_stale(dossier, version)
    components = components_for(dossier)
    open_ = unanswered(components, lines)
    if open_:
        raise Refused(
            _("Say what you found of “%(component)s”; what is not asked for here needs a word why.")
            % {"component": open_[0].label},
            field=open_[0].slug,
        )
    kept = {c.slug: {"found": lines[c.slug].found.value, "note": nfc(lines[c.slug].note)} for c in components}
    check = ComponentCheck.objects.create(
        province=dossier.province,
        dossier=dossier,
        client_id=client_id,
        version=dossier.version,
        lines=kept,
        office=nfc(by.office),
        checked_by=by.name,
        checked_at=at,
    )
    missing = [slug for slug, line in kept.items() if line["found"] == Found.MISSING]
    facts = {"client_id": str(client_id), "version": dossier.version, "missing": missing}
    record(province=dossier.province, actor=by.as_actor(), verb="dossier.checked", subject=dossier, facts=facts)
    return check
