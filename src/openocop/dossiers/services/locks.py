"""Locking a dossier for a write, and telling a repeated write from a second one."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.dossiers.models import Dossier


def locked(dossier: Dossier) -> Dossier:
    """Return the dossier as it stands now, its row locked until the transaction ends."""
    rows = Dossier.objects.select_for_update(of=("self",)).select_related("product__producer", "round")
    return rows.get(pk=dossier.pk)


def is_repeated(dossier: Dossier, client_id: UUID) -> bool:
    """Tell whether the write that carries `client_id` was already done to this dossier."""
    return JournalEntry.objects.filter(
        subject_type=dossier._meta.label_lower, subject_id=dossier.public_id, facts__client_id=str(client_id)
    ).exists()


def refuse_stale(dossier: Dossier, version: int | None) -> None:
    """Refuse an act on a version of the dossier that has been replaced since the page was opened."""
    if version is not None and version != dossier.version:
        raise Refused(
            _("The producer has filed the dossier again meanwhile (filing %(number)d). Read it, then decide.")
            % {"number": dossier.version}
        )
