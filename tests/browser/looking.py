"""What every page owes its readers, asked of the real page: it fits the width, and axe-core finds nothing serious."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}"


def serious_findings(page: Page) -> list[str]:
    """Return the serious and critical findings of axe-core on the page as it stands."""
    page.evaluate(AXE)
    # The whole report tells of every element that passed too: many times the page itself, so it stays in the browser.
    found: list[dict[str, str]] = page.evaluate(
        f"axe.run(document, {RULES}).then(report => report.violations.map("
        "({id, impact, nodes}) => ({id, impact, html: nodes[0].html})))"
    )
    return [f"{one['id']}: {one['html'][:160]}" for one in found if one["impact"] in {"serious", "critical"}]


def fits(page: Page) -> bool:
    """Say whether the page needs no sideways scroll."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    return int(page.evaluate("document.documentElement.scrollWidth")) <= width


def hold_to_standard(page: Page) -> None:
    """Fail when the page scrolls sideways or axe-core finds something serious."""
    page.wait_for_load_state("domcontentloaded")  # a click may have left the page between two documents
    assert fits(page), page.url
    assert serious_findings(page) == [], page.url
