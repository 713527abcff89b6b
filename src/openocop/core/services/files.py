"""Keeping files: written once by content, never overwritten."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from openocop.core.domain.canonical import sha256_hex
from openocop.core.domain.text import nfc
from openocop.core.models import StoredFile
from openocop.core.services.packing import digest_of


def store_file(*, province: str, name: str, media_type: str, content: bytes) -> StoredFile:
    """Write `content` and return its record. A killed process leaves a temporary file, never half a file."""
    digest = sha256_hex(content)
    path = path_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    return StoredFile.objects.create(
        province=province,
        name=nfc(Path(name).name)[:255],
        media_type=media_type,
        size=len(content),
        sha256=digest,
        stored_at=timezone.now(),
    )


def store_written(*, province: str, name: str, media_type: str, written: Path) -> StoredFile:
    """Take a file that was written piece by piece into the store and return its record; `written` is moved."""
    with written.open("rb") as source:
        digest = digest_of(source)
    size, path = written.stat().st_size, path_of(digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        written.unlink()
    else:
        shutil.move(written, path)
    return StoredFile.objects.create(
        province=province, name=name, media_type=media_type, size=size, sha256=digest, stored_at=timezone.now()
    )


def path_of(sha256: str) -> Path:
    return Path(settings.OPENOCOP_HOME) / "files" / sha256[:2] / sha256
