"""One process tree for a small office: migrate, gather static files, web workers and the ticker."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from openocop.core.command import BadInput, reason, whole_number

WSGI = "openocop.config.wsgi:application"
TICKER = "openocop.config.tick"
HOST = "127.0.0.1"
THREADS = 8  # of each process: sheets of a whole council that come at once are written together (core.together)


def web_arguments(parser: argparse.ArgumentParser) -> None:
    """Give a command that serves its `--port` and `--workers`."""
    parser.add_argument("--port", metavar="CỔNG", type=whole_number(1, 65_535), default=8000, help="mặc định: 8000")
    parser.add_argument(
        "--workers", metavar="SỐ", type=whole_number(1, 64), default=2, help="số tiến trình web, mặc định: 2"
    )


def refuse_busy_port(port: int) -> None:
    """Refuse a port that another program holds, before anything is prepared for it.

    Raises:
        BadInput: the port cannot be listened on.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError as error:
            raise BadInput(f"--port: không mở được cổng {port} ({reason(error)}); chọn cổng khác") from error


def prepare_database() -> None:
    """Bring the database to the current tables; what Django says goes to standard error."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False, stdout=sys.stderr)


def gather_static_files() -> None:
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False, stdout=sys.stderr)


def serve(arguments: argparse.Namespace) -> NoReturn:
    """Serve until interrupted. Behind a reverse proxy the address stays on loopback."""
    refuse_busy_port(arguments.port)
    prepare_database()
    gather_static_files()
    granian = Path(sys.executable).with_name("granian")
    command = [
        *(str(granian), "--interface", "wsgi", "--host", HOST, "--port", str(arguments.port)),
        *("--workers", str(arguments.workers), "--blocking-threads", str(THREADS)),
        *("--workers-kill-timeout", "10", "--workers-lifetime", "86400", "--log-level", "error", WSGI),
    ]
    print(f"OpenOCOP: http://{HOST}:{arguments.port}/ (Ctrl+C để dừng)", file=sys.stderr)  # noqa: T201  # for people
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openocop.config.settings")
    sys.stdout.flush()
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what the server says is no output of the command
    # It ends by itself when this process does.
    subprocess.Popen([sys.executable, "-m", TICKER, str(os.getpid())])  # noqa: S603  # our own module
    # The server takes this process's place, so that a signal to it stops everything.
    os.execv(command[0], command)  # noqa: S606  # our own server
