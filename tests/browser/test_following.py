"""Tablets and the hall follow the product that is called; the clock is the server's and runs on without it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from scripts.demonstration import Demonstration, new_page

WIDTH = 1280


def _room(page: Page) -> None:
    page.goto("/cua-toi/")
    page.get_by_role("link", name="Hội đồng đang chấm điểm").first.click()


def _press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


@pytest.mark.browser
def test_every_screen_follows_what_is_called(browser: Browser, demonstration: Demonstration) -> None:
    secretary = new_page(browser, demonstration, width=WIDTH, login="thu-ky")
    _room(secretary)
    hall = secretary.context.new_page()
    hall.goto(secretary.get_by_role("link", name="Trình chiếu").get_attribute("href") or "")
    tablet = new_page(browser, demonstration, width=WIDTH, login="thanh-vien-2")
    tablet.goto("/cua-toi/")
    tablet.goto(secretary.url.removeprefix(demonstration.url) + "phieu/")
    first = hall.get_by_role("heading", level=1).inner_text()
    expect(tablet.get_by_role("status").filter(has_text="Sản phẩm đang xét")).to_contain_text(first)

    _press(secretary, "Gọi sản phẩm tiếp theo")
    called = secretary.locator("#dang-xet .now b").inner_text().partition(". ")[2]
    assert called != first
    expect(hall.get_by_role("heading", level=1)).to_have_text(called)
    expect(tablet.get_by_role("status").filter(has_text="Sản phẩm đang xét")).to_contain_text(called)

    _press(secretary, "Chạy đồng hồ")
    clock = hall.locator(".hall-clock [data-text]")
    expect(clock).to_have_text(re.compile(r"^09:5\d$"))
    left = clock.inner_text()
    hall.context.set_offline(True)
    expect(clock).not_to_have_text(left)
    expect(hall.get_by_role("heading", level=1)).to_have_text(called)
    hall.context.set_offline(False)

    hall.keyboard.press("ArrowLeft")
    expect(hall.get_by_role("heading", level=1)).to_have_text(first)
    for page in (hall, tablet):
        page.context.close()
