"""A certificate's QR code, read by an independent reader and checked in Chromium with the network cut."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from scripts.demonstration import WIDTHS, Demonstration, new_page

from tests.browser.looking import hold_to_standard

CHECK = "/kiem-tra/ngoai-tuyen/"
KNOWN = "openocop:known"


@pytest.fixture(scope="module")
def address(browser: Browser, demonstration: Demonstration) -> str:
    """What the QR code of a certificate says: found by its product code, downloaded as PNG, read by zxing-cpp."""
    page = new_page(browser, demonstration, width=WIDTHS[1])
    page.goto(f"/kiem-tra/?ma={_codes(demonstration)[0]}")
    picture = page.request.get(f"{page.url}nhan.png").body()
    page.context.close()
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    return str(found.text)


@pytest.fixture
def offline(browser: Browser, demonstration: Demonstration, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone that opened the page once; its network is cut since."""
    page = new_page(browser, demonstration, width=WIDTHS[0])
    page.goto(CHECK)
    expect(page.get_by_text("mở được ở chế độ máy bay")).to_be_visible()
    page.context.set_offline(True)
    page.goto(CHECK)
    yield page
    page.context.close()


def _codes(demonstration: Demonstration) -> list[str]:
    """Return the product codes of the certificates that the demonstration issued."""
    papers = sorted(str(path) for path in demonstration.report["documents"])
    return [path.rpartition("/")[2].removesuffix(".pdf") for path in papers if "/giay-chung-nhan/" in path]


def _checked(page: Page, text: str) -> str:
    page.locator("#ma").fill(text)
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.locator("#ket-qua h1")).to_be_focused()
    return page.locator("#ket-qua h1").inner_text()


def _told_otherwise(page: Page, change: str) -> None:
    """Let the device know something else: `change` is a statement about `known`."""
    page.evaluate(
        f"""() => {{
          const known = JSON.parse(localStorage.getItem("{KNOWN}"));
          {change};
          localStorage.setItem("{KNOWN}", JSON.stringify(known));
        }}"""
    )
    page.reload()


@pytest.mark.browser
def test_a_genuine_code_is_verified_in_airplane_mode(offline: Page, demonstration: Demonstration, address: str) -> None:
    assert re.fullmatch(r"Minh hoạ. Thật, có giá trị đến hết ngày \d\d/\d\d/20\d\d", _checked(offline, address))
    expect(offline.locator("#ket-qua")).to_contain_text(_codes(demonstration)[0])
    expect(offline.locator("#ket-qua")).to_contain_text("máy này không thể biết")
    hold_to_standard(offline)


@pytest.mark.browser
def test_the_address_itself_opens_in_airplane_mode(offline: Page, address: str) -> None:
    """A telephone's camera opens the address of the code; where there is no network, the same page answers there."""
    offline.goto("/chung-nhan/" + address.split("/chung-nhan/")[1])
    expect(offline.locator("#ket-qua h1")).to_contain_text("Thật, có giá trị")
    hold_to_standard(offline)


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_a_photograph_of_the_label_leads_to_its_certificate(
    browser: Browser, demonstration: Demonstration, address: str, width: int
) -> None:
    """Read back by the server, so that it works on a telephone whose browser reads no codes itself."""
    page = new_page(browser, demonstration, width=width)
    page.goto("/kiem-tra/")
    label = page.request.get(f"/chung-nhan/{address.split('/')[4]}/nhan.png").body()
    page.get_by_label("Hoặc chụp mã QR, mã vạch trên bao bì").set_input_files(
        files=[{"name": "nhan.png", "mimeType": "image/png", "buffer": label}]
    )
    page.get_by_role("button", name="Đọc ảnh").click()
    page.wait_for_url(f"**/chung-nhan/{address.split('/chung-nhan/')[1]}")
    expect(page.get_by_text("đúng là của giấy chứng nhận này")).to_be_visible()
    hold_to_standard(page)
    page.context.close()


@pytest.mark.browser
def test_forged_changed_and_foreign_codes_are_refused(offline: Page, address: str) -> None:
    start, digits = address.split("#")
    for bit in (0, 8 * 64 + 3):  # in the signature, in the name of the producer
        assert _checked(offline, f"{start}#{int(digits) ^ (1 << bit)}") == "Không thật: chữ ký không khớp"
    assert _checked(offline, address[:-30]) in {
        "Đây không phải chứng thực của giấy chứng nhận",
        "Ký bằng một khóa không rõ của ai",
    }
    assert _checked(offline, start) == "Đây không phải chứng thực của giấy chứng nhận"
    # The key of a forger, as nobody published it.
    place = (int(digits).bit_length() + 7) // 8 - 9
    assert _checked(offline, str(int(digits) ^ (1 << 8 * place))) == "Ký bằng một khóa không rõ của ai"
    hold_to_standard(offline)


@pytest.mark.browser
def test_withdrawn_replaced_expired_and_revoked_are_told_with_the_day_of_the_knowledge(
    offline: Page, address: str
) -> None:
    certificate = address.split("/chung-nhan/")[1].split("/")[0]
    told = json.loads(str(offline.evaluate(f"localStorage.getItem('{KNOWN}')")))
    _told_otherwise(offline, f"known.withdrawn['{certificate}'] = '2026-06-01'; known.as_of = '2026-06-02T01:00:00Z'")
    assert _checked(offline, address) == "Minh hoạ. Thật, nhưng đã bị thu hồi ngày 01/06/2026"
    expect(offline.locator("#ket-qua")).to_contain_text("Biết theo danh sách lúc 08:00 02/06/2026")
    hold_to_standard(offline)
    _told_otherwise(offline, f"known.withdrawn = {{}}; known.replaced['{certificate}'] = '2026-06-01'")
    assert _checked(offline, address) == "Minh hoạ. Chứng thực cũ: giấy này đã được thay ngày 01/06/2026"
    _told_otherwise(offline, "known.replaced = {}; known.keys[0].retired_on = '2031-01-01'")
    offline.clock.set_fixed_time("2031-01-01T00:00:00Z")
    assert _checked(offline, address).startswith("Minh hoạ. Thật, nhưng đã hết hạn sau ngày ")
    _told_otherwise(offline, f"known.kept = {{'{certificate}': '2031-02-01'}}")
    kept = "Minh hoạ. Thật, còn hiệu lực theo Điều 12.3, chậm nhất đến hết ngày 31/01/2031"
    assert _checked(offline, address) == kept
    _told_otherwise(offline, "known.keys[0].revoked_on = '2026-07-01'; known.keys[0].reason = 'Khóa bị sao chép'")
    assert _checked(offline, address) == "Khóa đã ký mã này bị thu hồi ngày 01/07/2026"
    expect(offline.locator("#ket-qua")).to_contain_text("Khóa bị sao chép")
    assert len(told["keys"]) == 1


@pytest.mark.browser
def test_a_browser_without_the_method_says_so(browser: Browser, demonstration: Demonstration, address: str) -> None:
    page = new_page(browser, demonstration, width=WIDTHS[0])
    page.add_init_script("crypto.subtle.importKey = async () => { throw new DOMException('', 'NotSupportedError'); };")
    page.goto(CHECK)
    assert _checked(page, address) == "Trình duyệt này không kiểm tra được khi không có mạng"
    expect(page.locator("#ket-qua a")).to_have_attribute("href", re.compile("^/chung-nhan/[a-z2-9]{12}/$"))
    page.context.close()


@pytest.mark.browser
def test_the_page_of_a_certificate_tells_whose_code_was_scanned(
    browser: Browser, demonstration: Demonstration, address: str
) -> None:
    page = new_page(browser, demonstration, width=WIDTHS[0])
    here, digits = ("/chung-nhan/" + address.split("/chung-nhan/")[1]).split("#")
    page.goto(f"{here}#{digits}")
    expect(page.locator("#tem")).to_contain_text("đúng là của giấy chứng nhận này")
    hold_to_standard(page)
    page.goto(f"/kiem-tra/?ma={_codes(demonstration)[1]}")
    assert page.url.split("/")[-2] not in here
    page.goto(f"{page.url}#{digits}")
    page.reload()
    expect(page.locator("#tem")).to_contain_text("Mã trên bao bì là của giấy chứng nhận khác")
    hold_to_standard(page)
    page.goto(f"{here}#{int(digits) ^ 1}")
    expect(page.locator("#tem")).to_contain_text("bị làm giả hoặc hỏng")
    page.context.close()
