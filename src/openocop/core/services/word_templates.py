"""Which Word template a province uses for a kind of paper."""

from __future__ import annotations

from openocop.core.models import WordTemplate
from openocop.core.services.files import path_of


def template_for(province: str, kind: str) -> tuple[WordTemplate | None, bytes | None]:
    """Return the office's own template and its file; None and None where the shipped one serves."""
    own = WordTemplate.objects.select_related("file").filter(province=province, kind=kind, retired_at=None).first()
    return own, path_of(own.file.sha256).read_bytes() if own else None
