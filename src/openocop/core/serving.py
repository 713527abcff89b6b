"""One process tree for a small office: migrate, gather static files, web workers and the ticker."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import NoReturn

WSGI = "openocop.config.wsgi:application"
HOST = "127.0.0.1"


def prepare_database() -> None:
    """Bring the database to the current tables; what Django says goes to standard error."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False, stdout=sys.stderr)


def gather_static_files() -> None:
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False, stdout=sys.stderr)


def serve(arguments: argparse.Namespace) -> NoReturn:
    """Serve until interrupted. Behind a reverse proxy the address stays on loopback."""
    prepare_database()
    gather_static_files()
    granian = Path(sys.executable).with_name("granian")
    command = [
        *(str(granian), "--interface", "wsgi", "--host", HOST, "--port", str(arguments.port)),
        *("--workers", str(arguments.workers), "--blocking-threads", "4", "--workers-kill-timeout", "10"),
        *("--workers-lifetime", "86400", "--log-level", "warning", WSGI),
    ]
    print(f"OpenOCOP: http://{HOST}:{arguments.port}/ (Ctrl+C để dừng)", file=sys.stderr)  # noqa: T201  # for people
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openocop.config.settings")
    # The server takes this process's place, so that a signal to it stops everything.
    os.execv(command[0], command)  # noqa: S606  # our own server
