"""The papers of the demonstration under names a person can read."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings

from openocop.core.models import StoredFile
from openocop.core.services.files import path_of
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Paper, Session
from openocop.evaluation.services.papers import SESSION_KINDS, keep_session_paper
from openocop.recognition.models import Certificate, DecisionPaper


def write_documents() -> list[str]:
    """Make and copy the papers of the demonstration into `tai-lieu` under the home and return their paths."""
    for session in Session.objects.filter(stage=SessionStage.FIXED).order_by("pk"):
        for kind in sorted(SESSION_KINDS):
            keep_session_paper(session=session, kind=kind)
    folder = Path(settings.OPENOCOP_HOME) / "tai-lieu"
    written = []
    for name, file in _papers().items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path_of(file.sha256), target)
        written.append(str(target))
    return sorted(written)


def _papers() -> dict[str, StoredFile]:
    """Return every paper by the name it is copied to: a folder for each round."""
    found: dict[str, StoredFile] = {}
    for paper in Paper.objects.filter(sheet__isnull=True, superseded_at__isnull=True).select_related(
        "file", "session__council__round"
    ):
        found[f"{paper.session.council.round.code}/{paper.file.name}"] = paper.file
    for decided in DecisionPaper.objects.select_related("file", "decision__round").order_by("-is_draft", "pk"):
        standing = "du-thao" if decided.is_draft else "ban-hanh"
        found[f"{decided.decision.round.code}/{standing}/{decided.file.name}"] = decided.file
    certificates = Certificate.objects.filter(file__isnull=False, recognition__round__isnull=False)
    for certificate in certificates.select_related("file", "recognition__round"):
        round, file = certificate.recognition and certificate.recognition.round, certificate.file
        if round and file:
            found[f"{round.code}/giay-chung-nhan/{certificate.product_code}.pdf"] = file
    return found
