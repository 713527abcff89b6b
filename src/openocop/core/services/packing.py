"""Putting files into one zip that is the same for the same files, however large it becomes: nothing is held whole."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from openocop.core.domain.legal_time import VIETNAM

_CHUNK = 1024 * 1024
_SPOOLED = 8 * 1024 * 1024  # larger packs are written to disk


@dataclass(frozen=True, slots=True)
class Packed:
    """One file as it stands in a pack: where, how large, and the SHA-256 of its bytes."""

    path: str
    size: int
    sha256: str


def pack(target: IO[bytes], entries: Iterable[tuple[str, bytes | Path]], at: datetime) -> list[Packed]:
    """Write `entries` (path in the pack, content or file) in their order and return what was written.

    Nothing is compressed: papers are compressed already, and what another version of the library makes stays the same.

    Args:
        at: aware instant that every entry bears.
    """
    moment = at.astimezone(VIETNAM).timetuple()[:6]
    written = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=True) as packed:
        for path, content in entries:
            entry = zipfile.ZipInfo(path, moment)
            entry.external_attr = 0o644 << 16
            written.append(_written(packed, entry, content))
    return written


def packed_file(entries: Iterable[tuple[str, bytes | Path]], at: datetime) -> IO[bytes]:
    """Return a temporary file that holds the pack, to be sent from its beginning; it goes when it is closed."""
    held = tempfile.SpooledTemporaryFile(max_size=_SPOOLED)  # noqa: SIM115  # whoever sends it closes it
    pack(held, entries, at)
    held.seek(0)
    return held


def _written(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, content: bytes | Path) -> Packed:
    digest = hashlib.sha256()
    if isinstance(content, bytes):
        packed.writestr(entry, content)
        return Packed(entry.filename, len(content), hashlib.sha256(content).hexdigest())
    entry.file_size = content.stat().st_size
    with content.open("rb") as source, packed.open(entry, "w") as target:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            target.write(chunk)
    return Packed(entry.filename, entry.file_size, digest.hexdigest())


def digest_of(source: IO[bytes]) -> str:
    """Return the SHA-256 of a file read in pieces."""
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
