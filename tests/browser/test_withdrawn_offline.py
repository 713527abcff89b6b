"""A certificate from its QR code to its withdrawal, on one phone: made, read, verified without a network, withdrawn."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from scripts.demonstration import WIDTHS, Demonstration, new_page

from openocop.core.domain.legal_time import legal_day
from tests.browser.conftest import a_demonstration
from tests.browser.looking import hold_to_standard

CHECK = "/kiem-tra/ngoai-tuyen/"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """A demonstration of its own: what is withdrawn here counts nowhere else."""
    with a_demonstration(tmp_path_factory) as running:
        yield running


def _checked(page: Page, text: str) -> str:
    page.locator("#ma").fill(text)
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.locator("#ket-qua h1")).to_be_focused()
    return page.locator("#ket-qua h1").inner_text()


def _withdraw(browser: Browser, own: Demonstration, code: str) -> None:
    """Record the decision of withdrawal as the leader does."""
    page = new_page(browser, own, width=WIDTHS[1], login="lanh-dao")
    page.goto("/cong-nhan/")
    page.get_by_role("row").filter(has_text=code).get_by_role("link").first.click()
    page.get_by_text("Ghi quyết định thu hồi", exact=True).click()
    page.locator("input[name=ground]").first.check()
    page.get_by_label("Số quyết định").fill("MH-TH/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill(legal_day(datetime.now(UTC)).isoformat())
    page.locator("form[action$='/thu-hoi/']").get_by_role("button").click()
    expect(page).to_have_url(re.compile("/reauthenticate/"))
    page.get_by_label("Mật khẩu").fill(own.passwords["lanh-dao"])
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.locator("main")).to_contain_text("MH-TH/QĐ-UBND")
    page.context.close()


@pytest.mark.browser
def test_a_phone_that_verified_a_certificate_learns_of_its_withdrawal(browser: Browser, own: Demonstration) -> None:
    papers = sorted(str(path) for path in own.report["documents"] if "/giay-chung-nhan/" in str(path))
    code = papers[0].rpartition("/")[2].removesuffix(".pdf")
    phone = new_page(browser, own, width=WIDTHS[0])
    phone.goto(f"/kiem-tra/?ma={code}")
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(phone.request.get(f"{phone.url}nhan.png").body())))
    address = str(found.text)

    phone.goto(CHECK)
    expect(phone.get_by_text("mở được ở chế độ máy bay")).to_be_visible()
    phone.context.set_offline(True)
    phone.goto(CHECK)
    assert re.fullmatch(r"Minh hoạ. Thật, có giá trị đến hết ngày \d\d/\d\d/20\d\d", _checked(phone, address))

    _withdraw(browser, own, code)
    today = legal_day(datetime.now(UTC)).strftime("%d/%m/%Y")
    assert "Thật, có giá trị" in _checked(phone, address), "a phone without a network cannot know yet"
    expect(phone.locator("#ket-qua")).to_contain_text("máy này không thể biết")

    phone.context.set_offline(False)
    phone.goto(CHECK)
    expect(phone.get_by_text("mở được ở chế độ máy bay")).to_be_visible()
    phone.context.set_offline(True)
    phone.goto(CHECK)
    assert _checked(phone, address) == f"Minh hoạ. Thật, nhưng đã bị thu hồi ngày {today}"
    expect(phone.locator("#ket-qua")).to_contain_text(re.compile(rf"Biết theo danh sách lúc \d\d:\d\d {today}"))
    hold_to_standard(phone)
    start, digits = address.split("#")
    assert _checked(phone, f"{start}#{int(digits) ^ 1}") == "Không thật: chữ ký không khớp"
    phone.context.close()
