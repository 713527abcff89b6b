"""Every page that somebody can reach by its links, walked by the whole cast of the demonstration at both widths."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from scripts.demonstration import WIDTHS, Demonstration, new_page, screen, walk

from tests.browser.looking import fits, hold_to_standard

NOBODY = ""
# Where the work is done; a page of these that nothing links to any more is lost. Filing and form 03 stand in the
# journey: the dossier that is met here has been filed, and passed on, and offers them no more.
SHOWN = {
    *("catalogue:home", "catalogue:products", "catalogue:product", "catalogue:certificate", "catalogue:verify"),
    *("dossiers:home", "dossiers:sheet", "dossiers:group", "dossiers:next-star", "dossiers:commune-inbox"),
    *("dossiers:vault", "dossiers:kept-paper", "dossiers:add-paper", "dossiers:list", "dossiers:open-round"),
    *("dossiers:helping", "dossiers:help", "evaluation:advise", "evaluation:score"),
    *("evaluation:session", "evaluation:results", "evaluation:product", "evaluation:projector"),
    *("recognition:decision", "recognition:recognition", "recognition:import", "monitoring:summary"),
    *("ideas:start", "ideas:send", "ideas:choose", "ideas:practise", "ideas:list", "ideas:idea", "ideas:gather"),
    *("registry:producer", "registry:product", "accounts:people", "accounts:journal"),
}


@pytest.mark.browser
def test_whatever_a_link_leads_to_stands(browser: Browser, demonstration: Demonstration) -> None:
    """One page of every view per reader answers and fits; the first time it is met axe-core finds nothing serious."""
    met: set[str] = set()
    for login in (NOBODY, *demonstration.one_of_each_role()):
        page = new_page(browser, demonstration, width=WIDTHS[0], login=login)
        for view, answer in walk(page, "/cua-toi/" if login else "/"):
            assert answer.status == 200, (login, page.url)
            for width in WIDTHS:
                _turn_to(page, width)
                assert fits(page), (login, page.url, width)
                if view not in met:
                    hold_to_standard(page)
            met.add(view)
        page.context.close()
    assert met >= SHOWN


def _turn_to(page: Page, width: int) -> None:
    """Give the page another screen: the server says the same to each, so that it need not be asked again."""
    page.set_viewport_size(screen(width))
    assert page.evaluate("innerWidth") == width
