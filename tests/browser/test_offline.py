"""A member's tablet with the network pulled: pages open, sheets wait and arrive, two devices meet in words."""

from __future__ import annotations

from datetime import datetime

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from scripts.demonstration import WIDTHS, Demonstration, new_page

from tests.browser.looking import hold_to_standard

MEMBER = "thanh-vien-1"
PRESSED_AT_THE_NEXT_READ = """
() => {
  const get = IDBObjectStore.prototype.get;
  IDBObjectStore.prototype.get = function (sheet) {
    const asked = get.call(this, sheet);
    if (this.transaction.mode === "readonly") {
      IDBObjectStore.prototype.get = get;
      document.querySelector("button[value=send]").click();
    }
    return asked;
  };
}
"""


@pytest.mark.browser
def test_a_sheet_filled_in_and_sent_without_a_network_arrives(browser: Browser, demonstration: Demonstration) -> None:
    page = new_page(browser, demonstration, width=WIDTHS[1], login=MEMBER)
    _open_list(page)
    page.context.set_offline(True)
    page.reload()
    product = _unsent(page).first.inner_text()
    _unsent(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(product)
    _fill(page)
    expect(page.locator("#dong-bo")).to_contain_text("1 phiếu chưa gửi")
    hold_to_standard(page)
    page.reload()
    expect(page.locator("#con-thieu")).to_be_hidden()
    page.get_by_role("button", name="Gửi phiếu").click()
    hold_to_standard(page)
    page.get_by_role("button", name="Gửi khi có mạng").click()
    expect(page.locator("#chua-gui")).to_contain_text("1 phiếu chưa gửi")
    expect(page.locator("tr").filter(has_text=product)).to_contain_text("Mới có trên máy này", use_inner_text=True)
    hold_to_standard(page)
    page.context.set_offline(False)
    expect(page.get_by_text(f"Đã gửi phiếu “{product}” của Ông/Bà.")).to_be_visible()
    expect(page.locator("#chua-gui")).to_have_count(0)
    page.reload()
    expect(page.locator("tr").filter(has_text=product)).to_contain_text("Đã gửi")
    page.context.close()


@pytest.mark.browser
def test_two_devices_see_both_versions(browser: Browser, demonstration: Demonstration) -> None:
    tablet, phone = (new_page(browser, demonstration, width=width, login=MEMBER) for width in reversed(WIDTHS))
    for page in (tablet, phone):
        _open_list(page)
        _unsent(page).last.click()
        expect(page.locator("section.crit.here")).to_have_count(1)
    tablet.clock.set_fixed_time(datetime(2001, 1, 1))  # noqa: DTZ001  # a tablet whose clock is wrong
    tablet.context.set_offline(True)
    _mark(tablet, 0)
    _mark(phone, 1)
    expect(phone.get_by_text("Đã lưu lúc")).to_be_visible()
    tablet.context.set_offline(False)
    expect(tablet.get_by_text("Cả hai bản còn nguyên; Ông/Bà chọn một bản.")).to_be_visible()
    expect(tablet.locator("[data-differences] li")).to_contain_text(["máy này 1 điểm; bản đã lưu 2 điểm"])
    hold_to_standard(tablet)
    tablet.get_by_role("button", name="Lấy bản trên máy này").click()
    expect(tablet.get_by_text("Đã lưu lúc")).to_be_visible()
    phone.reload()
    expect(phone.locator("#tc-1-1 input[data-p='1']")).to_be_checked()
    for page in (tablet, phone):
        page.context.close()


@pytest.mark.browser
def test_what_waits_goes_once_its_member_has_signed_in_again(browser: Browser, demonstration: Demonstration) -> None:
    page = new_page(browser, demonstration, width=WIDTHS[0], login=MEMBER)
    address = _open_list(page)
    _unsent(page).last.click()
    expect(page.locator("section.crit.here")).to_have_count(1)
    page.context.clear_cookies()
    _mark(page, 2)
    expect(page.locator("#dong-bo")).to_contain_text("Hết phiên đăng nhập")
    hold_to_standard(page)
    page.goto("/tai-khoan/login/")
    page.fill("input[name=login]", MEMBER)
    page.fill("input[name=password]", demonstration.passwords[MEMBER])
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto(address)
    expect(page.get_by_text("Mất mạng vẫn chấm tiếp được.")).to_be_visible()
    expect(page.locator("#chua-gui")).to_have_count(0)
    _unsent(page).last.click()
    expect(page.locator("#tc-1-1 input[type=radio]").nth(2)).to_be_checked()
    page.context.close()


@pytest.mark.browser
def test_copies_are_gone_when_their_reader_has_left(browser: Browser, demonstration: Demonstration) -> None:
    page = new_page(browser, demonstration, width=WIDTHS[0], login=MEMBER)
    address = _open_list(page)
    page.goto("/cua-toi/")
    page.locator("details.me summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url(f"{demonstration.url}/")  # signed out, and no earlier
    page.context.set_offline(True)
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Không có mạng")
    hold_to_standard(page)
    page.context.close()


@pytest.mark.browser
def test_sending_in_the_instant_in_which_the_last_mark_is_saved(browser: Browser, demonstration: Demonstration) -> None:
    """The page reads how the mark stands just as its member goes on to send: what is read then is older than that."""
    page = new_page(browser, demonstration, width=WIDTHS[0], login=MEMBER)
    _open_list(page)
    _unsent(page).last.click()
    expect(page.locator("section.crit.here")).to_have_count(1)
    page.evaluate(PRESSED_AT_THE_NEXT_READ)
    _mark(page, 1)
    expect(page.get_by_role("heading", level=1)).to_have_text("Còn 31 mục phải điền trước khi gửi")
    page.context.close()


def _open_list(page: Page) -> str:
    """Open one's own sheets of the session in progress and wait until they are carried along."""
    page.goto("/cua-toi/")
    page.get_by_role("link", name="chưa gửi").first.click()
    expect(page.get_by_text("Mất mạng vẫn chấm tiếp được.")).to_be_visible()
    return page.url


def _unsent(page: Page) -> Locator:
    return page.locator("tr").filter(has_not_text="Đã gửi").locator("a[data-carry]")


def _fill(page: Page) -> None:
    """Take the advisers' level where they propose one, else the lowest; no reason is needed then."""
    for criterion in page.locator("section.crit:has(fieldset.lv)").all():
        if criterion.locator("fieldset.lv:disabled").count():
            page.get_by_role("button", name="Tiêu chí sau").click()
            continue
        proposed = criterion.locator("label:has(.adviser) input")
        (proposed if proposed.count() else criterion.locator("input[type=radio]")).first.check()
        page.get_by_role("button", name="Tiêu chí sau").click()


def _mark(page: Page, place: int) -> None:
    page.goto(page.url.split("#")[0] + "#tc-1-1")
    page.locator("#tc-1-1 input[type=radio]").nth(place).check()
