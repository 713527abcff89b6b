"""Every address of appeals and corrections against the whole cast: what each is answered, literally."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from openocop.accounts.domain.roles import Post, Role
from openocop.core.models import JournalEntry
from openocop.dossiers.models import Dossier
from openocop.evaluation.models import Recusal, Seat
from openocop.recognition.models import Appeal, Ruling
from openocop.recognition.services.appeal_handling import ask_council
from openocop.recognition.services.appeals import add_appeal_paper, send_appeal
from openocop.recognition.services.decision_corrections import draft_correction
from openocop.registry.models import Product
from tests.app.recognition.conftest import NOW
from tests.app.recognition.test_decision_corrections import a_decided_panel, recognition_of
from tests.factories.appeals import ANSWER_BY, a_proposal, an_appeal, producer_of, receive_appeal, whole
from tests.factories.dossiers import HERE, a_post
from tests.factories.evaluation import Panel, signed_in
from tests.factories.papers import a_pdf

pytestmark = pytest.mark.django_db

CAST = [
    "anonymous",
    "producer",
    "other_producer",
    "commune",
    "other_commune",
    "inspector",
    "ministry",
    "administrator",
    "adviser",
    "member",
    "aside",
    "secretary",
    "chair",
    "officer",
    "leader",
    "other_officer",
    "other_leader",
]
# An appeal that was taken in, on which the council is asked and a decision is proposed; of a recognition one correction
# is drafted. "aside" is a second officer, who stepped aside from the product as a member of the council; the last two
# work in another province. An appeal one may not know of is 404, whatever one would do to it.
#                       anon prod opro comm ocom insp mini admi advi memb asid secr chai offi lead oofi olea
GETS = {
    "appeals":          "302  200  200  200  200  403  403  403  403  403  200  200  200  200  200  200  200",
    "file-appeal":      "302  302  404  302  404  404  404  404  404  404  404  404  404  302  404  404  404",
    "office-error":     "302  404  404  404  404  404  404  404  404  403  404  403  403  200  403  404  404",
    "appeal":           "302  200  404  200  404  403  403  403  403  403  404  200  200  200  200  404  404",
    "upload-appeal-piece":
                        "302  404  404  403  404  403  403  403  403  403  404  403  403  403  403  404  404",
    "appeal-paper":     "302  200  404  200  404  403  403  403  403  403  404  200  200  200  200  404  404",
    "propose-ruling":   "302  403  404  403  404  403  403  403  403  403  404  403  403  200  403  404  404",
    "decide-appeal":    "302  403  404  403  404  403  403  403  403  403  404  403  403  403  200  404  404",
    "appeal-receipt":   "302  200  404  200  404  403  403  403  403  403  404  200  200  200  200  404  404",
    "ruling-paper":     "302  404  404  404  404  403  403  403  403  403  404  404  404  200  200  404  404",
    "draft-correction": "302  403  403  403  403  403  403  403  403  403  404  200  403  200  403  404  403",
    "correction":       "302  403  403  403  403  403  403  200  403  403  404  200  403  200  200  404  404",
    "issue-correction": "302  403  403  403  403  403  403  403  403  403  404  403  403  403  200  404  404",
    "correction-paper": "302  403  403  403  403  403  403  200  403  403  404  200  403  200  200  404  404",
}  # fmt: skip
# Acts by POST, with an empty form: 422 says what is missing, 302 leads back, or to giving the password again.
POSTS = {
    "file-appeal":       "302  422  404  422  404  404  404  404  404  404  404  404  404  422  404  404  404",
    "office-error":      "302  404  404  404  404  404  404  404  404  403  404  403  403  422  403  404  404",
    "appeal":            "302  403  404  403  404  403  403  403  403  403  404  403  403  403  403  404  404",
    "attach-appeal":     "302  302  404  403  404  403  403  403  403  403  404  403  403  403  403  404  404",
    "upload-appeal":     "302  422  404  403  404  403  403  403  403  403  404  403  403  403  403  404  404",
    "upload-appeal-piece":
                         "302  404  404  403  404  403  403  403  403  403  404  403  403  403  403  404  404",
    "drop-appeal-paper": "302  302  404  403  404  403  403  403  403  403  404  403  403  403  403  404  404",
    "send-appeal":       "302  302  404  403  404  403  403  403  403  403  404  403  403  403  403  404  404",
    "receive-appeal":    "302  403  404  403  404  403  403  403  403  403  404  403  403  302  403  404  404",
    "return-appeal":     "302  403  404  403  404  403  403  403  403  403  404  403  403  422  403  404  404",
    "ask-council":       "302  403  404  403  404  403  403  403  403  403  404  403  403  422  403  404  404",
    "give-opinion":      "302  403  404  403  404  403  403  403  403  403  404  422  422  403  403  404  404",
    "propose-ruling":    "302  403  404  403  404  403  403  403  403  403  404  403  403  422  403  404  404",
    "decide-appeal":     "302  403  404  403  404  403  403  403  403  403  404  403  403  403  302  404  404",
    "draft-correction":  "302  403  403  403  403  403  403  403  403  403  404  422  403  422  403  404  403",
    "issue-correction":  "302  403  403  403  403  403  403  403  403  403  404  403  403  403  302  404  404",
    "withdraw-appeal":   "302  302  404  403  404  403  403  403  403  403  404  403  403  403  403  404  404",
}  # fmt: skip


@pytest.fixture
def panel() -> Panel:
    return a_decided_panel((68, 68, 68), (60, 60, 60))


@pytest.fixture
def cast(panel: Panel) -> dict[str, Post]:
    entry = whole(panel)
    Dossier.objects.filter(pk=entry.dossier_id).update(local_unit_code=HERE, local_unit_on=date(2026, 9, 1))
    aside = a_post(Role.PROVINCIAL_OFFICER)
    seat = Seat.objects.create(
        province="ca-mau", council=panel.council, user_id=aside.user_id, role="member", name="A", body="B", position=9
    )
    Recusal.objects.create(province="ca-mau", seat=seat, dossier=entry.dossier, reason="Họ hàng", declared_at=NOW)
    return {
        "producer": producer_of(entry),
        "other_producer": producer_of(whole(panel, 1)),
        "commune": a_post(Role.COMMUNE_OFFICER, unit=HERE),
        "other_commune": a_post(Role.COMMUNE_OFFICER, unit="32191"),
        "aside": aside,
        "member": panel.members[0],
        "secretary": panel.secretary,
        "chair": panel.chair,
        "officer": panel.officer,
        "other_officer": a_post(Role.PROVINCIAL_OFFICER, province="an-giang"),
        "other_leader": a_post(Role.LEADER, province="an-giang"),
    }


@pytest.fixture
def addresses(panel: Panel, cast: dict[str, Post]) -> dict[str, list[str]]:
    entry, producer = whole(panel), cast["producer"]
    appeal = an_appeal(entry, producer)
    paper = add_appeal_paper(appeal=appeal, client_id=uuid4(), name="a.pdf", content=a_pdf(), by=producer)
    send_appeal(appeal=appeal, by=producer)
    receive_appeal(appeal=appeal, answer_by=ANSWER_BY, by=panel.officer)
    ask_council(appeal=appeal, question="Vì sao?", by=panel.officer)
    a_proposal(panel, appeal, outcome="rejected")
    recognition = recognition_of(panel)
    Product.objects.filter(pk=recognition.product_id).update(name="Chả tôm Năm Căn")
    correction = draft_correction(recognition=recognition, reason="Gõ nhầm.", by=panel.officer)
    by_name = {name: [appeal.public_id] for name in (*GETS, *POSTS)}
    return by_name | {
        "appeals": [],
        "file-appeal": [entry.dossier.public_id],
        "office-error": [entry.public_id],
        "appeal-paper": [appeal.public_id, paper.public_id],
        "upload-appeal-piece": [appeal.public_id, str(uuid4())],
        "drop-appeal-paper": [appeal.public_id, paper.public_id],
        "ruling-paper": [appeal.public_id, "pdf"],
        "draft-correction": [recognition.public_id],
        **{name: [correction.public_id] for name in ("correction", "issue-correction")},
        "correction-paper": [correction.public_id, "pdf"],
    }


def _clients(cast: dict[str, Post]) -> Iterator[tuple[str, Client]]:
    for name in CAST:
        if name == "anonymous":
            yield name, Client()
            continue
        yield name, signed_in(cast.get(name) or a_post(Role(name)))


def test_who_may_read_what(cast: dict[str, Post], addresses: dict[str, list[str]]) -> None:
    got: dict[str, list[str]] = {name: [] for name in GETS}
    for _name, client in _clients(cast):
        for name in GETS:
            got[name].append(str(client.get(reverse(f"recognition:{name}", args=addresses[name])).status_code))
    assert {name: "  ".join(codes) for name, codes in got.items()} == GETS


def test_who_may_act(cast: dict[str, Post], addresses: dict[str, list[str]]) -> None:
    got: dict[str, list[str]] = {name: [] for name in POSTS}
    for who, client in _clients(cast):
        for name in POSTS:
            if who == "producer" and name == "withdraw-appeal":
                continue  # last of all, below: the others find it open
            got[name].append(str(client.post(reverse(f"recognition:{name}", args=addresses[name])).status_code))
    client = signed_in(cast["producer"])
    address = reverse("recognition:withdraw-appeal", args=addresses["withdraw-appeal"])
    got["withdraw-appeal"].insert(1, str(client.post(address).status_code))
    assert {name: "  ".join(codes) for name, codes in got.items()} == POSTS


@pytest.mark.parametrize(
    "name",
    [
        "attach-appeal",
        "upload-appeal",
        "drop-appeal-paper",
        "send-appeal",
        "withdraw-appeal",
        "receive-appeal",
        "return-appeal",
    ],
)
def test_an_act_is_no_link(cast: dict[str, Post], addresses: dict[str, list[str]], name: str) -> None:
    assert signed_in(cast["officer"]).get(reverse(f"recognition:{name}", args=addresses[name])).status_code == 405


def test_whoever_may_not_act_changes_nothing(cast: dict[str, Post], addresses: dict[str, list[str]]) -> None:
    before = JournalEntry.objects.count(), list(Appeal.objects.values()), list(Ruling.objects.values())
    acts = {
        "number": "9", "dated_on": "2026-12-10", "decided_on": "2026-12-10", "signer": "A", "outcome": "rejected",
        "reasons": "Không.", "reason": "Không.", "question": "?", "answer": "!", "answer_by": "25/12/2026",
    }  # fmt: skip
    for who in ("other_producer", "other_commune", "aside", "member", "other_officer", "other_leader"):
        client = signed_in(cast[who])
        for name in POSTS:
            if name != "file-appeal":
                client.post(reverse(f"recognition:{name}", args=addresses[name]), acts)
    assert before == (JournalEntry.objects.count(), list(Appeal.objects.values()), list(Ruling.objects.values()))


def test_a_producer_sees_no_proposal_and_no_word_of_the_council(
    cast: dict[str, Post], addresses: dict[str, list[str]]
) -> None:
    page = signed_in(cast["producer"]).get(reverse("recognition:appeal", args=addresses["appeal"])).content.decode()
    assert "Hợp đồng có thật" not in page  # the reasons proposed
    assert "Vì sao?" not in page  # what the council is asked
    asked = signed_in(cast["secretary"]).get(reverse("recognition:appeal", args=addresses["appeal"])).content.decode()
    assert "Vì sao?" in asked
    assert "Hợp đồng có thật" not in asked
