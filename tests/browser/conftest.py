"""The demonstration as a visitor gets it, on the database the tests run on, driven by a real Chromium."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from playwright.sync_api import Browser, expect
from psycopg import sql
from scripts.demonstration import Demonstration, running_browser, running_demonstration

PATIENCE = 30_000  # milliseconds; two browsers and two servers may share two cores
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """One for every file that leaves the public figures as they are; who changes them makes one of their own."""
    with a_demonstration(tmp_path_factory) as running:
        yield running


@contextmanager
def a_demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    environment = dict(os.environ)
    if "DATABASE_URL" in environment:
        environment["DATABASE_URL"] = _own_database(environment["DATABASE_URL"])
    with running_demonstration(tmp_path_factory.mktemp("home"), environment) as running:
        yield running


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
