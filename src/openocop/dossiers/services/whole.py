"""Building the one PDF of a dossier, and keeping that of a filed one."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from openocop.core.models import StoredFile
from openocop.core.services.files import path_of, store_file
from openocop.dossiers.documents.whole import whole_pdf
from openocop.dossiers.models import Dossier, WholePdf
from openocop.dossiers.selectors.whole import Whole


def kept_pdf(*, dossier: Dossier, whole: Whole) -> StoredFile:
    """Return the PDF of a filed dossier, built the first time it is asked for.

    It is built outside any transaction: nobody waits for it with a lock. Two who ask at once build the same bytes, of
    which one is kept. Nothing is recorded: everything in it is, and the same can be built again at any time.
    """
    found = WholePdf.objects.filter(dossier=dossier, contents=whole.contents).select_related("file").first()
    if found is None:
        content = built_pdf(whole)
        with transaction.atomic():
            found = _kept(dossier, whole, content)
    return found.file


def built_pdf(whole: Whole) -> bytes:
    """Return the PDF of a dossier as it stands now, kept nowhere."""
    return whole_pdf(whole.document, lambda sha256: path_of(sha256).read_bytes())


def _kept(dossier: Dossier, whole: Whole, content: bytes) -> WholePdf:
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    known = WholePdf.objects.filter(dossier=dossier, contents=whole.contents).select_related("file").first()
    return known or WholePdf.objects.create(
        province=dossier.province,
        dossier=dossier,
        version=dossier.version,
        contents=whole.contents,
        file=store_file(
            province=dossier.province,
            name=f"ho-so-{dossier.public_id}.pdf",
            media_type="application/pdf",
            content=content,
        ),
        built_at=timezone.now(),
    )
