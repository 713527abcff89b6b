"""The demonstration as a visitor gets it: loaded and served by the real commands, driven by a real Chromium."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from psycopg import sql

OPENOCOP = str(Path(sys.executable).with_name("openocop"))
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
WIDTHS = (375, 1280)
START_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A running demonstration: its address, the report the command printed, and passwords by login."""

    url: str
    report: dict[str, Any]
    passwords: dict[str, str]

    def name_of(self, login: str) -> str:
        """Return the name of the person behind a login of the demonstration."""
        return next(str(account["name"]) for account in self.report["accounts"] if account["login"] == login)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    home = tmp_path_factory.mktemp("home")
    environment = os.environ | {"OPENOCOP_HOME": str(home), "DJANGO_SETTINGS_MODULE": "openocop.config.settings"}
    environment.pop("OPENOCOP_DEBUG", None)
    if "DATABASE_URL" in environment:
        environment["DATABASE_URL"] = _own_database(environment["DATABASE_URL"])
    made = subprocess.run(
        [OPENOCOP, "demo", "--no-serve", "--json"], env=environment, check=True, stdout=subprocess.PIPE
    )
    report = json.loads(made.stdout)
    port = _free_port()
    server = subprocess.Popen([OPENOCOP, "serve", "--port", str(port), "--workers", "1"], env=environment)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, server)
        yield Demonstration(url, report, {a["login"]: a["password"] for a in report["accounts"]})
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "chromium is installed by scripts/system_packages"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield running
        running.close()


def new_page(browser: Browser, demonstration: Demonstration, *, width: int, login: str | None = None) -> Page:
    """Return a page of `width` pixels, signed in as `login` where one is given."""
    context = browser.new_context(
        viewport={"width": width, "height": 812 if width < 600 else 900}, locale="vi-VN", base_url=demonstration.url
    )
    page = context.new_page()
    if login:
        sign_in(page, login, demonstration.passwords[login])
    return page


def sign_in(page: Page, login: str, password: str) -> None:
    page.goto("/tai-khoan/login/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda url: "/login/" not in url)


def _own_database(url: str) -> str:
    """Make a database of its own on the server of `url`; it goes away with the throw-away server."""
    name = f"journey_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(START_SECONDS * 5):
        assert server.poll() is None, "the server ended before it answered"
        try:
            urllib.request.urlopen(f"{url}/", timeout=5).close()  # noqa: S310  # our own server on loopback
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"no answer within {START_SECONDS} seconds")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
