"""Files on their way, as the person who sends them may know of them."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.refusal import Refused
from openocop.dossiers.models import Dossier, Upload


class NotBegun(Refused):
    """Nothing is known of the upload: it was never begun, or was dropped."""


def upload_of(post: Post, dossier: Dossier, client_id: UUID) -> Upload:
    """Return the person's own upload into the dossier; `NotBegun` without one."""
    found = Upload.objects.filter(client_id=client_id, user=post.user_id, dossier=dossier).first()
    if found is None:
        raise NotBegun(_("This file is not on its way. Choose it again."), field="file")
    return found
