"""Take the pictures of `docs/images/pages` from a fresh demonstration: `python scripts/screenshots.py`.

The demonstration is loaded and served on loopback in a throw-away home and is gone afterwards.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

OPENOCOP = str(Path(sys.executable).with_name("openocop"))
TARGET = Path(__file__).resolve().parents[1] / "docs" / "images" / "pages"
WIDTHS = (1280, 375)
# name → (login or "", address); a name is also the file's.
PAGES: dict[str, tuple[str, str]] = {
    "home": ("", "/"),
    "catalogue": ("", "/san-pham/?q=tom+kho"),
    "check": ("", "/kiem-tra/"),
    "rounds": ("", "/dot-danh-gia/"),
    "producer": ("san-xuat", "/cua-toi/"),
    "commune": ("xa", "/cua-toi/"),
    "dossiers": ("chi-cuc", "/cua-toi/"),
    "summary": ("chi-cuc", "/theo-doi/"),
    "register": ("chi-cuc", "/van-phong/san-pham/"),
}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    """Write one picture per page and width, the first screen of it."""
    TARGET.mkdir(parents=True, exist_ok=True)
    home = tempfile.mkdtemp(prefix="openocop-pictures-")
    environment = os.environ | {"OPENOCOP_HOME": home}
    made = subprocess.run(
        [OPENOCOP, "demo", "--no-serve", "--json"], env=environment, check=True, stdout=subprocess.PIPE
    )
    passwords = {account["login"]: account["password"] for account in json.loads(made.stdout)["accounts"]}
    port = _free_port()
    server = subprocess.Popen([OPENOCOP, "serve", "--port", str(port), "--workers", "1"], env=environment)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
            for name, (login, address) in PAGES.items():
                for width in WIDTHS:
                    _picture(browser, url, name, address, width, login, passwords.get(login, ""))
    finally:
        server.terminate()
        server.wait(timeout=20)
        shutil.rmtree(home, ignore_errors=True)


def _picture(browser: Browser, url: str, name: str, address: str, width: int, login: str, password: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900 if width > 600 else 760}, locale="vi-VN")
    page = context.new_page()
    if login:
        page.goto(f"{url}/tai-khoan/login/")
        page.fill("input[name=login]", login)
        page.fill("input[name=password]", password)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.wait_for_url(lambda where: "/login/" not in where)
    page.goto(url + address)
    page.screenshot(path=TARGET / f"{name}-{width}.png")
    context.close()


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{url}/", timeout=5).close()  # noqa: S310  # our own server on loopback
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the demonstration did not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
