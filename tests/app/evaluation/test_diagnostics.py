"""What stands beside the result: who sees it, what it says, and that it never touches what is official."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from openocop.evaluation.models import Entry, Session
from openocop.evaluation.services.conflicts import step_aside
from openocop.evaluation.services.sessions import open_session, reveal_scores
from tests.factories.evaluation import (
    Panel,
    a_fixed_panel,
    a_panel,
    a_revealed_panel,
    a_sent_sheet,
    an_open_panel,
    signed_in,
)

pytestmark = pytest.mark.django_db

# Five products, three sheets each: the chair's and two members'. The first lies at the border of one star and two:
# of the 27 panels of three draws 11 reach 90 points together, 41 %. The second hangs on a floor; the others on nothing.
TOTALS = [(30, 31, 28), (55, 60, 65), (61, 61, 61), (72, 75, 79), (50, 49, 51)]


def _page(client: Client, session: Session) -> str:
    answer = client.get(reverse("evaluation:diagnostics", args=[session.public_id]))
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2]).split())


def test_it_says_that_the_result_stays_and_tells_the_doubtful_products_first() -> None:
    panel = a_revealed_panel(TOTALS)
    words = _page(signed_in(panel.chair), panel.session)
    assert "Kết quả chính thức giữ nguyên." in words
    names = [entry.dossier.product.name for entry in panel.entries()]
    agreed = names[2]
    assert words.index(names[0]) < words.index(agreed)
    assert re.search(re.escape(names[0]) + r" .*? 1 sao 60/100 60 % 2 sao 40 %", words)
    assert re.search(re.escape(names[1]) + r" .*? Yêu cầu tối thiểu của tiêu chí 5.3", words)
    assert words.index("3 sản phẩm giữ nguyên hạng sao trong mọi lần bốc") < words.index(agreed)


def test_nothing_official_changes_by_looking() -> None:
    panel = a_fixed_panel(TOTALS)
    before = list(Entry.objects.order_by("pk").values("result", "star", "average"))
    _page(signed_in(panel.chair), panel.session)
    assert list(Entry.objects.order_by("pk").values("result", "star", "average")) == before


def test_before_the_reveal_there_is_nothing_to_see() -> None:
    panel = an_open_panel()
    address = reverse("evaluation:diagnostics", args=[panel.session.public_id])
    for post in (panel.chair, panel.secretary, panel.members[0]):
        assert signed_in(post).get(address).status_code == 403


def test_one_who_stepped_aside_sees_neither_the_product_nor_its_weight() -> None:
    panel = a_panel(products=6)
    aside = panel.entries()[5]
    step_aside(session=panel.session, dossier=aside.dossier, by=panel.members[0], reason="Người nhà")
    panel = _revealed(panel)
    words = _page(signed_in(panel.members[0]), panel.session)
    assert aside.dossier.product.name not in words
    assert "6 sản phẩm" not in words


def test_members_are_compared_only_where_the_regulation_allows_it_and_the_result_is_adopted() -> None:
    panel = a_fixed_panel(TOTALS)
    refused = "Quy chế hoạt động của Hội đồng không cho phép so sánh các thành viên với nhau."
    assert refused in _page(signed_in(panel.chair), panel.session)
    panel.council.procedure = {**panel.council.procedure, "severity_diagnostics": "on"}
    panel.council.save(update_fields=["procedure"])
    words = _page(signed_in(panel.chair), panel.session)
    assert panel.members[0].name in words
    # On average the chair gave 53,6, the members 55,2 and 56,8: 53,6 - 56,0 is −2,4.
    assert "−2,4" in words
    other = _page(signed_in(panel.members[0]), panel.session)
    assert panel.members[1].name not in other


def test_the_cost_of_the_page_does_not_grow_with_the_products(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    panel = a_fixed_panel(TOTALS)
    client = signed_in(panel.chair)
    with django_assert_max_num_queries(14):
        _page(client, panel.session)


def _revealed(panel: Panel) -> Panel:
    open_session(session=panel.session, by=panel.secretary)
    for place, entry in enumerate(panel.entries()):
        for post in panel.scorers:
            if not (place == 5 and post == panel.members[0]):
                a_sent_sheet(entry, post, 60)
    reveal_scores(session=panel.session, by=panel.secretary)
    return panel
