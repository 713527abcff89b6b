"""One tablet in the hand of one person: what they do on it, by keys and taps, whether or not there is a line."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Browser, Error, Page, expect

from rehearsal.counting import Places, total
from rehearsal.law import sheet

PATIENCE = 60_000  # milliseconds
expect.set_options(timeout=PATIENCE)
_LIST = re.compile(r"/phien/[^/]+/phieu/$")
_AWAY = "Không có mạng"
_TROUBLE = re.compile("net::ERR|interrupted by another navigation|context was destroyed")


class Tablet:
    """A browser context of its own: cookies, copies and queue are this device's alone."""

    def __init__(self, browser: Browser, url: str, login: str, password: str, session: str) -> None:
        context = browser.new_context(
            viewport={"width": 1180, "height": 820}, has_touch=True, locale="vi-VN", base_url=url
        )
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.login, self.password, self.list = login, password, f"/hoi-dong/phien/{session}/phieu/"
        self.is_cut = False
        self.retries = 0

    def sign_in(self) -> None:
        self.page.goto("/tai-khoan/login/")
        self.page.fill("input[name=login]", self.login)
        self.page.fill("input[name=password]", self.password)
        self.page.get_by_role("button", name="Đăng nhập", exact=True).click()
        self.page.wait_for_url(lambda url: "/login/" not in url)

    def take_along(self) -> None:
        """Open one's own sheets and wait until all of them are on this device."""
        self.page.goto(self.list)
        expect(self.page.locator("#mang-theo [data-whole]")).to_be_visible(timeout=3 * PATIENCE)

    def cut(self) -> None:
        self.page.context.set_offline(True)
        self.is_cut = True

    def reconnect(self) -> None:
        self.page.context.set_offline(False)
        self.is_cut = False

    def declare(self, name: str, conflict: str) -> None:
        """Sign the declaration of interests; on the product named `conflict` step aside."""
        self.page.goto(self.list)
        if conflict:
            product = self.page.get_by_role("group").filter(has=self.page.get_by_text(conflict, exact=True))
            product.get_by_label("Có xung đột: tôi không tham gia").check()
            product.get_by_role("textbox").fill("Là người nhà của chủ thể (minh hoạ)")
        self.page.get_by_label("Các sản phẩm tôi không trả lời riêng ở trên").check()
        self.page.get_by_label("Họ và tên (thay chữ ký)").fill(name)
        self.page.get_by_role("button", name="Ký và mở hồ sơ").click()
        self.page.wait_for_url(_LIST)

    def show(self, address: str) -> None:
        """Open an address, again until the server or a copy on this device answers."""
        while True:
            try:
                self.page.goto(address)
                if self.page.get_by_role("heading", level=1).first.inner_text() != _AWAY:
                    return
            except Error as trouble:
                if not _TROUBLE.search(str(trouble)):
                    raise
            self._wait_a_little()

    def open_sheet(self, entry: str) -> None:
        """Open a product from the list; a page that did not come is asked for again."""
        while True:
            self.show(self.list)
            self.page.locator(f"a[data-carry][href='/hoi-dong/phieu/{entry}/']").click()
            shown = self.page.locator(f"section.crit.here, h1:text-is('{_AWAY}')").first
            expect(shown).to_be_visible()
            if shown.evaluate("node => node.tagName") == "SECTION":
                expect(self.page.locator("#phieu:not([data-closed])")).to_be_attached()
                return
            self._wait_a_little()

    def fill(self, set_no: int, places: Places, before: Places | None, proposed: Places) -> None:
        """Fill in the whole sheet with keys; of a second sheet only what differs from the first, `before`."""
        printed = sheet(set_no)
        self._go_to(printed[0].anchor)
        for criterion in printed:
            place = places[criterion.code]
            if place is not None and (before is None or place != before[criterion.code]):
                self.page.keyboard.press(str(criterion.points[place]))
                if place != proposed[criterion.code]:
                    self.page.locator(f"#r-{criterion.anchor}").fill("Đã xem hồ sơ tại phiên họp (minh hoạ).")
                    self.page.keyboard.press("Escape")
            self.page.keyboard.press("j")
        expect(self.page.locator("#tong")).to_have_text(str(total(set_no, places)))
        expect(self.page.locator("#con-thieu")).to_be_hidden()

    def mark_first(self, set_no: int, place: int) -> None:
        """Choose one level of the first criterion, and wait until it is saved."""
        first = sheet(set_no)[0]
        self._go_to(first.anchor)
        self.page.keyboard.press(str(first.points[place]))
        expect(self.page.get_by_text("Đã lưu lúc")).to_be_visible()

    def keep_mine(self) -> None:
        """Another tablet saved the sheet meanwhile: both versions are shown, this one's is taken."""
        expect(self.page.locator("[data-differences] li").first).to_be_visible()
        self.page.get_by_role("button", name="Lấy bản trên máy này").click()
        expect(self.page.get_by_text("Đã lưu lúc")).to_be_visible()

    def send(self) -> None:
        """Send the sheet: confirmed at once, or left in the queue of this device while there is no line."""
        while True:
            self.page.get_by_role("button", name="Gửi phiếu").click()
            shown = self.page.locator(f"#xac-nhan, #gui-sau[open], h1:text-is('{_AWAY}')").first
            expect(shown).to_be_visible()
            name = shown.get_attribute("id")
            if name:
                break
            self._wait_a_little()
            self.page.go_back()
        if name == "xac-nhan":
            shown.get_by_role("button", name="Gửi phiếu").click()
        else:
            shown.get_by_role("button", name="Gửi khi có mạng").click()
        self.page.wait_for_url(_LIST)

    def wait_until_all_is_sent(self) -> None:
        self.show(self.list)
        expect(self.page.locator("#chua-gui")).to_have_count(0, timeout=2 * PATIENCE)

    def _go_to(self, anchor: str) -> None:
        self.page.goto(f"{self.page.url.split('#')[0]}#{anchor}")
        expect(self.page.locator(f"#{anchor}.here")).to_be_visible()

    def _wait_a_little(self) -> None:
        self.retries += 1
        time.sleep(1)
