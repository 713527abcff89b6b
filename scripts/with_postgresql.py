"""Run a command beside a throw-away PostgreSQL on loopback: `with_postgresql.py COMMAND…`; DATABASE_URL names it."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Tests lose nothing when the machine stops; measurements keep PostgreSQL's own settings instead.
CARELESS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def main(command: list[str]) -> int:
    """Return the command's exit code; the server and its folder are gone afterwards."""
    with postgresql(CARELESS) as url:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


@contextmanager
def postgresql(options: str = "") -> Iterator[str]:
    """Yield the URL of a server that lives as long as the block, started with `options` beside PostgreSQL's own."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    folder = Path(tempfile.mkdtemp(prefix="openocop-pg-"))
    owner = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:
        shutil.chown(folder, owner)
    port = free_port()
    data = str(folder / "data")
    server = [str(programs / "pg_ctl"), "-D", data, "-w"]
    try:
        _as(owner, [str(programs / "initdb"), "-D", data, "-U", "openocop", "-A", "trust", "-E", "UTF8"])
        listen = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
        _as(owner, [*server, "-o", f"{listen} -c max_connections=150 {options}", "-l", str(folder / "log"), "start"])
        yield f"postgres://openocop@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run(_command_as(owner, [*server, "-m", "immediate", "stop"]), check=False, stdout=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _command_as(owner: str, command: list[str]) -> list[str]:
    return ["runuser", "-u", owner, "--", *command] if os.geteuid() == 0 else command


def _as(owner: str, command: list[str]) -> None:
    subprocess.run(_command_as(owner, command), check=True, stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
