"""One product from the register to its public star, through every hand the law asks for, on a phone and on a desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from scripts.demonstration import WIDTHS, Demonstration, new_page

from openocop.core.domain.legal_time import legal_day
from tests.browser.conftest import a_demonstration
from tests.browser.looking import hold_to_standard
from tests.factories.papers import a_pdf

PRODUCER = "HTX Mẫu Rừng Đước"
SET_8 = "Chế biến từ thịt, trứng, sữa, thủy sản, các sản phẩm từ mật ong, mật khác và nông sản thực phẩm khác"
LABEL = {"name": "nhãn sản phẩm.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """One of its own: two new stars would change the figures that other files read."""
    with a_demonstration(tmp_path_factory) as running:
        yield running


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sits down at which width; every page they leave is held to the standard."""

    browser: Browser
    demonstration: Demonstration
    width: int

    def page_of(self, login: str) -> Page:
        return new_page(self.browser, self.demonstration, width=self.width, login=login)

    def confirm_identity(self, page: Page, login: str) -> None:
        """Give the password once more, as acts that bind ask for it."""
        expect(page).to_have_url(re.compile("/reauthenticate/"))
        hold_to_standard(page)
        page.get_by_label("Mật khẩu").fill(self.demonstration.passwords[login])
        page.get_by_role("button", name="Xác nhận").click()
        expect(page).not_to_have_url(re.compile("/reauthenticate/"))

    def done(self, page: Page) -> None:
        hold_to_standard(page)
        page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "product", "round"),
    [(WIDTHS[0], "Tép rang khô", "Đợt 1 năm 2027"), (WIDTHS[1], "Cao chiết rễ sậy", "Đợt 2 năm 2027")],
)
def test_from_the_register_to_the_public_star(
    browser: Browser, demonstration: Demonstration, width: int, product: str, round: str
) -> None:
    desk = Desk(browser, demonstration, width)
    _office_opens_the_round(desk, round)
    _commune_registers_the_product(desk, product)
    dossier = _producer_files_the_dossier(desk, product, round)
    _commune_proposes(desk, dossier)
    _province_accepts(desk, dossier)
    _advisers_report(desk, product)
    _office_records_the_council(desk, round)
    session = _office_calls_the_session(desk, round)
    _secretary_opens_the_session(desk, session)
    for login in ("chu-tich-hd", "thanh-vien-1", "thanh-vien-2"):
        _member_scores(desk, session, product, login, bold=login == "thanh-vien-2")
    _chair_reveals(desk, session)
    _secretary_opens_the_second_ballot(desk, session, product)
    for login in ("chu-tich-hd", "thanh-vien-1", "thanh-vien-2"):
        _member_scores_again(desk, session, product, login)
    _secretary_closes_the_second_ballot(desk, session, product)
    _chair_adopts(desk, session)
    decision = _office_drafts_the_decision(desk, round)
    _leader_recognises(desk, decision, product)
    _anybody_reads_the_star(desk, product)


def _office_opens_the_round(desk: Desk, round: str) -> None:
    page = desk.page_of("chi-cuc")
    page.goto("/ho-so/dot/")
    page.get_by_role("link", name="Mở đợt").click()
    page.get_by_label(round).check()
    hold_to_standard(page)
    page.get_by_role("button", name="Mở đợt này").click()
    expect(page.get_by_text(f"Đã mở “{round}”.")).to_be_visible()
    desk.done(page)


def _commune_registers_the_product(desk: Desk, product: str) -> None:
    page = desk.page_of("xa")
    page.goto("/van-phong/chu-the/")
    page.get_by_role("link", name=PRODUCER).first.click()
    page.get_by_role("link", name="Thêm sản phẩm").click()
    page.get_by_label("Tên", exact=True).fill(product)
    hold_to_standard(page)
    page.get_by_role("button", name="Lưu vào danh mục").click()
    expect(page.get_by_text(f"Đã đưa vào danh mục: {product}")).to_be_visible()
    desk.done(page)


def _producer_files_the_dossier(desk: Desk, product: str, round: str) -> str:
    """Score 51 points, every gate of three stars met, one paper attached; return the dossier's address."""
    page = desk.page_of("san-xuat")
    page.goto("/ho-so/mo/")
    page.get_by_role("link", name=product, exact=True).click()
    page.get_by_label("Nhóm sản phẩm").select_option(label=SET_8)
    page.get_by_label(round).check()
    page.get_by_role("button", name="Mở hồ sơ").click()
    dossier = page.url.removesuffix("tu-danh-gia/")
    for group in range(1, 12):
        page.goto(f"{dossier}tu-danh-gia/{group}/")
        for criterion in page.locator("section[id^=tc-]").all():
            _mark(page, criterion, 2 if criterion.get_attribute("id") == "tc-2-2" else 1)
    _attach_label(page, f"{dossier}tu-danh-gia/2/")
    page.goto(f"{dossier}tu-danh-gia/")
    page.get_by_role("link", name="Xem lại và nộp").click()
    hold_to_standard(page)
    page.get_by_role("button", name="Nộp hồ sơ").click()
    desk.done(page)
    return dossier


def _attach_label(page: Page, group: str) -> None:
    page.goto(group)
    packaging = page.locator("#tc-2-2")
    packaging.get_by_text("Thêm minh chứng").click()
    packaging.get_by_label("Ảnh chụp hoặc tệp").set_input_files(LABEL)
    packaging.get_by_label("Đây là giấy tờ gì?").fill("Ảnh bao bì và nhãn")
    packaging.get_by_role("button", name="Đưa vào hồ sơ").click()
    expect(page.locator("#tc-2-2 .item").get_by_text("Ảnh bao bì và nhãn")).to_be_visible()
    hold_to_standard(page)


def _mark(page: Page, criterion: Locator, place: int) -> None:
    levels = criterion.get_by_role("radio")
    level = levels.nth(min(place, levels.count() - 1))
    if not level.is_checked():
        with page.expect_response(lambda answer: answer.url.endswith("/muc/")):
            level.check()


def _commune_proposes(desk: Desk, dossier: str) -> None:
    page = desk.page_of("xa")
    page.goto(dossier)
    hold_to_standard(page)
    page.get_by_role("link", name="Kiểm tra thành phần").first.click()
    hold_to_standard(page)
    for present in page.locator("main input[type=radio][value=present]").all():
        present.check()
    page.get_by_role("button", name="Ghi kết quả kiểm tra").click()
    page.wait_for_url("**/mau-03/")
    for box in page.locator("main textarea").all():
        box.fill("Đã kiểm tra, đúng như hồ sơ (minh hoạ).")
    hold_to_standard(page)
    page.get_by_role("button", name="Trình tỉnh").click()
    desk.done(page)


def _province_accepts(desk: Desk, dossier: str) -> None:
    page = desk.page_of("chi-cuc")
    page.goto(dossier)
    hold_to_standard(page)
    page.get_by_role("button", name="Tiếp nhận").click()
    desk.done(page)


def _advisers_report(desk: Desk, product: str) -> None:
    page = desk.page_of("tu-van")
    page.goto("/hoi-dong/to-tu-van/")
    page.get_by_role("link", name=product, exact=True).click()
    _fill_sheet(desk, page)
    page.get_by_role("button", name="Gửi Hội đồng").click()
    _send(page, product)
    desk.done(page)


def _send(page: Page, product: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Gửi phiếu “{product}”")
    hold_to_standard(page)
    page.get_by_role("button", name="Gửi phiếu").click()


def _fill_sheet(desk: Desk, page: Page) -> None:
    """Give every criterion the level worth two points, or one where none is: by keys at the desk, by thumb."""
    expect(page.locator("section.crit.here")).to_be_visible()
    hold_to_standard(page)
    for _ in range(page.locator("section.crit fieldset.lv").count()):
        if desk.width > 600:
            page.keyboard.press("1")
            page.keyboard.press("2")
        else:
            levels = page.locator("section.crit.here fieldset.lv input:not(:disabled)")
            two = levels.and_(page.locator("[data-p='2']"))
            (two if two.count() else levels.and_(page.locator("[data-p='1']"))).check()
        page.get_by_role("button", name="Tiêu chí sau").click()
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()


def _raise(page: Page) -> None:
    """Give the chief market five points, three above the advisers, and say why, as the regulation demands."""
    page.goto(page.url.split("#")[0] + "#tc-4-1")
    market = page.locator("#tc-4-1")
    market.locator("input[data-p='5']").check()
    market.get_by_label("Lý do").fill("Đã bán ở ba tỉnh, có hóa đơn trong hồ sơ (minh hoạ).")
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()


def _office_records_the_council(desk: Desk, round: str) -> None:
    """A chair, two members and a secretary; two sheets may lie two points apart."""
    page = desk.page_of("chi-cuc")
    page.goto("/hoi-dong/dot/")
    of_round = page.locator("main section").filter(has_text=round)
    of_round.get_by_role("link", name="Ghi nhận Hội đồng").click()
    for row, login in enumerate(("chu-tich-hd", "thanh-vien-1", "thanh-vien-2")):
        _seat(page, row, desk.demonstration.name_of(login))
    _seat(page, 9, desk.demonstration.name_of("thu-ky"))
    page.get_by_label("Mức chênh lệch điểm lớn nhất").fill("2")
    hold_to_standard(page)
    page.get_by_role("button", name="Ghi nhận Hội đồng").click()
    expect(page.get_by_text("Đã ghi nhận Hội đồng")).to_be_visible()
    desk.done(page)


def _office_calls_the_session(desk: Desk, round: str) -> str:
    """Call the session for today; return its address."""
    page = desk.page_of("chi-cuc")
    page.goto("/hoi-dong/dot/")
    of_round = page.locator("main section").filter(has_text=round)
    of_round.get_by_role("link", name="Triệu tập phiên họp").click()
    page.get_by_label("Ngày họp").fill(legal_day(datetime.now(UTC)).isoformat())
    hold_to_standard(page)
    page.get_by_role("button", name="Triệu tập phiên họp").click()
    expect(page.get_by_text("Đã triệu tập phiên họp")).to_be_visible()
    session = page.url
    desk.done(page)
    return session


def _seat(page: Page, row: int, name: str) -> None:
    page.locator(f"[name=form-{row}-name]").fill(name)
    page.locator(f"[name=form-{row}-body]").fill("Cơ quan (minh hoạ)")
    page.locator(f"[name=form-{row}-user]").select_option(label=name)


def _secretary_opens_the_session(desk: Desk, session: str) -> None:
    page = desk.page_of("thu-ky")
    page.goto(session)
    hold_to_standard(page)
    page.get_by_role("button", name="Mở phiên họp").click()
    expect(page.get_by_text("Chấm điểm độc lập").first).to_be_visible()
    desk.done(page)


def _member_scores(desk: Desk, session: str, product: str, login: str, *, bold: bool) -> None:
    page = desk.page_of(login)
    page.goto(f"{session}phieu/")
    _declare(desk, page, login)
    hold_to_standard(page)
    page.get_by_role("link", name=product).first.click()
    _fill_sheet(desk, page)
    if bold:
        _raise(page)
    page.get_by_role("button", name="Gửi phiếu").click()
    _send(page, product)
    expect(page.get_by_text(f"Đã gửi phiếu “{product}” của Ông/Bà.")).to_be_visible()
    desk.done(page)


def _declare(desk: Desk, page: Page, login: str) -> None:
    """No dossier opens before the member said, product by product, that they have no conflict of interest."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("Khai xung đột lợi ích")
    hold_to_standard(page)
    page.get_by_label("Các sản phẩm tôi không trả lời riêng ở trên").check()
    page.get_by_label("Họ và tên (thay chữ ký)").fill(desk.demonstration.name_of(login))
    page.get_by_role("button", name="Ký và mở hồ sơ").click()
    expect(page.get_by_text("Đã lưu bản khai.")).to_be_visible()


def _member_scores_again(desk: Desk, session: str, product: str, login: str) -> None:
    """The second sheet begins as the first was sent; who stood apart comes back to the others."""
    page = desk.page_of(login)
    page.goto(f"{session}phieu/")
    page.get_by_role("link", name=product, exact=True).first.click()
    page.goto(page.url.split("#")[0] + "#tc-4-1")
    page.locator("#tc-4-1 input[data-p='2']").check()
    hold_to_standard(page)
    page.get_by_role("button", name="Gửi phiếu").click()
    _send(page, product)
    expect(page.get_by_text(f"Đã gửi phiếu “{product}” của Ông/Bà.")).to_be_visible()
    desk.done(page)


def _chair_reveals(desk: Desk, session: str) -> None:
    page = desk.page_of("chu-tich-hd")
    page.goto(session)
    hold_to_standard(page)
    page.get_by_role("button", name="Công bố điểm").click()
    page.get_by_role("dialog").get_by_role("button", name="Công bố điểm").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kết quả")
    desk.done(page)


def _secretary_opens_the_second_ballot(desk: Desk, session: str, product: str) -> None:
    page = desk.page_of("thu-ky")
    page.goto(f"{session}ket-qua/")
    hold_to_standard(page)
    page.locator("main").get_by_role("link", name=product, exact=True).click()
    page.get_by_label("Kết luận thảo luận").fill("Cả Hội đồng xem lại hóa đơn ở ba tỉnh (minh hoạ).")
    hold_to_standard(page)
    page.get_by_role("button", name="Mở chấm lại (lần 2)").click()
    expect(page.get_by_text("Đang mở")).to_be_visible()
    desk.done(page)


def _secretary_closes_the_second_ballot(desk: Desk, session: str, product: str) -> None:
    page = desk.page_of("thu-ky")
    page.goto(f"{session}ket-qua/")
    page.locator("main").get_by_role("link", name=product, exact=True).click()
    page.get_by_role("button", name="Đóng chấm lại (lần 2)").click()
    desk.done(page)


def _chair_adopts(desk: Desk, session: str) -> None:
    page = desk.page_of("chu-tich-hd")
    page.goto(f"{session}thong-qua/")
    hold_to_standard(page)
    page.get_by_role("button", name="Thông qua kết quả").click()
    desk.confirm_identity(page, "chu-tich-hd")
    expect(page.get_by_text("Đã thông qua kết quả. Văn bản đã sẵn sàng.")).to_be_visible()
    desk.done(page)


def _office_drafts_the_decision(desk: Desk, round: str) -> str:
    """Draft the decision on the round; return its address."""
    page = desk.page_of("chi-cuc")
    page.goto("/cong-nhan/quyet-dinh/")
    hold_to_standard(page)
    page.locator("form[action$='/du-thao/recognition/']").get_by_role("button").click()
    expect(page.get_by_text(round).first).to_be_visible()
    decision = page.url
    desk.done(page)
    return decision


def _leader_recognises(desk: Desk, decision: str, product: str) -> None:
    page = desk.page_of("lanh-dao")
    page.goto(decision)
    today = legal_day(datetime.now(UTC))
    page.get_by_label("Số, ký hiệu quyết định").fill(f"MH-{desk.width}/QĐ-UBND")
    page.get_by_label("Ngày ban hành").fill(today.isoformat())
    page.get_by_label("Người ký", exact=True).fill(desk.demonstration.name_of("lanh-dao"))
    hold_to_standard(page)
    page.locator("form[action$='/ban-hanh/']").get_by_role("button").click()
    desk.confirm_identity(page, "lanh-dao")
    expect(page.get_by_role("link", name=product)).to_be_visible()
    desk.done(page)


def _anybody_reads_the_star(desk: Desk, product: str) -> None:
    page = new_page(desk.browser, desk.demonstration, width=desk.width)
    page.goto(f"/san-pham/?q={product}")
    page.get_by_role("link", name=product, exact=True).click()
    shown = page.locator("main")
    expect(shown).to_contain_text("Còn hạn đến")
    expect(shown).to_contain_text("3 sao")
    expect(shown).to_contain_text(f"MH-{desk.width}/QĐ-UBND")
    expect(shown).to_contain_text("minh hoạ")
    desk.done(page)
