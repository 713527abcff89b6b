"""Members declare their interests, product by product, before any dossier opens to them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openocop.accounts.domain.roles import Post, Role
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.models import Declaration, Entry, Recusal, ScoreSheet, Seat
from openocop.evaluation.selectors.papers import minutes_document
from openocop.evaluation.services.conflicts import declare_interests
from openocop.evaluation.services.sessions import fix_result, open_session, reveal_scores
from openocop.evaluation.services.sheets import save_sheet
from openocop.registry.models import Producer
from tests.factories.dossiers import a_post
from tests.factories.evaluation import (
    Panel,
    a_declaration,
    a_fixed_panel,
    a_panel,
    a_sent_sheet,
    an_accepted_dossier,
    an_evidence,
    an_open_panel,
    levels_of,
    signed_in,
)
from tests.factories.eyes import seen
from tests.factories.geography import load_camau

pytestmark = pytest.mark.django_db


def undeclared(**options: object) -> Panel:
    panel = a_panel(declared=False, **options)  # type: ignore[arg-type]
    open_session(session=panel.session, by=panel.secretary)
    return panel


def form_of(panel: Panel, member: Post, answers: Mapping[int, str] | None = None, **fields: str) -> dict[str, str]:
    """Return a form that answers for the rest, with a conflict and its reason at the positions of `answers`."""
    form = {"client_id": str(uuid4()), "rest": "on", "signature": member.name}
    for entry in panel.entries():
        if reason := (answers or {}).get(entry.position):
            form |= {f"c-{entry.dossier.public_id}": "conflict", f"r-{entry.dossier.public_id}": reason}
    return form | fields


def address_of(panel: Panel) -> str:
    return reverse("evaluation:declare", args=[panel.session.public_id])


def test_until_declared_no_dossier_and_no_sheet_opens() -> None:
    panel = undeclared(products=1)
    (entry,), member = panel.entries(), panel.members[0]
    evidence = an_evidence(entry.dossier).public_id
    client = signed_in(member)
    for name, args in (
        ("my-sheets", [panel.session.public_id]),
        ("score", [entry.public_id]),
        ("send-sheet", [entry.public_id]),
        ("evidence", [entry.public_id, evidence]),
    ):
        answer = client.get(reverse(f"evaluation:{name}", args=args))
        assert (answer.status_code, answer["Location"]) == (302, address_of(panel)), name
    with pytest.raises(NotPermitted, match="khai xung đột lợi ích"):
        save_sheet(entry_id=entry.public_id, marks=Marks(levels_of(60)), client_id=uuid4(), by=member)
    page = client.get(address_of(panel)).content.decode()
    assert entry.dossier.product.name in page
    assert "Hợp đồng liên kết" not in page  # the title of the evidence
    assert ScoreSheet.objects.count() == 0


def test_one_form_declares_on_everything_and_the_journal_keeps_it() -> None:
    panel = undeclared(products=3)
    member, client = panel.members[0], signed_in(panel.members[0])
    first = panel.entries()[0]
    answer = client.post(address_of(panel), form_of(panel, member, {1: "Chị gái là thành viên hợp tác xã"}))
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("evaluation:my-sheets", args=[panel.session.public_id]),
    )
    kept = Declaration.objects.get()
    assert (len(kept.answers), kept.answers[first.dossier.public_id]) == (3, "Chị gái là thành viên hợp tác xã")
    assert kept.signature == member.name
    assert Recusal.objects.get().dossier == first.dossier
    noted = JournalEntry.objects.filter(verb="interests.declared").latest("pk")
    assert noted.facts == {"declaration": kept.public_id, "products": 3, "aside": [first.dossier.public_id]}
    assert client.get(reverse("evaluation:score", args=[first.public_id])).status_code == 404
    assert client.get(reverse("evaluation:score", args=[panel.entries()[1].public_id])).status_code == 200
    page = client.get(address_of(panel)).content.decode()
    assert first.dossier.product.name not in page


def test_the_same_form_twice_is_one_declaration() -> None:
    panel = undeclared(products=2)
    member, number = panel.members[0], uuid4()
    answers = {entry.dossier.public_id: "" for entry in panel.entries()}
    given = [
        declare_interests(session=panel.session, answers=said, signature=member.name, client_id=number, by=member)
        for said in (answers, {})
    ]
    assert given[0] == given[1]
    client, form = signed_in(panel.members[1]), form_of(panel, panel.members[1])
    assert [client.post(address_of(panel), form).status_code for _twice in range(2)] == [302, 302]
    assert Declaration.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"signature": "Người Khác"}, "Hãy ghi họ và tên đúng như trong quyết định"),
        ({"rest": ""}, "Hãy trả lời, hoặc đánh dấu dòng trả lời chung"),
        ({"client_id": "1"}, ""),
    ],
)
def test_what_is_amiss_is_said_and_nothing_is_kept(fields: dict[str, str], words: str) -> None:
    panel = undeclared(products=1)
    member = panel.members[0]
    answer = signed_in(member).post(address_of(panel), form_of(panel, member, **fields))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Declaration.objects.count() == 0


def test_a_conflict_takes_a_reason() -> None:
    panel = undeclared(products=1)
    member, key = panel.members[0], panel.entries()[0].dossier.public_id
    answer = signed_in(member).post(address_of(panel), form_of(panel, member, **{f"c-{key}": "conflict"}))
    assert answer.status_code == 422
    assert Recusal.objects.count() == 0


def test_a_product_that_comes_later_takes_another_declaration() -> None:
    panel = an_open_panel(products=1)
    member, client = panel.members[0], signed_in(panel.members[0])
    late = Entry.objects.create(
        province=panel.session.province,
        session=panel.session,
        dossier=an_accepted_dossier(panel.council.round),
        position=2,
    )
    first = panel.entries()[0]
    assert client.get(reverse("evaluation:score", args=[first.public_id])).status_code == 200
    assert client.get(reverse("evaluation:score", args=[late.public_id])).status_code == 302
    old = {first.dossier.public_id: ""}
    with pytest.raises(Refused, match="vừa thay đổi"):
        declare_interests(session=panel.session, answers=old, signature=member.name, client_id=uuid4(), by=member)
    a_declaration(panel.session, member)
    assert client.get(reverse("evaluation:score", args=[late.public_id])).status_code == 200


def test_answers_for_a_product_one_may_not_know_of_are_refused() -> None:
    panel, other = undeclared(products=1), a_panel(products=1)
    answers = {entry.dossier.public_id: "" for entry in [*panel.entries(), *other.entries()]}
    with pytest.raises(Refused, match="vừa thay đổi"):
        declare_interests(
            session=panel.session,
            answers=answers,
            signature=panel.members[0].name,
            client_id=uuid4(),
            by=panel.members[0],
        )


def test_a_member_declares_until_the_result_is_fixed_and_reads_on_after_it() -> None:
    panel = a_fixed_panel([(60, 61)])
    Seat.objects.filter(council=panel.council).update(declared_until=None)
    (entry,), member = panel.entries(), panel.members[0]
    evidence = an_evidence(entry.dossier).public_id
    client = signed_in(member)
    assert client.get(reverse("evaluation:evidence", args=[entry.public_id, evidence])).status_code == 200
    with pytest.raises(NotPermitted, match="đã được thông qua"):
        a_declaration(panel.session, member)


def test_who_holds_another_post_beside_the_seat_declares_before_reading_in_it() -> None:
    panel = undeclared(products=1)
    (entry,) = panel.entries()
    evidence = an_evidence(entry.dossier).public_id
    Seat.objects.filter(user=panel.members[0].user_id).update(user=panel.officer.user_id)
    answer = signed_in(panel.officer).get(reverse("evaluation:evidence", args=[entry.public_id, evidence]))
    assert answer.status_code == 403


def test_registers_hint_to_the_member_and_to_the_secretary_and_decide_nothing() -> None:
    panel = undeclared(products=2)
    member, tied = panel.members[0], panel.entries()[1].dossier.product
    Producer.objects.filter(pk=tied.producer_id).update(representative=member.name)
    client = signed_in(member)
    page = client.get(address_of(panel)).content.decode()
    assert page.count("người đại diện trùng họ tên với thành viên") == 1
    answer = client.post(address_of(panel), form_of(panel, member))
    assert "hãy trả lời riêng" in answer.content.decode()
    key = panel.entries()[1].dossier.public_id
    assert client.post(address_of(panel), form_of(panel, member, **{f"c-{key}": "none"})).status_code == 302
    assert Recusal.objects.count() == 0
    states = signed_in(panel.secretary).get(reverse("evaluation:declarations", args=[panel.session.public_id]))
    told = states.content.decode()
    assert "Còn 2 thành viên chưa khai" in told
    assert told.count("người đại diện trùng họ tên với thành viên") == 1
    assert "trùng họ tên" not in signed_in(panel.members[1]).get(address_of(panel)).content.decode()


def test_the_secretary_learns_nothing_of_a_product_they_stepped_aside_from() -> None:
    panel = undeclared(products=2)
    hidden = panel.entries()[0].dossier
    keeper = panel.council.seats.get(role="secretary")
    Recusal.objects.create(
        province=panel.session.province,
        seat=keeper,
        dossier=hidden,
        reason="Người nhà",
        declared_at=panel.entries()[0].added_at,
    )
    a_declaration(panel.session, panel.members[0], conflicts={hidden.public_id: "Bạn thân"})
    page = signed_in(panel.secretary).get(reverse("evaluation:declarations", args=[panel.session.public_id]))
    assert hidden.product.name not in page.content.decode()
    assert "Bạn thân" not in page.content.decode()


def test_who_stepped_aside_is_not_waited_for_does_not_count_and_stands_in_the_minutes() -> None:
    load_camau()
    panel = undeclared(products=1)
    (entry,) = panel.entries()
    a_declaration(panel.session, panel.chair)
    a_declaration(panel.session, panel.members[0])
    a_declaration(panel.session, panel.members[1], conflicts={entry.dossier.public_id: "Chồng là giám đốc"})
    for post, total in ((panel.chair, 60), (panel.members[0], 64)):
        a_sent_sheet(entry, post, total)
    reveal_scores(session=panel.session, by=panel.secretary)
    fix_result(session=panel.session, by=panel.chair)
    entry.refresh_from_db()
    assert entry.average == "62"
    (line,) = minutes_document(panel.reload()).recusals
    assert line.endswith(f"không tham gia chấm sản phẩm “{entry.dossier.product.name}”: Chồng là giám đốc")


def test_declaring_adds_no_query_to_saving_and_sending() -> None:
    """Six and eight statements: who it is, product, seat with its declaration, sheet, two savepoints; sent, also the
    end of the journal and its next entry."""
    panel = an_open_panel(products=2, members=1)
    client = signed_in(panel.members[0])
    costs = []
    for entry in panel.entries():
        form = {f"m-{code}": "none" if level is None else str(level) for code, level in levels_of(60).items()}
        form["client_id"] = str(UUID(int=entry.position))
        with CaptureQueriesContext(connection) as saving:
            client.post(
                reverse("evaluation:score", args=[entry.public_id]), form, headers={"accept": "application/json"}
            )
        with CaptureQueriesContext(connection) as sending:
            client.post(reverse("evaluation:send-sheet", args=[entry.public_id]), form)
        costs.append((len(saving), len(sending)))
    assert costs[1] == (6, 8)
    assert ScoreSheet.objects.filter(sent_at__isnull=False).count() == 2


@pytest.mark.parametrize("name", ["declare", "declarations"])
def test_a_longer_agenda_costs_no_more(name: str) -> None:
    costs = set()
    for products in (1, 3):
        panel = undeclared(products=products)
        client = signed_in(panel.secretary if name == "declarations" else panel.members[0])
        client.get(reverse("evaluation:sessions"))
        cache.clear()
        costs.add(seen(client, reverse(f"evaluation:{name}", args=[panel.session.public_id])).queries)
    assert len(costs) == 1, costs


def test_nobody_but_scoring_members_declares() -> None:
    panel = undeclared(products=1)
    for post in (panel.secretary, panel.officer, a_post(Role.COUNCIL_MEMBER)):
        with pytest.raises(NotPermitted):
            declare_interests(session=panel.session, answers={}, signature=post.name, client_id=uuid4(), by=post)
