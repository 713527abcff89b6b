"""Leftovers that nobody needs: sign-ins that have ended, and files that a killed process left half written."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from django.contrib.sessions.models import Session

_UNFINISHED = "tmp*"
_OLD = 24 * 60 * 60  # seconds; nothing takes that long to write


def end_sessions(now: datetime) -> int:
    """Forget sign-ins that have run out; return how many."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]


def remove_unfinished_files(home: Path) -> int:
    """Remove files that were begun a day ago and never finished; return how many."""
    gone = 0
    for path in (home / "files").glob(f"*/{_UNFINISHED}"):
        if path.is_file() and time.time() - path.stat().st_mtime > _OLD:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
