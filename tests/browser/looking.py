"""What every page owes its readers, asked of the real page: it fits the width, and axe-core finds nothing serious."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}"


def serious_findings(page: Page) -> list[str]:
    """Return the serious and critical findings of axe-core on the page as it stands."""
    page.evaluate(AXE)
    report: dict[str, Any] = page.evaluate(f"axe.run(document, {RULES})")
    return [
        f"{found['id']}: {found['nodes'][0]['html'][:160]}"
        for found in report["violations"]
        if found["impact"] in {"serious", "critical"}
    ]


def fits(page: Page) -> bool:
    """Say whether the page needs no sideways scroll."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    return int(page.evaluate("document.documentElement.scrollWidth")) <= width


def hold_to_standard(page: Page) -> None:
    """Fail when the page scrolls sideways or axe-core finds something serious."""
    page.wait_for_load_state("domcontentloaded")  # a click may have left the page between two documents
    assert fits(page), page.url
    assert serious_findings(page) == [], page.url
