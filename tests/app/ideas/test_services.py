"""Sending, answering, erasing an idea, and making a dossier of it."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from openocop.accounts.domain.roles import Role
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.ideas.domain.facts import Contact, Facts, Reply
from openocop.ideas.domain.stages import IdeaStage
from openocop.ideas.models import Idea, IdeaAnswer
from openocop.ideas.selectors.ideas import waited
from openocop.ideas.selectors.waiting import ideas_waiting
from openocop.ideas.services import registering
from openocop.ideas.services.answering import answer_idea, name_producer
from openocop.ideas.services.opening import open_from_idea
from openocop.ideas.services.registering import erase_idea, register_idea, send_idea
from tests.factories.dossiers import HERE, NOON, PROVINCE, THERE, a_post, a_producer, a_product, a_round, some_units
from tests.factories.ideas import CONTACT, an_answer, an_idea, an_own_idea

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _units() -> None:
    some_units()


def verbs(idea: Idea) -> list[str]:
    entries = JournalEntry.objects.filter(subject_id=idea.public_id).order_by("sequence")
    return [entry.verb for entry in entries]


def send(**changes: object) -> Idea:
    given = {
        "province": PROVINCE,
        "unit_code": HERE,
        "facts": Facts("Tôm  khô "),
        "contact": CONTACT,
        "consented": True,
        "client_id": uuid.uuid4(),
        "at": NOON,
    }
    return register_idea(**given | changes)  # type: ignore[arg-type]


def test_an_idea_without_an_account_is_taken_once_and_the_journal_names_nobody() -> None:
    again = uuid.uuid4()
    idea = send(client_id=again)
    assert send(client_id=again).pk == idea.pk
    assert (idea.product_name, idea.stage, idea.unit_code, idea.consented_at) == ("Tôm khô", "new", HERE, NOON)
    entry = JournalEntry.objects.get(subject_id=idea.public_id)
    assert (entry.verb, entry.actor_role) == ("idea.registered", "public")
    assert entry.facts == {"unit": HERE, "set": None, "kind": "first"}
    assert len(idea.follow_key) == 26


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"consented": False}, "consent"),
        ({"contact": Contact("Chị Thử")}, "phone"),
        ({"unit_code": "99999"}, "unit"),
        ({"unit_code": "32173"}, "unit"),  # a commune that was joined to another on 01/07/2025
    ],
)
def test_what_an_office_could_not_answer_is_not_taken(changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        send(**changes)
    assert refusal.value.field == field
    assert not Idea.objects.exists()


def test_a_flood_waits_for_tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registering, "WITHOUT_ACCOUNT_A_DAY", 2)
    send(), send()
    with pytest.raises(Refused, match="quá nhiều ý tưởng"):
        send()
    assert send(at=NOON + timedelta(days=2)).pk


def test_an_answer_sets_how_long_the_first_took_and_stands_once() -> None:
    idea, officer, again = an_idea(), a_post(Role.COMMUNE_OFFICER, unit=HERE), uuid.uuid4()
    assert waited(idea, at=NOON + timedelta(days=3)) == "đã chờ 3 ngày"
    reply = Reply("not_yet", "Thiếu giấy an toàn thực phẩm.", 8, "training")
    for _ in range(2):
        answer_idea(by=officer, idea=idea, reply=reply, client_id=again, at=NOON + timedelta(days=2))
    an_answer(officer, idea, at=NOON + timedelta(days=9))
    assert waited(idea, at=NOON + timedelta(days=30)) == "trả lời sau 2 ngày"
    assert [answer.finding for answer in idea.answers.all()] == ["not_yet", "suitable"]
    assert verbs(idea) == ["idea.registered", "idea.answered", "idea.answered"]


@pytest.mark.parametrize(
    ("reply", "field"),
    [
        (Reply("suitable", "  "), "words"),
        (Reply("perhaps", "Có lẽ"), "finding"),
        (Reply("suitable", "Được", 27), "set_no"),
        (Reply("suitable", "Được", None, "fly"), "next_step"),
    ],
)
def test_an_answer_says_something_that_exists(reply: Reply, field: str) -> None:
    officer = a_post(Role.COMMUNE_OFFICER, unit=HERE)
    with pytest.raises(Refused) as refusal:
        answer_idea(by=officer, idea=an_idea(), reply=reply, client_id=uuid.uuid4(), at=NOON)
    assert refusal.value.field == field
    assert not IdeaAnswer.objects.exists()


def test_another_commune_neither_answers_nor_names_a_producer() -> None:
    idea, stranger = an_idea(), a_post(Role.COMMUNE_OFFICER, unit=THERE)
    with pytest.raises(NotPermitted):
        an_answer(stranger, idea)
    with pytest.raises(NotPermitted):
        name_producer(by=stranger, idea=idea, producer=a_producer(unit=THERE), at=NOON)


def test_erasing_leaves_the_row_and_nothing_of_the_person() -> None:
    idea = an_answer(a_post(Role.COMMUNE_OFFICER, unit=HERE), an_idea(description="Nhà ở ấp 3"))
    erase_idea(idea=idea)
    erase_idea(idea=idea)
    idea.refresh_from_db()
    left = (idea.person_name, idea.phone, idea.email, idea.description, idea.product_name, idea.search_key)
    assert (idea.stage, left) == (IdeaStage.ERASED, ("",) * 6)
    assert [answer.words for answer in idea.answers.all()] == [""]
    assert verbs(idea).count("idea.erased") == 1


def test_the_idea_of_a_registered_producer_is_not_erased_by_its_address() -> None:
    by = a_post(Role.PRODUCER)
    with pytest.raises(Refused, match="cơ quan của xã"):
        erase_idea(idea=an_own_idea(by, a_producer(member=by)))


def test_a_producer_sends_for_its_own_producer_only() -> None:
    by = a_post(Role.PRODUCER)
    with pytest.raises(Refused):
        send_idea(by=by, producer=a_producer(), facts=Facts("Tôm khô"), client_id=uuid.uuid4(), at=NOON)
    with pytest.raises(NotPermitted):
        send_idea(
            by=a_post(Role.LEADER), producer=a_producer(), facts=Facts("Tôm khô"), client_id=uuid.uuid4(), at=NOON
        )
    assert an_own_idea(by, a_producer(member=by)).unit_code == HERE


@pytest.mark.parametrize("kind", ["first", "upgrade", "again"])
def test_an_idea_becomes_a_dossier_once(kind: str) -> None:
    round, by, officer = a_round(), a_post(Role.PRODUCER), a_post(Role.COMMUNE_OFFICER, unit=HERE)
    producer = a_producer(member=by)
    idea = an_answer(officer, an_idea())
    name_producer(by=officer, idea=idea, producer=producer, at=NOON)
    product, again = a_product(producer), uuid.uuid4()
    opened = [
        open_from_idea(by=by, idea=idea, product=product, round=round, set_no=8, kind=kind, client_id=again, at=NOON)
        for _ in range(2)
    ]
    idea.refresh_from_db()
    assert [one.pk for one in opened] == [idea.dossier_id] * 2
    assert (opened[0].kind, opened[0].set_no, idea.stage) == (kind, 8, IdeaStage.OPENED)
    with pytest.raises(NotPermitted, match="Đã lập hồ sơ"):
        open_from_idea(
            by=by,
            idea=idea,
            product=a_product(producer),
            round=round,
            set_no=8,
            kind=kind,
            client_id=uuid.uuid4(),
            at=NOON,
        )


def test_an_idea_of_one_producer_opens_no_dossier_of_another() -> None:
    round, by, rival = a_round(), a_post(Role.PRODUCER), a_post(Role.PRODUCER)
    idea = an_own_idea(by, a_producer(member=by))
    theirs = a_product(a_producer(member=rival))
    with pytest.raises(Refused):
        open_from_idea(
            by=rival, idea=idea, product=theirs, round=round, set_no=8, kind="first", client_id=uuid.uuid4(), at=NOON
        )
    idea.refresh_from_db()
    assert (idea.dossier_id, idea.stage) == (None, IdeaStage.NEW)


def test_what_waits_is_told_to_those_who_answer_and_becomes_urgent_after_a_week() -> None:
    an_idea(), an_idea(unit=THERE)
    here, province = a_post(Role.COMMUNE_OFFICER, unit=HERE), a_post(Role.PROVINCIAL_OFFICER)
    day = NOON.date()
    assert [(one.title, one.urgent) for one in ideas_waiting(here, on=day)] == [("1 ý tưởng chờ trả lời", False)]
    late = ideas_waiting(province, on=day + timedelta(days=7))
    assert [(one.title, one.urgent) for one in late] == [("2 ý tưởng chờ trả lời", True)]
    assert ideas_waiting(a_post(Role.LEADER), on=day) == []
