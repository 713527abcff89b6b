"""Take a picture of every page a link leads to and write `docs/pages.md`: `python -m scripts.screenshots`.

The demonstration is loaded and served on loopback in a throw-away home and is gone afterwards. A page is taken as the
first of the cast meets it: the public, then everyone from the producer to the administrator.
"""

from __future__ import annotations

import os
import re
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import django
from playwright.sync_api import Browser, Page
from scripts.demonstration import WIDTHS, Demonstration, new_page, running_browser, running_demonstration, walk

ROOT = Path(__file__).resolve().parents[1]

PICTURES = ROOT / "docs" / "images" / "pages"
DRAFT = re.compile("^Bánh phồng cua")  # the dossier itself, not the task that names it
PARTS = {
    "catalogue": "Trang công khai",
    "buying": "Người mua số lượng lớn",
    "gifts": "Tìm quà",
    "enquiries": "Hỏi mua",
    "received": "Khách hỏi mua",
    "saved": "Danh sách đã lưu",
    "misuse": "Báo dùng sai",
    "misuse-office": "Phản ánh dùng sai",
    "opendata": "Dữ liệu mở",
    "api": "Giao diện cho chương trình (API)",
    "transparency": "Sổ minh bạch",
    "account": "Tài khoản",
    "mfa": "Bảo vệ tài khoản",
    "accounts": "Việc của tôi, người dùng, nhật ký",
    "ideas": "Từ ý tưởng đến hồ sơ",
    "places": "Điểm bán, điểm du lịch, hội chợ",
    "offers": "Quy cách, giá, khả năng cung ứng",
    "channels": "Kênh bán",
    "dossiers": "Hồ sơ",
    "evaluation": "Tổ tư vấn và Hội đồng",
    "recognition": "Quyết định, công nhận, nhập danh sách",
    "proofs": "Chữ ký và kiểm tra khi không có mạng",
    "sealing": "Ký số văn bản",
    "monitoring": "Theo dõi",
    "registry": "Sổ chủ thể và sản phẩm",
}


@dataclass(frozen=True, slots=True)
class Met:
    """A page as somebody met it: the view's name, its address, whose it is ("" for everybody), and its title."""

    view: str
    address: str
    login: str
    title: str

    @property
    def file(self) -> str:
        return self.view.replace(":", "-").replace("_", "-")

    @property
    def part(self) -> str:
        return self.file.split("-")[0]


def main() -> None:
    """Write one picture per page and width, the first screen of it, and the page that shows them all."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "openocop.config.settings"
    with tempfile.TemporaryDirectory(prefix="openocop-pictures-") as home:
        os.environ["OPENOCOP_HOME"] = home
        django.setup()
        with running_demonstration(Path(home), os.environ) as demonstration, running_browser() as browser:
            pages = _walk(browser, demonstration)
            PICTURES.mkdir(parents=True, exist_ok=True)
            for old in PICTURES.glob("*.png"):
                old.unlink()
            for width in WIDTHS:
                _take(browser, demonstration, pages, width)
            later = [_referring(browser, demonstration)]  # it changes what other pages show
            for width in WIDTHS:
                _take(browser, demonstration, later, width)
            pages += later
    (ROOT / "docs" / "pages.md").write_text(_gallery(pages), encoding="utf-8")


def _walk(browser: Browser, demonstration: Demonstration) -> list[Met]:
    met: dict[str, Met] = {}
    for login in ("", *demonstration.one_of_each_role()):
        page = new_page(browser, demonstration, width=max(WIDTHS), login=login)
        for view, _answer in walk(page, "/cua-toi/" if login else "/"):
            address = page.url.removeprefix(demonstration.url)
            met.setdefault(view, Met(view, address, login, page.title().removesuffix(" · OpenOCOP")))
        page.context.close()
    met["evaluation:score"] = _scoring(browser, demonstration)
    met["evaluation:declare"] = _declaring(browser, demonstration)
    met |= {one.view: one for one in _in_writing(browser, demonstration)}
    met["dossiers:submit"] = _filing(browser, demonstration)
    met |= {one.view: one for one in _running(browser, demonstration)}
    met["dossiers:components"] = _checking(browser, demonstration)
    met["dossiers:form-03"] = _proposing(browser, demonstration, met["dossiers:components"])
    met["dossiers:changes"] = _upgrading(browser, demonstration)
    met["dossiers:straighten"] = _straightening(browser, demonstration)
    met |= {one.view: one for one in _appealing(browser, demonstration)}
    met |= {one.view: one for one in _withdrawing(browser, demonstration)}
    met["ideas:practise"] = _practising(browser, demonstration)
    met["ideas:follow"] = _following(browser, demonstration)
    for part, address in (("evaluation", "/hoi-dong/ngoai-tuyen/"), ("dossiers", "/ho-so/ngoai-tuyen/")):
        met[f"{part}:away"] = Met(f"{part}:away", address, "", "Không có mạng")
    return [one for one in met.values() if one.part in PARTS]


def _scoring(browser: Browser, demonstration: Demonstration) -> Met:
    """A sheet being filled in says more than the sent one that the walk comes to."""
    return _led_to(
        *(browser, demonstration, "evaluation:score", "thanh-vien-1", "/cua-toi/"), "chưa gửi", "Chấm sản phẩm"
    )


def _declaring(browser: Browser, demonstration: Demonstration) -> Met:
    """Members of the demonstration have declared; one of them is asked again, which says more than what they signed."""
    from openocop.evaluation.models import Seat  # once Django stands

    seats = Seat.objects.filter(user__username="thanh-vien-2", council__round__code="TD-2")
    with ThreadPoolExecutor() as outside:  # Playwright runs a loop in this thread, where Django asks no database
        outside.submit(seats.update, declared_until=None).result()
    return _led_to(*(browser, demonstration, "evaluation:declare", "thanh-vien-2", "/cua-toi/"), "Khai xung đột")


def _in_writing(browser: Browser, demonstration: Demonstration) -> list[Met]:
    """A written-opinion round has the address of a session and looks otherwise: for who runs it, and on a sheet."""
    room = _led_to(
        *(browser, demonstration, "evaluation:session-written", "thu-ky", "/cua-toi/"), "Đang lấy ý kiến bằng văn bản"
    )
    sheet = _led_to(
        *(browser, demonstration, "evaluation:score-written", "thanh-vien-2", "/cua-toi/"),
        *("ý kiến bằng văn bản cần gửi", "Chấm sản phẩm"),
    )
    ask = _led_to(
        *(browser, demonstration, "evaluation:ask-in-writing", "chi-cuc", "/hoi-dong/dot/"), "Lấy ý kiến bằng văn bản"
    )
    return [room, replace(sheet, address=f"{sheet.address}#tc-ket"), ask]


def _filing(browser: Browser, demonstration: Demonstration) -> Met:
    """The walk comes to a dossier that was filed, and leads past the page that files one."""
    return _led_to(
        *(browser, demonstration, "dossiers:submit", "san-xuat", "/ho-so/viec-can-lam/"),
        *(DRAFT, "Tự chấm và minh chứng", "Xem lại và nộp"),
    )


def _running(browser: Browser, demonstration: Demonstration) -> list[Met]:
    """The session that is being scored says more than one that is over."""
    led = [
        ("evaluation:session", ()),
        ("evaluation:order", ("Đổi thứ tự",)),
        ("evaluation:projector", ("Trình chiếu",)),
    ]
    start = ("thu-ky", "/cua-toi/", "Hội đồng đang chấm điểm")
    return [_led_to(browser, demonstration, view, *start, *links) for view, links in led]


def _checking(browser: Browser, demonstration: Demonstration) -> Met:
    """Only a dossier that is at the commune has its components checked."""
    return _led_to(
        *(browser, demonstration, "dossiers:components", "xa", "/ho-so/xa/"), *("Kẹo chuối", "Kiểm tra thành phần")
    )


def _proposing(browser: Browser, demonstration: Demonstration, checking: Met) -> Met:
    """The commune writes form 03 once it has found all the components there."""
    page = new_page(browser, demonstration, width=max(WIDTHS), login=checking.login)
    page.goto(checking.address)
    for present in page.locator("main input[type=radio][value=present]").all():
        present.check()
    page.get_by_role("button", name="Ghi kết quả kiểm tra").click()
    page.wait_for_url("**/mau-03/")
    address, title = page.url.removeprefix(demonstration.url), page.title().removesuffix(" · OpenOCOP")
    page.context.close()
    return Met("dossiers:form-03", address, checking.login, title)


def _upgrading(browser: Browser, demonstration: Demonstration) -> Met:
    """Only an upgrade or a re-assessment has something to compare."""
    return _led_to(
        *(browser, demonstration, "dossiers:changes", "san-xuat", "/ho-so/viec-can-lam/", "Kẹo chuối"),
        "Thay đổi so với sản phẩm đã được công nhận",
    )


def _straightening(browser: Browser, demonstration: Demonstration) -> Met:
    """The draft has a photograph taken from one side."""
    return _led_to(
        *(browser, demonstration, "dossiers:straighten", "san-xuat", "/ho-so/viec-can-lam/"),
        *(DRAFT, "Tự chấm và minh chứng", "1. TỔ CHỨC SẢN XUẤT", "Nắn thẳng"),
    )


def _referring(browser: Browser, demonstration: Demonstration) -> Met:
    """No adopted result of the demonstration has ninety points; for the picture one product is given them."""
    from openocop.evaluation.models import Entry  # once Django stands

    entries = Entry.objects.filter(session__council__round__code="TD-1", star=4)
    with ThreadPoolExecutor() as outside:  # as in `_declaring`
        outside.submit(entries.update, star=5, average="92").result()
    start = ("chi-cuc", "/cong-nhan/len-bo/", "Cua gạch")
    return _led_to(browser, demonstration, "recognition:referral", *start)


def _appealing(browser: Browser, demonstration: Demonstration) -> list[Met]:
    """The appeal that awaits its decision leads to pages that a decided one has no more."""
    waiting = ("/cong-nhan/khieu-nai/", "Khô bổi U Minh")
    return [
        _led_to(browser, demonstration, "recognition:propose-ruling", "chi-cuc", *waiting, "Đề xuất giải quyết"),
        _led_to(browser, demonstration, "recognition:decide-appeal", "lanh-dao", *waiting, "Ghi số và ngày ban hành"),
        _led_to(
            *(browser, demonstration, "recognition:correction", "lanh-dao", "/cua-toi/"), "Quyết định đính chính chờ ký"
        ),
    ]


def _withdrawing(browser: Browser, demonstration: Demonstration) -> list[Met]:
    """A case looks otherwise to who examines it, who decides and who answers; the walk comes to one of them."""
    recognised = ("/cong-nhan/?q=Tép+bạc", re.compile("^Tép bạc"))
    return [
        _led_to(browser, demonstration, "recognition:withdrawal", "chi-cuc", "/cong-nhan/thu-hoi/", "Khô cá kèo"),
        _led_to(
            *(browser, demonstration, "recognition:decide-withdrawal", "lanh-dao", "/cua-toi/"),
            "Hồ sơ thu hồi chờ quyết định",
        ),
        _led_to(
            *(browser, demonstration, "recognition:answer-withdrawal", "san-xuat", "/cua-toi/"),
            "Đang xem xét thu hồi",
        ),
        _led_to(*(browser, demonstration, "recognition:open-withdrawal", "chi-cuc", *recognised), "Mở hồ sơ thu hồi"),
    ]


def _practising(browser: Browser, demonstration: Demonstration) -> Met:
    """A sheet with marks says more than the choice of a set that the walk comes to."""
    address = "/y-tuong/tap-cham/?bo=8&1.1=2&1.2=1&1.3=2&2.2=2"
    return _seen(browser, demonstration, "ideas:practise", address)


def _following(browser: Browser, demonstration: Demonstration) -> Met:
    """Nothing links to a follow-up address: whoever sends an idea is led there."""
    page = new_page(browser, demonstration, width=max(WIDTHS))
    page.goto("/y-tuong/gui/?ten=Kẹo+dừa+(minh+hoạ)")
    page.fill("#id_person_name", "Minh hoạ")
    page.fill("#id_email", "minh-hoa@example.invalid")
    page.select_option("#id_unit", index=1)
    page.check("#id_consent")
    page.wait_for_timeout(2_500)  # what is sent at once is taken for a program's
    with page.expect_navigation():
        page.get_by_role("button", name="Gửi đi").click()
    met = Met("ideas:follow", page.url.removeprefix(demonstration.url), "", page.title().removesuffix(" · OpenOCOP"))
    page.context.close()
    return met


def _seen(browser: Browser, demonstration: Demonstration, view: str, address: str) -> Met:
    page = new_page(browser, demonstration, width=max(WIDTHS))
    page.goto(address)
    met = Met(view, address, "", page.title().removesuffix(" · OpenOCOP"))
    page.context.close()
    return met


def _led_to(
    browser: Browser, demonstration: Demonstration, view: str, login: str, start: str, *links: str | re.Pattern[str]
) -> Met:
    page = new_page(browser, demonstration, width=max(WIDTHS), login=login)
    page.goto(start)
    for link in links:
        with page.expect_navigation():
            page.get_by_role("link", name=link).first.click()
    met = Met(view, page.url.removeprefix(demonstration.url), login, page.title().removesuffix(" · OpenOCOP"))
    page.context.close()
    return met


def _take(browser: Browser, demonstration: Demonstration, pages: list[Met], width: int) -> None:
    signed_in: dict[str, Page] = {}
    for met in pages:
        if met.login not in signed_in:
            signed_in[met.login] = new_page(browser, demonstration, width=width, login=met.login)
        page = signed_in[met.login]
        page.goto(met.address)
        page.screenshot(path=PICTURES / f"{met.file}-{width}.png")


def _gallery(pages: list[Met]) -> str:
    lines = [
        "# Các trang",
        "",
        "Chụp từ bản dùng thử bằng `python -m scripts.screenshots`, màn hình đầu của mỗi trang.",
    ]
    order = list(PARTS)
    for part, found in groupby(sorted(pages, key=lambda met: (order.index(met.part), met.file)), lambda met: met.part):
        lines += ["", f"## {PARTS[part]}", "", "| Máy tính | Điện thoại |", "|---|---|"]
        for met in found:
            wide, narrow = (f"images/pages/{met.file}-{width}.png" for width in reversed(WIDTHS))
            lines.append(f"| **{met.title}**<br>![{met.title}]({wide}) | ![{met.title}, điện thoại]({narrow}) |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
