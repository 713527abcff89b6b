"""Where the rehearsal takes place: a throw-away home with its own database, and a server that may go down."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.serving import OURS, served
from scripts.with_postgresql import free_port


class Server:
    """The web server on loopback, always on the same port."""

    def __init__(self) -> None:
        self.port = free_port()
        self._running = ExitStack()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._running.enter_context(served(OURS, port=self.port))

    def stop(self) -> None:
        self._running.close()

    def go_down(self, seconds: float) -> None:
        """Stop everything and come back a while later, as after a power cut."""
        self.stop()
        time.sleep(seconds)
        self.start()


@contextmanager
def stage() -> Iterator[Server]:
    """Yield the server, not started. Django starts here, so nothing of it may have been imported before."""
    with tempfile.TemporaryDirectory(prefix="openocop-rehearsal-") as home:
        os.environ.pop("DATABASE_URL", None)
        os.environ |= {
            "OPENOCOP_HOME": str(Path(home)),
            "OPENOCOP_DEBUG": "0",
            "OPENOCOP_SECRET_KEY": "only for rehearsing",
            "DJANGO_SETTINGS_MODULE": "openocop.config.settings",
        }
        _start()
        server = Server()
        try:
            yield server
        finally:
            server.stop()


def _start() -> None:
    import django

    django.setup()

    from openocop.core.serving import gather_static_files, prepare_database

    prepare_database()
    gather_static_files()
