"""From a card to an answer: products are saved, a set of gifts is found, the producers are asked and one answers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from scripts.demonstration import WIDTHS, Demonstration, new_page

from tests.browser.looking import hold_to_standard

WISH = "/qua-tang/?dip=tet&tien=400.000&so=10&mon=3&co-so=2&noi=country"


def _ask(page: Page) -> None:
    page.get_by_label("Tên bạn").fill("Khách thử (minh hoạ)")
    page.get_by_label("Thư điện tử").fill("minh-hoa@example.invalid")
    page.get_by_label("Tôi đồng ý để các cơ sở").check()
    page.wait_for_timeout(2100)  # a form that is sent sooner was filled in by a program
    page.get_by_role("button", name="Gửi câu hỏi").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Câu hỏi đã tới các cơ sở")


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_from_a_card_to_the_producers(browser: Browser, demonstration: Demonstration, width: int) -> None:
    page = new_page(browser, demonstration, width=width)
    page.goto("/san-pham/?qua=tet")
    hold_to_standard(page)
    for name in ("Kẹo chuối (mẫu)", "Mứt gừng nghệ (mẫu)"):
        control = page.get_by_role("button", name=name)
        control.click()
        expect(control).to_have_attribute("aria-pressed", "true")
    assert page.url.endswith("?qua=tet"), "saving stays on the page"
    page.goto("/danh-sach/")
    expect(page).to_have_url(re.compile(r"/danh-sach/\?ma=[a-z0-9]{12},[a-z0-9]{12}$"))
    hold_to_standard(page)
    page.get_by_role("link", name="Đưa ra khỏi danh sách Kẹo chuối (mẫu)").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.goto("/danh-sach/")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.goto(WISH)
    hold_to_standard(page)
    expect(page.get_by_role("heading", name=re.compile("Gợi ý 1: "))).to_be_visible()
    page.get_by_role("link", name="Hỏi mua 1").click()
    hold_to_standard(page)
    _ask(page)
    hold_to_standard(page)
    page.context.close()


@pytest.mark.browser
def test_every_step_is_there_without_scripts(browser: Browser, demonstration: Demonstration) -> None:
    context = browser.new_context(base_url=demonstration.url, locale="vi-VN", java_script_enabled=False)
    page = context.new_page()
    page.goto("/san-pham/?qua=tet")
    page.get_by_role("link", name="Lưu Kẹo chuối (mẫu)").click()
    expect(page).to_have_url(re.compile(r"/danh-sach/\?ma=[a-z0-9]{12}$"))
    page.get_by_label("Thêm: sản phẩm, chủ thể hoặc xã").fill("mứt gừng")
    page.get_by_role("main").get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name="Thêm Mứt gừng nghệ (mẫu)").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_role("link", name="Hỏi mua").click()
    _ask(page)
    page.context.close()
