"""Keeping the pictures of shared links: drawn once for what they say, found again by it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings


def kept_card(digest: str) -> Path:
    """Return where the card that says what `digest` stands for lies, drawn or not; they may be deleted at any time."""
    return Path(settings.OPENOCOP_HOME) / "cards" / digest[:2] / f"{digest}.png"


def keep_card(*, digest: str, content: bytes) -> None:
    """Keep a drawn card; a killed process leaves a temporary file, never half a card."""
    path = kept_card(digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(temporary).replace(path)
