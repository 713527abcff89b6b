"""A cut line and a closed tab: what this device kept arrives once, and what was changed elsewhere stands."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from scripts.demonstration import WIDTHS, Demonstration, new_page

from tests.browser.looking import hold_to_standard
from tests.factories.papers import a_photograph

PHOTOGRAPH = {"name": "giay.jpg", "mimeType": "image/jpeg", "buffer": a_photograph(size=(800, 600))}
TITLE = "Phiếu kiểm nghiệm 2026"
DRAFT = re.compile("^Bánh phồng cua")  # the dossier itself, not the task that names it
RESOLVED = re.compile("^Kẹo chuối")
GROUP = "2. PHÁT TRIỂN SẢN PHẨM"


@pytest.mark.browser
def test_a_closed_tab_loses_neither_file_nor_mark(browser: Browser, demonstration: Demonstration) -> None:
    page = new_page(browser, demonstration, width=WIDTHS[0], login="san-xuat")
    context = page.context
    page.goto("/ho-so/viec-can-lam/")
    for link in (DRAFT, "Tự chấm và minh chứng", GROUP):
        page.get_by_role("link", name=link).first.click()
    address = page.url
    _put_in(page, only_typed=True)
    page.reload()
    expect(_criterion(page).locator("input[name=title]")).to_have_value(TITLE)
    expect(page.get_by_text("Mất mạng vẫn mở và điền tiếp được phiếu này.")).to_be_visible()
    context.set_offline(True)
    _put_in(page)
    _criterion(page).get_by_role("radio").nth(1).check()
    waiting = page.locator("#hang-doi")
    expect(waiting).to_contain_text("2 mục chưa gửi")
    expect(waiting).to_contain_text(TITLE)
    hold_to_standard(page)
    page.close()
    _opens_without_a_line(context.new_page(), address)
    context.set_offline(False)

    page, other = context.new_page(), context.new_page()
    page.goto(address)
    other.goto(address)  # two tabs flush at once
    expect(page.locator("[data-papers]").get_by_text(TITLE)).to_have_count(1)
    expect(page.locator("#hang-doi")).not_to_contain_text("chưa gửi")
    page.reload()
    expect(page.locator("[data-papers]").get_by_text(TITLE)).to_have_count(1)
    expect(_criterion(page).get_by_role("radio").nth(1)).to_be_checked()

    _criterion(page).get_by_role("radio").nth(0).check()
    expect(page.locator("#tong")).to_contain_text("Đã lưu lúc")
    _criterion(other).get_by_role("radio").nth(3).check()  # that page still knows the mark of before
    expect(other.locator("#tong")).to_contain_text("vừa được chọn")
    hold_to_standard(other)
    other.get_by_role("button", name="Lấy mức tôi chọn").click()
    expect(_criterion(other).get_by_role("radio").nth(3)).to_be_checked()
    expect(other.locator("#hang-doi")).to_be_hidden()

    page.reload()
    _criterion(page).get_by_role("link", name=f"Nắn thẳng {TITLE}").click()
    corner = page.get_by_role("button", name="Góc trên bên trái")
    corner.focus()
    corner.press("ArrowRight")
    hold_to_standard(page)
    page.get_by_role("button", name="Xem thử").click()
    hold_to_standard(page)
    page.get_by_role("button", name="Dùng ảnh này").click()
    expect(page.get_by_text("Ảnh đã nắn nằm trong hồ sơ")).to_be_visible()
    expect(page.locator("[data-papers]").get_by_text(TITLE)).to_have_count(1)
    context.close()


@pytest.mark.browser
def test_a_paper_of_an_appeal_waits_on_the_device_and_the_appeal_for_it(
    browser: Browser, demonstration: Demonstration
) -> None:
    page = new_page(browser, demonstration, width=WIDTHS[0], login="san-xuat")
    page.goto("/ho-so/viec-can-lam/")
    page.get_by_role("link", name=RESOLVED).last.click()
    page.get_by_role("link", name="Khiếu nại, kiến nghị về kết quả").click()
    page.get_by_label("Vì sao chưa đồng ý?").fill("Có hợp đồng với siêu thị.")
    page.get_by_label("Đề nghị giải quyết thế nào?").fill("Tính lại tiêu chí 2.1.")
    page.get_by_role("button", name="Lưu và thêm giấy tờ").click()
    page.context.set_offline(True)
    page.locator("form[data-upload] input[type=file]").set_input_files(PHOTOGRAPH)
    page.locator("form[data-upload] input[name=title]").fill(TITLE)
    page.get_by_role("button", name="Thêm giấy tờ").dblclick()
    expect(page.locator("#hang-doi")).to_contain_text("1 mục chưa gửi")
    page.get_by_role("button", name="Gửi đơn").click()
    expect(page.get_by_role("alert")).to_contain_text("Còn giấy tờ của đơn này chưa tới nơi.")
    hold_to_standard(page)
    page.context.set_offline(False)
    expect(page.locator("[data-papers]").get_by_role("link", name=TITLE)).to_have_count(1)
    expect(page.get_by_text("Còn giấy tờ của đơn này chưa tới nơi.")).to_be_hidden()
    page.get_by_text("Rút đơn").click()  # others find the demonstration as it was
    page.get_by_role("button", name="Rút").click()
    expect(page.get_by_text("Đã rút đơn")).to_be_visible()
    page.context.close()


def _opens_without_a_line(page: Page, address: str) -> None:
    """The copy answers, with what this device keeps; what was not carried along leads back to what was."""
    page.goto(address)
    expect(page.get_by_text("Không có mạng: đây là bản mang theo trên máy.")).to_be_visible()
    expect(page.locator("#hang-doi")).to_contain_text("2 mục chưa gửi")
    expect(_criterion(page).get_by_role("radio").nth(1)).to_be_checked()
    hold_to_standard(page)
    page.goto("/ho-so/giay-to/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Không có mạng")
    page.get_by_role("link", name="Tự chấm").click()
    page.get_by_role("link", name=GROUP).click()
    expect(_criterion(page).get_by_role("radio").nth(1)).to_be_checked()
    page.close()


def _criterion(page: Page) -> Locator:
    return page.locator("section[id^=tc-]").first


def _put_in(page: Page, *, only_typed: bool = False) -> None:
    """Say what the paper is; then choose it, and tap twice."""
    criterion = _criterion(page)
    if only_typed:
        criterion.get_by_text("Thêm minh chứng").click()
        criterion.locator("input[name=title]").fill(TITLE)
        return
    criterion.locator("input[type=file]").set_input_files(PHOTOGRAPH)
    criterion.get_by_role("button", name="Đưa vào hồ sơ").dblclick()
