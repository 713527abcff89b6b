"""Files on their way, as the person who sends them may know of them."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.refusal import Refused
from openocop.dossiers.models import Dossier, Upload


class NotBegun(Refused):
    """Nothing is known of the upload: it was never begun, or was dropped."""


def upload_of(post: Post, dossier: Dossier, client_id: UUID, *, destination: str = "") -> Upload:
    """Return the person's own upload into the dossier, or into the `destination` beside it; `NotBegun` without one."""
    rows = Upload.objects.filter(user=post.user_id, dossier=dossier, destination=destination)
    found = rows.filter(client_id=client_id).first()
    if found is None:
        raise NotBegun(_("This file is not on its way. Choose it again."), field="file")
    return found
