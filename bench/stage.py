"""What every workload stands on: a throw-away database and home, our tables, and the reference's own database."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from scripts.with_postgresql import postgresql

SCHEMA = Path(__file__).parent / "limits" / "schema.sql"


@dataclass(frozen=True, slots=True)
class Stage:
    """`limits_url` names the reference's database on the same server; `scale` shrinks every amount for a trial."""

    url: str
    limits_url: str
    rounds: int
    scale: float

    def scaled(self, amount: int) -> int:
        return max(20, round(amount * self.scale))


@contextmanager
def stage(rounds: int, scale: float) -> Iterator[Stage]:
    """Yield the stage. Django starts here, so nothing of it may have been imported before."""
    with postgresql() as url, tempfile.TemporaryDirectory(prefix="openocop-bench-") as home:
        os.environ |= {
            "DATABASE_URL": url,
            "OPENOCOP_HOME": home,
            "OPENOCOP_DEBUG": "0",
            "OPENOCOP_SECRET_KEY": "only for measuring",
            "DJANGO_SETTINGS_MODULE": "openocop.config.settings",
        }
        _start()
        limits_url = url.rsplit("/", 1)[0] + "/limits"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE limits")
        with psycopg.connect(limits_url, autocommit=True) as connection:
            connection.execute(SCHEMA.read_bytes())
        yield Stage(url, limits_url, rounds, scale)


def _start() -> None:
    import django

    django.setup()

    from openocop.core.serving import gather_static_files, prepare_database

    prepare_database()
    gather_static_files()
