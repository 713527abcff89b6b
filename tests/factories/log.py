"""Changing what must not change: rows of the transparency log, behind the triggers that guard it."""

from __future__ import annotations

from django.db import connection

_TRIGGERS = {
    "sqlite": [f"{table}_no_{act}" for table in ("logentry", "lognode", "loghead") for act in ("update", "delete")],
    "postgresql": [f"{table}_no_change ON transparency_{table}" for table in ("logentry", "lognode", "loghead")],
}


def take_guards_away() -> None:
    """Drop the triggers, as somebody would who owns the database."""
    with connection.cursor() as cursor:
        for trigger in _TRIGGERS[connection.vendor]:
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
