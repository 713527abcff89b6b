"""A paper of an appeal that comes in pieces, as the evidence of a dossier does (`dossiers/services/uploads.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openocop.accounts.domain.roles import Post
from openocop.dossiers.domain.papers import Paper
from openocop.dossiers.domain.uploading import Standing
from openocop.dossiers.models import Dossier, Upload
from openocop.recognition.models import Appeal
from openocop.recognition.services.appeals import add_appeal_paper, locked, require_editable


@dataclass(frozen=True, slots=True)
class AsAppealPaper:
    """An appeal takes the file in, as long as it was not sent."""

    appeal: Appeal

    @property
    def dossier(self) -> Dossier:
        return self.appeal.entry.dossier

    @property
    def name(self) -> str:
        return f"appeal:{self.appeal.public_id}"

    def locked(self) -> AsAppealPaper:
        return AsAppealPaper(locked(self.appeal))

    def require_open(self, by: Post, at: datetime) -> None:
        require_editable(self.appeal, by, at)

    def known(self, client_id: UUID) -> Standing | None:
        known = self.appeal.papers.filter(client_id=client_id).select_related("file").first()
        return Standing(known.file.size, known.public_id) if known else None

    def put(self, by: Post, upload: Upload, content: Paper, at: datetime) -> Standing:
        given = {"client_id": upload.client_id, "name": upload.name, **upload.about}
        paper = add_appeal_paper(appeal=self.appeal, content=content, by=by, **given)
        return Standing(paper.file.size, paper.public_id)
