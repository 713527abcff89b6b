"""A shopper opens pages with a connection and reads them again at a market without one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from scripts.demonstration import WIDTHS, Demonstration, new_page

from tests.browser.looking import hold_to_standard


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_that_were_seen_open_in_airplane_mode(browser: Browser, demonstration: Demonstration, width: int) -> None:
    page = new_page(browser, demonstration, width=width)
    page.goto("/san-pham/?q=mam+tom+chua+ngot")
    # The first page came before the worker; the second finds it at work.
    page.wait_for_function(
        """async () => {
          await navigator.serviceWorker.ready;
          return (await caches.match(location.href)) !== undefined;
        }"""
    )
    page.get_by_role("link", name="Mắm tôm chua ngọt").first.click()
    heading = page.locator("h1")
    expect(heading).to_contain_text("Mắm tôm chua ngọt")
    product = page.url
    page.wait_for_function("async () => (await caches.match(location.href)) !== undefined")
    page.context.set_offline(True)
    page.goto(product)
    expect(heading).to_contain_text("Mắm tôm chua ngọt")
    expect(page.get_by_text("Không có mạng: đây là bản máy bạn lưu lúc")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith('"Be Vietnam Pro"')
    hold_to_standard(page)
    page.goto("/san-pham/?q=mam+tom+chua+ngot")
    expect(page.get_by_role("link", name="Mắm tôm chua ngọt").first).to_be_visible()
    page.goto("/dot-danh-gia/")  # was never opened
    expect(page.locator("h1", has_text="Không có mạng")).to_be_visible()
    expect(page.get_by_role("link", name="Mắm tôm chua ngọt")).to_have_attribute("href", product)
    hold_to_standard(page)
    page.context.set_offline(False)
    page.goto(product)
    expect(page.get_by_text("Không có mạng: đây là bản máy bạn lưu lúc")).to_have_count(0)
    page.context.close()
