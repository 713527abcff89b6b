"""The demonstration as a visitor gets it, on the database the tests run on, driven by a real Chromium."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from playwright.sync_api import Browser, expect
from psycopg import sql
from scripts.demonstration import (
    Demonstration,
    load_demonstration,
    running_browser,
    running_demonstration,
    served_demonstration,
)

PATIENCE = 30_000  # milliseconds; two browsers and two servers may share two cores
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """One for every file that leaves the public figures as they are; who changes them makes one of their own."""
    with a_demonstration(tmp_path_factory) as running:
        yield running


@contextmanager
def a_demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    environment, home = dict(os.environ), tmp_path_factory.mktemp("home")
    if "DATABASE_URL" in environment:
        environment["DATABASE_URL"] = _own_database(environment["DATABASE_URL"])
        with running_demonstration(home, environment) as running:
            yield running
        return
    loaded, printed = _loaded_once(tmp_path_factory)
    shutil.copytree(loaded, home, dirs_exist_ok=True)
    with served_demonstration(home, environment, printed) as running:
        yield running


def _loaded_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a home on SQLite, to copy, and what the command printed of it; all processes of a run share the one."""
    place = tmp_path_factory.getbasetemp()
    place = (place.parent if "PYTEST_XDIST_WORKER" in os.environ else place) / "demonstration"
    place.mkdir(exist_ok=True)
    printed = place / "printed.json"
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # who comes second waits until it stands
        if not printed.exists():
            told = load_demonstration(place / "home", os.environ)
            printed.write_text(told, encoding="utf-8")
    return place / "home", printed.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for each file: its event loop, as long as it runs, keeps every other test from the database."""
    with running_browser() as running:
        yield running


def _own_database(url: str) -> str:
    """Make a database of its own on the server of `url`; it goes away with the throw-away server."""
    name = f"demonstration_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlsplit(url)._replace(path=f"/{name}").geturl()
