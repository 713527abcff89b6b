"""Before sending their own sheet nobody learns anything of another's: not by page, count, order, error or query.

Every test takes whole answers (status, headers, bytes, number of queries) before and after a colleague acts, and
compares them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.models import Appointment
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.models import ScoreSheet
from openocop.evaluation.services.conflicts import step_aside
from openocop.evaluation.services.sessions import (
    close_second_ballot,
    fix_result,
    mark_attendance,
    open_second_ballot,
    open_session,
    reveal_scores,
)
from openocop.evaluation.services.sheets import save_sheet
from tests.factories.dossiers import a_post
from tests.factories.evaluation import (
    Panel,
    a_panel,
    a_revealed_panel,
    a_sent_sheet,
    an_evidence,
    an_open_panel,
    levels_of,
    signed_in,
)
from tests.factories.eyes import all_seen, differing, seen, told, way_through

pytestmark = pytest.mark.django_db

PREPARED = 2  # addresses
ELSEWHERE = (
    *("accounts:people", "accounts:journal", "dossiers:list", "dossiers:home", "dossiers:rounds"),
    *("recognition:list", "recognition:decisions", "recognition:export-csv", "monitoring:board"),
    *("registry:producers", "registry:products", "catalogue:home", "catalogue:products", "catalogue:rounds"),
)


def _addresses(panel: Panel) -> list[str]:
    """Return every address where something of the session could show."""
    session = panel.session.public_id
    found = [reverse("evaluation:sessions"), reverse("evaluation:results", args=[session])]
    found += [reverse(f"evaluation:{name}") for name in ("rounds", "advisory")]
    lists = ("agenda-list", "attendance-list")
    closed = ("diagnostics", "declarations", "letters", "letters-pack")
    for name in ("session", "progress", "my-sheets", "declare", "results-csv", "fix", "now", "order", *lists, *closed):
        found.append(reverse(f"evaluation:{name}", args=[session]))
    found += [reverse(f"evaluation:{name}", args=[session]) for name in ("projector", "projector-live")]
    found += [reverse("evaluation:paper", args=[session, "summary.pdf"])]
    found += [reverse("evaluation:results", args=[session]) + "?loc=chenh"]
    for entry in panel.entries():
        for name in ("score", "send-sheet", "step-aside", "product", "whole-dossier"):
            found.append(reverse(f"evaluation:{name}", args=[entry.public_id]))
        papers = entry.dossier.evidence.all()
        found += [reverse("evaluation:evidence", args=[entry.public_id, paper.public_id]) for paper in papers]
    return [*found, reverse("accounts:my-work")]


def _rest_of_the_site(panel: Panel) -> list[str]:
    found = [reverse(name) for name in ELSEWHERE]
    found += [reverse("dossiers:dossier", args=[entry.dossier.public_id]) for entry in panel.entries()]
    found.append(reverse("monitoring:summary", args=[panel.council.round.public_id]))
    return [*found, reverse("catalogue:products") + "?q=tom"]


def _unchanged_while(client: Client, addresses: list[str], *acts: Callable[[], object]) -> list[str]:
    """Return the addresses whose answer to `client` changes when others act."""
    made = [address for address in addresses if address.endswith("ho-so.pdf")]
    all_seen(client, addresses[:PREPARED] + made)  # a session, a result, a whole dossier: made at the first visit
    before = all_seen(client, addresses)
    for act in acts:
        act()
    return differing(before, all_seen(client, addresses))


def _sheets_of_others(panel: Panel, but: Post, total: int = 60) -> list[Callable[[], object]]:
    return [
        lambda entry=entry, post=post: a_sent_sheet(entry, post, total, opinion="Ý kiến riêng")  # type: ignore[misc]
        for entry in panel.entries()
        for post in panel.scorers
        if post != but
    ]


@pytest.mark.parametrize("who", ["member", "chair"])
def test_sheets_of_others_change_nothing_for_one_who_has_not_sent(who: str) -> None:
    panel = an_open_panel()
    an_evidence(panel.entries()[0].dossier)
    post = panel.chair if who == "chair" else panel.members[0]
    save_sheet(entry_id=panel.entries()[0].public_id, marks=Marks(levels_of(70)), client_id=uuid4(), by=post)
    colleague, entry = panel.members[1], panel.entries()[1]
    draft = Marks(levels_of(40), reasons={"1.1": "Riêng"}, opinion="Nháp của người khác")
    acts = [
        lambda: save_sheet(entry_id=entry.public_id, marks=draft, client_id=uuid4(), by=colleague),
        *_sheets_of_others(panel, post),
    ]
    client, addresses = signed_in(post), _addresses(panel) + _rest_of_the_site(panel)
    all_seen(client, addresses)  # public pages keep pieces they drew
    assert _unchanged_while(client, addresses, *acts) == []


@pytest.mark.parametrize("who", ["member", "chair"])
def test_second_sheets_of_others_change_nothing_for_one_who_has_not_sent(who: str) -> None:
    panel = a_revealed_panel([(60, 71, 65)])
    (again,) = panel.entries()
    open_second_ballot(entry=again, by=panel.secretary, note="Thảo luận")
    post = panel.chair if who == "chair" else panel.members[0]
    others = [one for one in panel.scorers if one != post]
    acts = [lambda one=one: a_sent_sheet(again, one, 66) for one in others]
    assert _unchanged_while(signed_in(post), _addresses(panel), *acts) == []


@pytest.mark.parametrize("who", ["member", "chair"])
def test_the_same_code_runs_whatever_others_sent(who: str) -> None:
    """What takes another way takes another time: function by function and statement by statement it is the same."""
    panel = an_open_panel()
    post = panel.chair if who == "chair" else panel.members[0]
    save_sheet(entry_id=panel.entries()[0].public_id, marks=Marks(levels_of(70)), client_id=uuid4(), by=post)
    client, addresses = signed_in(post), [one for one in _addresses(panel) if not one.endswith("ho-so.pdf")]
    all_seen(client, addresses)  # what is read once in a process is read now
    before = {address: way_through(client, address) for address in addresses}
    for act in _sheets_of_others(panel, post):
        act()
    assert [address for address in addresses if way_through(client, address) != before[address]] == []


def test_offices_learn_nothing_before_the_reveal() -> None:
    panel = an_open_panel(products=1)
    roles = [Role.LEADER, Role.ADMINISTRATOR, Role.INSPECTOR, Role.MINISTRY, Role.ADVISER]
    clients = [signed_in(post) for post in (panel.officer, *map(a_post, roles))]
    open_to_some = ("/ho-so/", "/theo-doi/", "/nhan-su/", "/cong-nhan/", "/phien/", "/hoi-dong/san-pham/")
    every = _addresses(panel) + _rest_of_the_site(panel)
    addresses = [address for address in every if any(part in address for part in open_to_some)]
    before = [all_seen(client, addresses) for client in clients]
    for act in _sheets_of_others(panel, panel.officer):
        act()
    found = [differing(then, all_seen(client, addresses)) for then, client in zip(before, clients, strict=True)]
    assert found == [[]] * 6


def test_another_council_and_the_neighbour_province_learn_nothing_at_all() -> None:
    panel = an_open_panel(products=1)
    elsewhere, neighbour = a_panel(products=1), a_panel(products=1, province="an-giang")
    strangers = [elsewhere.chair, elsewhere.secretary, elsewhere.members[0], neighbour.chair, neighbour.officer]
    strangers.append(a_post(Role.LEADER, province="an-giang"))
    clients = [signed_in(post) for post in strangers]
    own = [address for address in _addresses(panel) if panel.session.public_id in address]
    own += [reverse("evaluation:sessions"), reverse("evaluation:rounds")]
    before = [all_seen(client, own) for client in clients]
    for act in _sheets_of_others(panel, panel.officer):
        act()
    reveal_scores(session=panel.session, by=panel.secretary)
    assert [differing(then, all_seen(client, own)) for then, client in zip(before, clients, strict=True)] == [[]] * 6


def test_what_the_sheets_say_is_told_to_nobody_before_the_reveal() -> None:
    """The secretary and a chair who has sent know how many sheets came; their content changes no byte for them."""
    panel = an_open_panel(products=1)
    for act in _sheets_of_others(panel, panel.officer):
        act()

    def rewrite() -> None:
        ScoreSheet.objects.filter(seat__user=panel.members[0].user_id).update(
            levels=levels_of(90), score={"total": 90}, opinion="Khác hẳn", reasons={"1.1": "Khác hẳn"}
        )

    for post in (panel.secretary, panel.chair, panel.members[1]):
        assert _unchanged_while(signed_in(post), _addresses(panel), rewrite) == []


def test_refusals_tell_nothing_of_the_sheets_that_came() -> None:
    panel = an_open_panel(products=1)
    (entry,) = panel.entries()
    seats = panel.council.seats.filter(role="member").values_list("public_id", flat=True)
    session, product = panel.session.public_id, entry.public_id
    tries: list[tuple[str, dict[str, str]]] = [
        (reverse("evaluation:reveal", args=[session]), {}),
        *((reverse("evaluation:attendance", args=[session]), {"seat": seat, "attended": "no"}) for seat in seats),
        (reverse("evaluation:fix", args=[session]), {}),
        (reverse("evaluation:open-second", args=[product]), {}),
        (reverse("evaluation:close-second", args=[product]), {}),
        (reverse("evaluation:send-sheet", args=[product]), {"client_id": str(uuid4())}),
    ]
    clients = [signed_in(panel.chair), signed_in(panel.members[0])]
    before = [[told(client, *one) for one in tries] for client in clients]
    a_sent_sheet(entry, panel.members[1], 60)
    after = [[told(client, *one) for one in tries] for client in clients]
    assert after == before


def test_a_sheet_of_another_is_not_even_there() -> None:
    panel = an_open_panel(products=1)
    (entry,) = panel.entries()
    client = signed_in(panel.members[0])
    nowhere = seen(client, reverse("evaluation:sheet-paper", args=["khongco"]))
    theirs = a_sent_sheet(entry, panel.members[1], 60)
    there = seen(client, reverse("evaluation:sheet-paper", args=[theirs.public_id]))
    assert (there.status, there.queries) == (404, nowhere.queries)
    assert there.body.replace(theirs.public_id.encode(), b"khongco") == nowhere.body


def test_saving_and_sending_answer_the_same_whatever_others_sent() -> None:
    panel = an_open_panel(products=1)
    (entry,) = panel.entries()
    client = signed_in(panel.members[0])
    address = reverse("evaluation:score", args=[entry.public_id])
    posted = {"client_id": str(uuid4()), "m-1.1": "1"}
    first = client.post(address, posted, headers={"Accept": "application/json"})
    for act in _sheets_of_others(panel, panel.members[0]):
        act()
    second = client.post(address, posted, headers={"Accept": "application/json"})
    assert (first.status_code, set(first.json())) == (second.status_code, set(second.json())) == (200, {"saved_at"})


def test_a_chair_recorded_as_absent_does_not_count_the_sheets() -> None:
    """Else a chair could be absent, look, be present again and score."""
    panel = a_panel(products=1, procedure={"chair_present": "not_required"})
    own = panel.council.seats.get(role="chair")
    mark_attendance(session=panel.session, seat_id=own.public_id, attended=False, by=panel.chair)
    open_session(session=panel.session, by=panel.secretary)
    acts = [lambda: a_sent_sheet(panel.entries()[0], panel.members[0], 60)]
    client = signed_in(panel.chair)
    assert _unchanged_while(client, _addresses(panel), *acts) == []
    assert client.get(reverse("evaluation:progress", args=[panel.session.public_id])).status_code == 403
    with pytest.raises(NotPermitted):
        mark_attendance(session=panel.session, seat_id=own.public_id, attended=True, by=panel.chair)


def test_a_member_who_also_works_in_the_office_learns_nothing_there() -> None:
    panel = an_open_panel(products=1)
    member = panel.members[0]
    lent = Appointment.objects.create(
        user_id=member.user_id,
        office=Appointment.objects.get(user=panel.officer.user_id).office,
        role=Role.PROVINCIAL_OFFICER,
        province=panel.officer.province,
        valid_from=date(2026, 1, 1),
        basis="ủy quyền thử",
    )
    client = signed_in(member)
    client.post(reverse("accounts:switch-post"), {"post": lent.public_id})
    assert client.get(reverse("evaluation:my-sheets", args=[panel.session.public_id])).status_code == 403
    assert _unchanged_while(client, _addresses(panel), *_sheets_of_others(panel, member)) == []


def test_a_lent_chair_without_a_seat_counts_nothing() -> None:
    """A delegation lends the office, not the place on the council: appointed is who the decision names."""
    panel = an_open_panel(products=1)
    client = signed_in(a_post(Role.CHAIR))
    assert _unchanged_while(client, _addresses(panel), *_sheets_of_others(panel, panel.officer)) == []
    assert client.get(reverse("evaluation:session", args=[panel.session.public_id])).status_code == 404


def test_who_stepped_aside_is_not_told_how_the_product_stands() -> None:
    panel = an_open_panel(products=2)
    theirs, open_to_all = panel.entries()
    step_aside(session=panel.session, dossier=theirs.dossier, reason="Người nhà", by=panel.chair)
    a_sent_sheet(open_to_all, panel.chair, 60)
    for post, total in zip(panel.members, (60, 80), strict=True):
        a_sent_sheet(theirs, post, total)
        a_sent_sheet(open_to_all, post, 61)
    reveal_scores(session=panel.session, by=panel.secretary)
    client = signed_in(panel.chair)
    for name in ("results", "results-csv", "session", "fix"):
        page = client.get(reverse(f"evaluation:{name}", args=[panel.session.public_id]))
        assert theirs.dossier.product.name not in page.content.decode(), name
    with pytest.raises(Refused) as refused:
        fix_result(session=panel.session, by=panel.chair)
    assert theirs.dossier.product.name not in str(refused.value)
    open_second_ballot(entry=theirs, by=panel.secretary)
    with pytest.raises(Refused) as again:
        fix_result(session=panel.session, by=panel.chair)
    assert str(again.value) == str(refused.value)
    for post in panel.members:
        a_sent_sheet(theirs, post, 65)
    close_second_ballot(entry=theirs, by=panel.secretary)
    fix_result(session=panel.session, by=panel.chair)
