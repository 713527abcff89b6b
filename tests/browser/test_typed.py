"""What somebody typed is there again after a closed tab, a cut line and a lost sign-in, and gone once it was sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from scripts.demonstration import WIDTHS, Demonstration, new_page

from tests.browser.looking import hold_to_standard

NAME = "Bánh lá mơ (minh hoạ)"
PUT_BACK = "Phần gõ dở chưa gửi ở đây đã được đưa lại."


@pytest.mark.browser
def test_words_outlive_the_page_they_were_typed_on(browser: Browser, demonstration: Demonstration) -> None:
    page = new_page(browser, demonstration, width=WIDTHS[0], login="xa")
    context = page.context
    address = _product_form(page)
    _type(page)
    page.close()

    page = context.new_page()
    page.goto(address)
    expect(_name(page)).to_have_value(NAME)
    hold_to_standard(page)
    page.get_by_role("button", name="Bỏ phần gõ dở").click()
    expect(_name(page)).to_have_value("")

    _type(page)
    context.set_offline(True)
    page.get_by_role("button", name="Lưu vào danh mục").click()
    context.set_offline(False)
    page.goto(address)
    expect(page.get_by_text(PUT_BACK)).to_be_visible()

    context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Lưu vào danh mục").click()
    _sign_in(page, demonstration)
    page.goto(address)
    expect(_name(page)).to_have_value(NAME)
    page.get_by_role("button", name="Lưu vào danh mục").click()
    expect(page.get_by_text(f"Đã đưa vào danh mục: {NAME}")).to_be_visible()
    page.goto(address)
    expect(_name(page)).to_have_value("")
    expect(page.get_by_text(PUT_BACK)).to_have_count(0)
    context.close()


def _product_form(page: Page) -> str:
    page.goto("/van-phong/chu-the/")
    page.get_by_role("link", name="HTX Mẫu Rừng Đước").first.click()
    page.get_by_role("link", name="Thêm sản phẩm").click()
    expect(_name(page)).to_be_visible()
    return page.url


def _name(page: Page) -> Locator:
    return page.get_by_label("Tên", exact=True)


def _type(page: Page) -> None:
    _name(page).fill(NAME)
    page.wait_for_timeout(600)  # it is kept once the typing has paused


def _sign_in(page: Page, demonstration: Demonstration) -> None:
    page.wait_for_url("**/login/**")
    page.fill("input[name=login]", "xa")
    page.fill("input[name=password]", demonstration.passwords["xa"])
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda url: "/login/" not in url)
