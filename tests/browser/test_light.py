"""A first view on a rural line: how many bytes come, how soon the largest thing stands, whether anything jumps."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser
from scripts.demonstration import Demonstration

PATHS = ("/", "/san-pham/", "/kiem-tra/", "/dot-danh-gia/", "/thu-hoi/", "/en/", "/en/san-pham/", "/so-minh-bach/")
MOST_BYTES = 100_000  # over the wire, compressed; photographs come on top
# "Good" by web.dev/vitals; the time is for a server and a browser that share two busy cores.
LARGEST_BY, MOST_SHIFT = 2_500, 0.1
_VITALS = """() => new Promise(done => {
  let largest = 0, shift = 0;
  const see = (type, note) =>
    new PerformanceObserver(list => list.getEntries().forEach(note)).observe({type, buffered: true});
  see("largest-contentful-paint", entry => largest = entry.startTime);
  see("layout-shift", entry => shift += entry.value);
  setTimeout(() => done([largest, shift]), 200);
})"""


@pytest.mark.browser
def test_a_first_view_is_light_soon_there_and_still(browser: Browser, demonstration: Demonstration) -> None:
    paths = [*PATHS, _a_product(browser, demonstration)]
    seen = {path: _first_view(browser, demonstration, path) for path in paths}
    assert {path: view for path, view in seen.items() if view[0] >= MOST_BYTES} == {}
    assert {path: view for path, view in seen.items() if view[1] >= LARGEST_BY} == {}
    assert {path: view for path, view in seen.items() if view[2] >= MOST_SHIFT} == {}


def _a_product(browser: Browser, demonstration: Demonstration) -> str:
    context = browser.new_context(base_url=demonstration.url)
    page = context.new_page()
    page.goto("/san-pham/?q=mam+tom+chua+ngot")
    path = page.get_by_role("link", name="Mắm tôm chua ngọt").first.get_attribute("href")
    context.close()
    assert path is not None
    return path


def _first_view(browser: Browser, demonstration: Demonstration, path: str) -> tuple[int, float, float]:
    """Return bytes over the wire, milliseconds to the largest paint and the sum of shifts, with an empty cache."""
    context = browser.new_context(viewport={"width": 375, "height": 812}, base_url=demonstration.url, locale="vi-VN")
    page = context.new_page()
    wire, sizes = context.new_cdp_session(page), list[int]()
    wire.send("Network.enable")

    def count(event: dict[str, Any]) -> None:
        sizes.append(int(event["encodedDataLength"]))

    wire.on("Network.loadingFinished", count)
    page.goto(path, wait_until="networkidle")
    largest, shift = page.evaluate(_VITALS)
    context.close()
    assert sizes
    return sum(sizes), largest, shift
