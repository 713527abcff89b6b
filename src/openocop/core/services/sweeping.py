"""Leftovers that nobody needs: files that a killed process left half written."""

from __future__ import annotations

import time
from pathlib import Path

_UNFINISHED = "tmp*"
_FOLDERS = ("files", "sizes")
_OLD = 24 * 60 * 60  # seconds; nothing takes that long to write


def remove_unfinished_files(home: Path) -> int:
    """Remove files that were begun a day ago and never finished; return how many."""
    gone = 0
    for path in (path for folder in _FOLDERS for path in (home / folder).glob(f"*/{_UNFINISHED}")):
        if path.is_file() and time.time() - path.stat().st_mtime > _OLD:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
