"""A demonstration made and served by the real commands in a throw-away home, and a browser to walk through it.

The browser tests and the pictures of `docs/` both stand on this.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Error, Page, Response, ViewportSize, sync_playwright
from scripts.with_postgresql import free_port

OPENOCOP = str(Path(sys.executable).with_name("openocop"))
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
WIDTHS = (375, 1280)
START_SECONDS = 120
PHONE_BELOW = 600


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A running demonstration: its address, the report the command printed, and passwords by login."""

    url: str
    report: dict[str, Any]
    passwords: dict[str, str]

    def name_of(self, login: str) -> str:
        """Return the name of the person behind a login of the demonstration."""
        return next(str(account["name"]) for account in self.report["accounts"] if account["login"] == login)

    def one_of_each_role(self) -> list[str]:
        """Return the login of the first account of each role."""
        first: dict[str, str] = {}
        for account in self.report["accounts"]:
            first.setdefault(account["role"], account["login"])
        return list(first.values())


@contextmanager
def running_demonstration(home: Path, environment: Mapping[str, str]) -> Iterator[Demonstration]:
    """Load the demonstration into `home`, serve it on loopback as long as the block lasts."""
    with served_demonstration(home, environment, load_demonstration(home, environment)) as running:
        yield running


def load_demonstration(home: Path, environment: Mapping[str, str]) -> str:
    """Load the demonstration into `home` and return what the command printed of it, as JSON."""
    command = [OPENOCOP, "demo", "--no-serve", "--json"]
    return subprocess.run(
        command, env=_settings(home, environment), check=True, stdout=subprocess.PIPE, encoding="utf-8"
    ).stdout


@contextmanager
def served_demonstration(home: Path, environment: Mapping[str, str], printed: str) -> Iterator[Demonstration]:
    """Serve on loopback, as long as the block lasts, what was loaded into `home` (or the home it is a copy of)."""
    report = json.loads(printed)
    port = free_port()
    command = [OPENOCOP, "serve", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(command, env=_settings(home, environment))
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, server)
        yield Demonstration(url, report, {one["login"]: one["password"] for one in report["accounts"]})
    finally:
        server.terminate()
        server.wait(timeout=20)


def _settings(home: Path, environment: Mapping[str, str]) -> dict[str, str]:
    settings = {"OPENOCOP_HOME": str(home), "DJANGO_SETTINGS_MODULE": "openocop.config.settings"}
    return {key: value for key, value in environment.items() if key != "OPENOCOP_DEBUG"} | settings


@contextmanager
def running_browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if not chromium:
        raise SystemExit("chromium is missing; scripts/system_packages installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield browser
        browser.close()


def screen(width: int) -> ViewportSize:
    """Return the screen of a phone or a desk that is `width` pixels wide."""
    return {"width": width, "height": 812 if width < PHONE_BELOW else 900}


def new_page(browser: Browser, demonstration: Demonstration, *, width: int, login: str = "") -> Page:
    """Return a page of `width` pixels, signed in as `login` where one is given."""
    context = browser.new_context(viewport=screen(width), locale="vi-VN", base_url=demonstration.url)
    page = context.new_page()
    if login:
        page.goto("/tai-khoan/login/")
        page.fill("input[name=login]", login)
        page.fill("input[name=password]", demonstration.passwords[login])
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.wait_for_url(lambda url: "/login/" not in url)
    return page


# A link of a drawing gives no text for `href`.
_ADDRESSES = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"


def walk(page: Page, start: str) -> Iterator[tuple[str, Response]]:
    """Follow the links from `start`, one page of each view, the last link first; files are passed over.

    Yields (name of the view such as "dossiers:sheet", the answer) while the page stands open.
    """
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        address = ahead.pop()
        view = _view_at(address)
        if view is None or view in seen:
            continue
        seen.add(view)
        try:
            answer = page.goto(address)
        except Error as interruption:
            if "Download is starting" in str(interruption):
                continue
            raise
        if answer is None or _view_at(page.url) != view:  # led elsewhere, such as to the sign-in
            ahead.append(page.url)
            continue
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        ahead += page.eval_on_selector_all("a[href]", _ADDRESSES)
        yield view, answer


def _view_at(address: str) -> str | None:
    """Return the name of the view behind an address of our own, None for files, other sites and unnamed views."""
    parts = urlsplit(address)
    if parts.hostname not in {None, "127.0.0.1"}:
        return None
    try:
        return resolve(parts.path).view_name
    except Resolver404:
        return None


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(START_SECONDS * 5):
        if server.poll() is not None:
            raise SystemExit("the server ended before it answered")
        try:
            urllib.request.urlopen(f"{url}/", timeout=5).close()  # noqa: S310  # our own server on loopback
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"no answer within {START_SECONDS} seconds")
