"""Three browsers at a time, each with the tablets at it; everything a browser does happens in a thread of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import TypeVar

from playwright.sync_api import Browser, Playwright, sync_playwright
from scripts.demonstration import QUIET

AT_A_TIME = 3
T = TypeVar("T")


class Window:
    """One Chromium."""

    def __init__(self) -> None:
        self.is_closing = False
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._playwright: Playwright
        self.browser: Browser

    def do(self, act: Callable[[], T]) -> Future[T]:
        return self._thread.submit(act)

    def open(self) -> None:
        chromium = shutil.which("chromium")
        if not chromium:
            raise SystemExit("chromium is missing; scripts/system_packages installs it")
        self._playwright = sync_playwright().start()
        self.browser = self._playwright.chromium.launch(executable_path=chromium, args=list(QUIET))

    def close(self) -> None:
        """Close the browser once what it is doing has ended; long acts look whether they should stop."""
        self.is_closing = True
        self.do(self._end).result()
        self._thread.shutdown()

    def _end(self) -> None:
        self.browser.close()
        self._playwright.stop()


@contextmanager
def windows() -> Iterator[Sequence[Window]]:
    with ExitStack() as opened:
        found = []
        for _number in range(AT_A_TIME):
            window = Window()
            window.do(window.open).result()
            opened.callback(window.close)
            found.append(window)
        yield found


def at_once(windows: Sequence[Window], act: Callable[[int], None]) -> list[Future[None]]:
    """Start an act in every window; it gets the window's number."""
    return [window.do(lambda number=number: act(number)) for number, window in enumerate(windows)]
