"""The public site as a shopper meets it: every page at two widths, with and without scripts, in both languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from scripts.demonstration import WIDTHS, Demonstration, new_page

from tests.browser.looking import hold_to_standard

PAGES = ("/", "/san-pham/", "/san-pham/?q=tom+kho", "/san-pham/?q=khong-co-gi-ca", "/kiem-tra/", "/dot-danh-gia/")
# A product of each state that the demonstration holds, and how its certificate is told.
STATES = {
    "Ba khía trộn sẵn": "Có trong danh sách OCOP 3 sao, chưa rõ thời hạn",
    "Kẹo chuối (mẫu)": "Minh hoạ. Đúng là sản phẩm OCOP 3 sao, giấy còn hạn",
    "Dưa bồn bồn (mẫu)": "Minh hoạ. Từng đạt OCOP 3 sao, giấy đã hết hạn",
}


def look_at(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200, path
    hold_to_standard(page)


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_every_public_page_stands(browser: Browser, demonstration: Demonstration, width: int) -> None:
    page = new_page(browser, demonstration, width=width)
    for path in PAGES:
        look_at(page, path)
    for name, title in STATES.items():
        page.goto(f"/san-pham/?q={name}")
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
        hold_to_standard(page)
        page.get_by_role("link", name="Xem tình trạng giấy chứng nhận hôm nay").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        hold_to_standard(page)
    page.get_by_role("link", name="Hộ kinh doanh Mẫu Sáu Mười").click()
    hold_to_standard(page)
    page.goto("/dot-danh-gia/")
    page.get_by_role("link", name="Đợt 1 năm 2022").click()
    expect(page.get_by_text("Hội đồng họp ngày 30/11/2022, đánh giá theo Quyết định 1048/QĐ-TTg.")).to_be_visible()
    hold_to_standard(page)
    page.context.close()


@pytest.mark.browser
def test_search_finds_the_same_with_and_without_accents(browser: Browser, demonstration: Demonstration) -> None:
    page = new_page(browser, demonstration, width=375)
    found = page.get_by_text("sản phẩm khớp")
    page.goto("/san-pham/?q=tôm+khô")
    with_accents = found.inner_text()
    page.goto("/san-pham/?q=tom+kho")
    assert (with_accents, found.inner_text()) == ("9 sản phẩm khớp “tôm khô”", "9 sản phẩm khớp “tom kho”")
    page.context.close()


@pytest.mark.browser
def test_headlines_count_the_84_products_that_a_source_names(browser: Browser, demonstration: Demonstration) -> None:
    page = new_page(browser, demonstration, width=1280)
    page.goto("/")
    page.get_by_role("link", name="Xem cả 84 sản phẩm").click()
    expect(page.get_by_role("heading", name="84 sản phẩm", exact=True)).to_be_visible()
    expect(page.get_by_text("Danh sách còn 9 bản ghi minh hoạ, không tính vào số trên.")).to_be_visible()
    page.context.close()


@pytest.mark.browser
def test_a_phone_without_scripts_filters_sorts_and_checks(browser: Browser, demonstration: Demonstration) -> None:
    context = browser.new_context(
        viewport={"width": 375, "height": 812}, java_script_enabled=False, base_url=demonstration.url, locale="vi-VN"
    )
    page = context.new_page()
    page.goto("/san-pham/")
    page.get_by_role("link", name="Bộ lọc").click()
    page.get_by_label("Hết hạn 1").check()
    page.get_by_role("button", name="Áp dụng bộ lọc").click()
    expect(page.get_by_role("heading", name="1 bản ghi minh hoạ")).to_be_visible()
    page.get_by_role("link", name="Bỏ hết").click()
    page.get_by_label("Xếp theo").select_option("Tên A–Z")
    page.get_by_role("button", name="Xếp", exact=True).click()
    assert page.url.endswith("/san-pham/?xep=ten")
    page.goto("/kiem-tra/")
    page.get_by_label("Mã sản phẩm, số giấy hoặc tên trên gói").fill("mam tom chua ngot")
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.get_by_role("link", name="Mắm tôm chua ngọt", exact=True)).to_be_visible()
    page.get_by_text("Mục lục").click()
    page.get_by_role("link", name="English").first.click()
    expect(page.get_by_role("heading", name="Is it one of these?")).to_be_visible()
    context.close()


@pytest.mark.browser
def test_the_public_never_sees_an_invented_score_of_a_real_product(
    browser: Browser, demonstration: Demonstration
) -> None:
    """Only the two scores the source gives are public (62 points); the replayed sheets are the office's."""
    page = new_page(browser, demonstration, width=1280)
    page.goto("/san-pham/?q=rieu+ba+khia")
    page.get_by_role("link", name="Riêu ba khía").first.click()
    shown = page.locator("main").inner_text().lower()
    assert "nguồn ghi hạng sao nhưng không công bố điểm" in shown
    assert re.search(r"\d\s*điểm|phiếu", shown) is None
    page.context.close()
