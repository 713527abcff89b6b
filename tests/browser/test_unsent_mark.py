"""A producer's mark on a line that is cut: the page says that it is not saved, and sends it when the line is back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from scripts.demonstration import WIDTHS, Demonstration, new_page

from tests.browser.looking import hold_to_standard


@pytest.mark.browser
def test_a_mark_is_told_unsaved_and_sent_again(browser: Browser, demonstration: Demonstration) -> None:
    page = new_page(browser, demonstration, width=WIDTHS[0], login="san-xuat")
    _open_a_dossier(page, "Rong biển sấy")
    first, second = (page.locator("section[id^=tc-]").nth(place).get_by_role("radio") for place in (0, 1))
    first.nth(1).check()
    expect(page.locator("#tong")).to_contain_text("Đã chấm 1 trong 31 tiêu chí")
    page.context.set_offline(True)
    second.nth(1).check()
    expect(page.get_by_text("Mức vừa chọn chưa được lưu.")).to_be_visible()
    hold_to_standard(page)
    page.context.set_offline(False)
    expect(page.locator("#tong")).to_contain_text("Đã chấm 2 trong 31 tiêu chí")
    expect(page.get_by_text("Mức vừa chọn chưa được lưu.")).to_be_hidden()
    page.context.clear_cookies()
    second.nth(0).check()
    expect(page.get_by_text("Mức vừa chọn chưa được lưu.")).to_be_visible()
    expect(page.locator("#tong")).to_contain_text("Đã chấm 2 trong 31 tiêu chí")
    page.context.close()


def _open_a_dossier(page: Page, product: str) -> None:
    """Enter a product, open its dossier on the group that its name does not decide, and go to the first criteria."""
    page.goto("/ho-so/mo/")
    page.get_by_role("link", name="Thêm sản phẩm khác").click()
    page.get_by_label("Tên", exact=True).fill(product)
    page.get_by_label("Nhóm sản phẩm").select_option("I.3.d")
    page.get_by_role("button", name="Lưu vào danh mục").click()
    page.get_by_role("link", name="Mở hồ sơ").click()
    page.get_by_role("button", name="Mở hồ sơ").click()
    page.get_by_role("link", name="1. TỔ CHỨC SẢN XUẤT").click()
