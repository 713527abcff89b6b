"""Lists cost the same number of queries however long they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.urls import reverse

from openocop.accounts.domain.roles import Post, Role
from openocop.evaluation.domain.lifecycle import SeatRole
from openocop.evaluation.services.councils import Appointee, appoint_council
from tests.factories.dossiers import a_post
from tests.factories.evaluation import (
    Panel,
    a_fixed_panel,
    a_panel,
    a_plain_round,
    a_revealed_panel,
    a_written_panel,
    an_accepted_dossier,
    an_evidence,
    an_open_panel,
    signed_in,
)
from tests.factories.eyes import seen

pytestmark = pytest.mark.django_db


def _cost(post: Post, address: str) -> int:
    client = signed_in(post)
    client.get(reverse("evaluation:sessions"))  # a first visit also makes the session
    cache.clear()
    answer = seen(client, address)
    assert answer.status == 200
    return answer.queries


def _scoring(products: int) -> Panel:
    return an_open_panel(products=products, members=2)


def _asked(products: int) -> Panel:
    return a_written_panel(products=products)


def _revealed(products: int) -> Panel:
    return a_revealed_panel([(60, 71, 65)] * products)


def _fixed(products: int) -> Panel:
    return a_fixed_panel([(60, 65, 62)] * products)


@pytest.mark.parametrize(
    ("stage", "name", "who"),
    [
        (_scoring, "session", "chair"),
        (_scoring, "session", "secretary"),
        (_scoring, "session", "officer"),
        (_scoring, "my-sheets", "member"),
        (_scoring, "order", "chair"),
        (_scoring, "now", "member"),
        (_scoring, "projector", "secretary"),
        (_scoring, "agenda-list", "officer"),
        (_asked, "session", "secretary"),
        (_asked, "my-sheets", "member"),
        (_revealed, "session", "secretary"),
        (_revealed, "results", "member"),
        (_revealed, "results", "chair"),
        (_revealed, "results-csv", "member"),
        (_revealed, "fix", "chair"),
        (_fixed, "results", "officer"),
        (_fixed, "results-csv", "officer"),
    ],
)
def test_a_longer_agenda_costs_no_more(stage: Callable[[int], Panel], name: str, who: str) -> None:
    costs = set()
    for products in (1, 3):
        panel = stage(products)
        post: Post = panel.members[0] if who == "member" else getattr(panel, who)
        costs.add(_cost(post, reverse(f"evaluation:{name}", args=[panel.session.public_id])))
    assert len(costs) == 1, costs


@pytest.mark.parametrize("name", ["sessions", "rounds"])
def test_more_sessions_cost_no_more(name: str) -> None:
    first = a_panel(products=1)
    before = _cost(first.officer, reverse(f"evaluation:{name}"))
    a_panel(products=1)
    a_plain_round()
    assert _cost(first.officer, reverse(f"evaluation:{name}")) == before


def test_more_accepted_dossiers_cost_no_more() -> None:
    adviser, officer, round = a_post(Role.ADVISER), a_post(Role.PROVINCIAL_OFFICER), a_plain_round()
    appoint_council(round=round, name="Hội đồng", appointees=[Appointee("Chủ tịch", "", SeatRole.CHAIR)], by=officer)
    addresses = [
        (adviser, reverse("evaluation:advisory")),
        (officer, reverse("evaluation:call", args=[round.public_id])),
    ]
    an_accepted_dossier(round)
    before = [_cost(*one) for one in addresses]
    for _more in range(2):
        an_accepted_dossier(round)
    assert [_cost(*one) for one in addresses] == before


def test_more_papers_cost_the_scoring_screen_no_more() -> None:
    panel = an_open_panel(products=1, members=1)
    (entry,) = panel.entries()
    address = reverse("evaluation:score", args=[entry.public_id])
    an_evidence(entry.dossier)
    before = _cost(panel.members[0], address)
    for number in range(3):
        an_evidence(entry.dossier, criterion="", name=f"giay-{number}.pdf")
    assert _cost(panel.members[0], address) == before
