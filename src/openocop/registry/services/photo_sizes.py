"""The sizes in which a photograph is shown: made once, found by the content they were made of, made again when lost.

They can always be made anew of what is kept, so they are no part of a backup and of no dump.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings

from openocop.core.services.files import path_of
from openocop.registry.domain.photographs import ENDINGS, Prepared, UnacceptablePhoto, seal_of, sized, widths_of


def size_path(sha256: str, width: int, ending: str) -> Path:
    """Return where one size of a kept picture lies, made or not."""
    seal = seal_of(sha256)
    return Path(settings.OPENOCOP_HOME) / "sizes" / seal[:2] / f"{seal}-{width}.{ending}"


def keep_sizes(picture: Prepared) -> None:
    """Make every size of a picture that has just arrived."""
    for width in widths_of(picture.width):
        for ending in ENDINGS:
            _keep(size_path(picture.sha256, width, ending), sized(picture.content, width, ending))


def size_file(sha256: str, width: int, ending: str) -> Path | None:
    """Return one size of a kept picture, made now where it is not there; None where the picture itself is lost."""
    path = size_path(sha256, width, ending)
    if not path.is_file():
        kept = path_of(sha256)
        if not kept.is_file():
            return None
        try:
            _keep(path, sized(kept.read_bytes(), width, ending))
        except UnacceptablePhoto:
            return None
    return path


def _keep(path: Path, content: bytes) -> None:
    """Write a file whole; a killed process leaves a temporary one, never half a picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(temporary).replace(path)
