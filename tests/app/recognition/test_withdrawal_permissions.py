"""Every address of cases of withdrawal against the whole cast: what each is answered, literally."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from openocop.accounts.domain.roles import Post, Role
from openocop.core.models import JournalEntry
from openocop.evaluation.models import Recusal, Seat
from openocop.recognition.models import Recognition, WithdrawalCase, WithdrawalPaper
from tests.app.recognition.conftest import NOW
from tests.factories.dossiers import HERE, a_post
from tests.factories.evaluation import signed_in
from tests.factories.recognition import a_decision, a_result, issued
from tests.factories.withdrawals import a_case, a_proposed_case, owner_of

pytestmark = pytest.mark.django_db

CAST = [
    "anonymous",
    "producer",
    "other_producer",
    "commune",
    "inspector",
    "ministry",
    "administrator",
    "adviser",
    "member",
    "secretary",
    "chair",
    "aside",
    "officer",
    "leader",
    "other_officer",
    "other_leader",
]
# A case on which the office has proposed ("untold": one that nobody was told of). "aside" is a second officer, who
# stepped aside from both products as a member of the council; the last two work in another province.
#                       anon prod opro comm insp mini admi advi memb secr chai asid offi lead oofi olea
GETS = {
    "withdrawals":      "302  200  200  403  403  403  403  403  403  403  403  200  200  200  200  200",
    "open-withdrawal":  "302  403  403  403  403  403  403  403  403  403  403  403  200  403  404  404",
    "withdrawal":       "302  200  404  403  403  403  403  403  403  403  403  404  200  200  404  404",
    "untold":           "302  404  404  403  403  403  403  403  403  403  403  404  200  200  404  404",
    "withdrawal-paper": "302  200  404  403  403  403  403  403  403  403  403  404  200  200  404  404",
    "decide-withdrawal":
                        "302  403  404  403  403  403  403  403  403  403  403  404  403  200  404  404",
    "withdrawal-decision":
                        "302  404  404  403  403  403  403  403  403  403  403  404  200  200  404  404",
}  # fmt: skip
# Acts by POST, with an empty form: 422 says what is missing, 302 leads back, or to giving the password again.
POSTS = {
    "open-withdrawal":    "302  403  403  403  403  403  403  403  403  403  403  403  422  403  404  404",
    "attach-withdrawal":  "302  422  404  403  403  403  403  403  403  403  403  404  422  403  404  404",
    "drop-withdrawal-paper":
                          "302  403  404  403  403  403  403  403  403  403  403  404  302  403  404  404",
    "tell-withdrawal":    "302  403  404  403  403  403  403  403  403  403  403  404  422  403  404  404",
    "discard-withdrawal": "302  403  404  403  403  403  403  403  403  403  403  404  302  403  404  404",
    "answer-withdrawal":  "302  422  404  403  403  403  403  403  403  403  403  404  403  403  404  404",
    "propose-withdrawal": "302  403  404  403  403  403  403  403  403  403  403  404  422  403  404  404",
    "decide-withdrawal":  "302  403  404  403  403  403  403  403  403  403  403  404  403  302  404  404",
}  # fmt: skip

ALIASES = {"untold": "withdrawal"}


@pytest.fixture
def scene() -> tuple[dict[str, Post], dict[str, list[str]]]:
    panel = a_result(3, 4)
    first, second = issued(a_decision(panel)).recognitions.order_by("pk")
    aside = a_post(Role.PROVINCIAL_OFFICER)
    seat = Seat.objects.create(
        province="ca-mau", council=panel.council, user_id=aside.user_id, role="member", name="A", body="B", position=9
    )
    for recognition in (first, second):
        dossier = recognition.dossier
        assert dossier is not None
        Recusal.objects.create(province="ca-mau", seat=seat, dossier=dossier, reason="Họ hàng", declared_at=NOW)
    case, draft = a_proposed_case(first), a_case(second)
    cast = {
        "producer": owner_of(first),
        "other_producer": owner_of(second),
        "commune": a_post(Role.COMMUNE_OFFICER, unit=HERE),
        "member": panel.members[0],
        "secretary": panel.secretary,
        "chair": panel.chair,
        "aside": aside,
        "officer": panel.officer,
        "other_officer": a_post(Role.PROVINCIAL_OFFICER, province="an-giang"),
        "other_leader": a_post(Role.LEADER, province="an-giang"),
    }
    paper = case.papers.order_by("pk")[0]
    addresses = {name: [case.public_id] for name in (*GETS, *POSTS)} | {
        "withdrawals": [],
        "open-withdrawal": [first.public_id],
        "untold": [draft.public_id],
        "withdrawal-paper": [case.public_id, paper.public_id],
        "drop-withdrawal-paper": [case.public_id, paper.public_id],
        "withdrawal-decision": [case.public_id, "pdf"],
    }
    return cast, addresses


def _clients(cast: dict[str, Post]) -> Iterator[tuple[str, Client]]:
    for name in CAST:
        if name == "anonymous":
            yield name, Client()
            continue
        role = {"commune": Role.COMMUNE_OFFICER, "member": Role.COUNCIL_MEMBER}.get(name)
        yield name, signed_in(cast.get(name) or a_post(role or Role(name)))


def _address(name: str, addresses: dict[str, list[str]]) -> str:
    return reverse(f"recognition:{ALIASES.get(name, name)}", args=addresses[name])


def test_who_may_read_what(scene: tuple[dict[str, Post], dict[str, list[str]]]) -> None:
    cast, addresses = scene
    got: dict[str, list[str]] = {name: [] for name in GETS}
    for _name, client in _clients(cast):
        for name in GETS:
            got[name].append(str(client.get(_address(name, addresses)).status_code))
    assert {name: "  ".join(codes) for name, codes in got.items()} == GETS


def test_who_may_act(scene: tuple[dict[str, Post], dict[str, list[str]]]) -> None:
    cast, addresses = scene
    got: dict[str, list[str]] = {name: [] for name in POSTS}
    for _who, client in _clients(cast):
        for name in POSTS:
            got[name].append(str(client.post(_address(name, addresses)).status_code))
    assert {name: "  ".join(codes) for name, codes in got.items()} == POSTS


@pytest.mark.parametrize("name", [name for name in POSTS if name not in {"open-withdrawal", "decide-withdrawal"}])
def test_an_act_is_no_link(scene: tuple[dict[str, Post], dict[str, list[str]]], name: str) -> None:
    cast, addresses = scene
    assert signed_in(cast["officer"]).get(_address(name, addresses)).status_code == 405


def test_whoever_may_not_act_changes_nothing(scene: tuple[dict[str, Post], dict[str, list[str]]]) -> None:
    cast, addresses = scene
    models = (WithdrawalCase, WithdrawalPaper, Recognition)
    before = JournalEntry.objects.count(), [list(model.objects.values()) for model in models]
    acts = {
        "number": "9", "dated_on": "2026-12-10", "signer": "A", "proposal": "withdraw", "reasons": "Không.",
        "answer": "Không.", "answer_by": "20/12/2026", "ground": "production_stopped", "finding": "Không.",
        "concluded_by": "A", "concluded_on": "09/12/2026", "client_id": str(uuid4()),
    }  # fmt: skip
    for who in ("other_producer", "commune", "aside", "member", "secretary", "chair", "other_officer", "other_leader"):
        client = signed_in(cast[who])
        for name in POSTS:
            client.post(_address(name, addresses), acts)
    assert before == (JournalEntry.objects.count(), [list(model.objects.values()) for model in models])
