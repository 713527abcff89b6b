"""A producer hangs a photograph, the public sees it in its own size; a label is held against its certificate."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from scripts.demonstration import WIDTHS, Demonstration, new_page

from tests.browser.looking import hold_to_standard
from tests.factories.photographs import a_drawing, sent

PRODUCT = "Kẹo chuối (mẫu)"
# Its file is larger than a telephone's small pictures: a drawing of 24 million dots with grain in it.
CAMERA = (5656, 4242)
ON_THE_WIRE = 1_500_000  # bytes; above, the device makes a picture small before it travels


def _from_a_camera(turn: int) -> dict[str, Any]:
    from PIL import Image

    picture = a_drawing(*CAMERA, turn=turn)
    grain = Image.effect_noise((707, 530), 60).resize(CAMERA).convert("RGB")
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": sent(Image.blend(picture, grain, 0.3))}


def _made_small(page: Page) -> None:
    """Wait until the chosen file is the small one; the page's policy lets no function be waited for in it."""
    size = "document.querySelector('input[type=file]').files[0].size"
    for _tenth in range(200):
        if int(page.evaluate(size)) < ON_THE_WIRE:
            return
        page.wait_for_timeout(100)
    pytest.fail("the photograph was not made small on the device")


def _of_the_product(page: Page) -> None:
    page.goto("/van-phong/san-pham/")
    page.get_by_role("link", name=PRODUCT, exact=True).click()


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_a_photograph_from_the_telephone_to_the_public_page(
    browser: Browser, demonstration: Demonstration, width: int
) -> None:
    page = new_page(browser, demonstration, width=width, login="san-xuat")
    _of_the_product(page)
    page.get_by_role("link", name="4 ảnh").click()
    hold_to_standard(page)
    page.get_by_role("link", name="Thêm một ảnh").click()
    hold_to_standard(page)
    camera = _from_a_camera(width)
    assert len(camera["buffer"]) > ON_THE_WIRE
    page.get_by_label("Ảnh", exact=True).set_input_files(camera)
    _made_small(page)
    caption = f"Hũ chụp ở khổ {width}"
    page.get_by_label("Chú thích", exact=True).fill(caption)
    page.get_by_label("Ai chụp").fill("Người thử (minh hoạ)")
    page.get_by_role("button", name="Thêm ảnh").click()
    expect(page.locator("#id_agreed-error")).to_contain_text("Chưa có sự đồng ý thì không đăng được ảnh")
    hold_to_standard(page)
    page.get_by_label("Ảnh", exact=True).set_input_files(camera)  # a browser gives no chosen file back
    page.get_by_label("Tôi được quyền đăng ảnh này").check()
    page.get_by_role("button", name="Thêm ảnh").click()
    expect(page.get_by_text("Đã thêm ảnh vào sản phẩm.")).to_be_visible()
    expect(page.locator(".hung li")).to_have_count(5)
    hold_to_standard(page)
    for _place in range(4):
        page.get_by_role("button", name=f"Đưa ảnh “{caption}” lên trước").click()
    expect(page.locator(".hung li").first).to_contain_text(caption)

    formats: list[str] = []

    def note(request: Request) -> None:
        if "/anh/" in request.url:
            formats.append(request.url.rsplit(".")[-1])

    page.on("request", note)
    page.goto(f"/san-pham/?q={PRODUCT}")
    page.get_by_role("link", name=PRODUCT, exact=True).click()
    shown = page.locator(".lead picture img")
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("picture => picture.currentSrc.endsWith('.avif') && picture.naturalWidth > 0")
    assert set(formats) == {"avif"}
    hold_to_standard(page)

    _of_the_product(page)
    page.get_by_role("link", name="5 ảnh").click()
    page.locator(".hung li").first.get_by_role("button", name="Gỡ ảnh").click()
    expect(page.locator(".hung li")).to_have_count(4)
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_a_label_is_held_against_its_certificate(browser: Browser, demonstration: Demonstration, width: int) -> None:
    page = new_page(browser, demonstration, width=width, login="san-xuat")
    page.goto("/cong-nhan/dau-sao/")
    page.get_by_role("link", name=f"Kiểm tra nhãn của {PRODUCT}").click()
    hold_to_standard(page)
    page.get_by_label("Số sao trên nhãn").select_option("4")
    page.get_by_label("Tên sản phẩm trên nhãn").fill(PRODUCT)
    page.get_by_label("Nội dung trên nhãn").fill("OCOP 4 sao. Thành phần: chuối")
    page.get_by_role("button", name="So với giấy chứng nhận").click()
    expect(page.get_by_role("alert")).to_contain_text("1 điểm không khớp giấy chứng nhận")
    expect(page.get_by_text("Nhãn ghi 4 sao, giấy chứng nhận ghi 3 sao. Hãy sửa nhãn.")).to_be_visible()
    hold_to_standard(page)
    page.context.close()


@pytest.mark.browser
def test_nothing_jumps_when_photographs_come(browser: Browser, demonstration: Demonstration) -> None:
    page = new_page(browser, demonstration, width=WIDTHS[0])
    page.goto(f"/san-pham/?q={PRODUCT}")
    page.get_by_role("link", name=PRODUCT, exact=True).click()
    page.wait_for_load_state("networkidle")
    shift = page.evaluate(
        """() => new Promise(done => {
          let sum = 0;
          new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.value))
            .observe({type: "layout-shift", buffered: true});
          setTimeout(() => done(sum), 300);
        })"""
    )
    assert shift < 0.1
    page.context.close()
