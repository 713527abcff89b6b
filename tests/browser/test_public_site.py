"""The public site as a shopper meets it: every page at two widths, no sideways scroll, no serious axe finding."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from scripts.demonstration import WIDTHS, Demonstration, new_page

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
PAGES = ("/", "/san-pham/", "/san-pham/?q=tom+kho", "/san-pham/?q=khong-co-gi-ca", "/kiem-tra/", "/dot-danh-gia/")


def serious_findings(page: Page) -> list[str]:
    """Return the serious and critical findings of axe-core on the page as it stands."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    report: dict[str, Any] = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
    )
    return [
        f"{found['id']}: {found['nodes'][0]['html'][:160]}"
        for found in report["violations"]
        if found["impact"] in {"serious", "critical"}
    ]


def look_at(page: Page, path: str) -> None:
    """Open a page and hold it to what every page owes: an answer, no sideways scroll, nothing serious from axe."""
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200, path
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert serious_findings(page) == [], path


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_every_public_page_stands(browser: Browser, demonstration: Demonstration, width: int) -> None:
    page = new_page(browser, demonstration, width=width)
    for path in PAGES:
        look_at(page, path)
    page.goto("/san-pham/?q=ba+khia+tron+san")
    page.get_by_role("link", name="Ba khía trộn sẵn").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Ba khía trộn sẵn"
    assert "Chưa rõ thời hạn" in page.locator("main").inner_text()
    look_at(page, page.url)
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
