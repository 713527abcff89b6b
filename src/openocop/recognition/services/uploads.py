"""Keeping a file that is to be looked at before it is imported."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from openocop.accounts.domain.roles import Post
from openocop.core.services.files import store_file
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.recognition.models import UploadedList
from openocop.recognition.permissions.records import may_import


@transaction.atomic
def upload_list(*, province: str, data: bytes, filename: str, by: Post) -> UploadedList:
    """Keep a file as it came and return it for the preview; nothing of it is recorded as recognised."""
    require(may_import(by, province))
    file = store_file(province=province, name=filename, media_type="application/octet-stream", content=data)
    uploaded = UploadedList.objects.create(
        province=province, file=file, uploaded_by=by.name, uploaded_at=timezone.now()
    )
    facts = {"sha256": file.sha256, "bytes": len(data)}
    record(province=province, actor=by.as_actor(), verb="list.uploaded", subject=uploaded, facts=facts)
    return uploaded
