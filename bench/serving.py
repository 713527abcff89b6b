"""Both sides are served alike: Granian on loopback, as `openocop serve` starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from scripts.with_postgresql import free_port

from openocop.core.serving import THREADS

OURS, ONE_FILE = "openocop.config.wsgi:application", "bench.limits.one_file:application"
WORKERS = 2
_PATIENCE = 60.0


@contextmanager
def served(application: str, *, port: int = 0, **environment: str) -> Iterator[int]:
    """Yield the port of a server of `application` that lives as long as the block; it gets the `environment` too."""
    port = port or free_port()
    command = [
        *(str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1"),
        *("--port", str(port), "--workers", str(WORKERS), "--blocking-threads", str(THREADS)),
        *("--workers-kill-timeout", "10", "--log-level", "error", application),
    ]
    server = subprocess.Popen(command, env=os.environ | environment)
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def served_one_file(limits_url: str) -> AbstractContextManager[int]:
    """Serve the reference over its own database."""
    return served(ONE_FILE, LIMITS_URL=limits_url)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    give_up_at = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up_at and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the server did not come up")
