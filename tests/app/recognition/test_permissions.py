"""Every address of the app against the whole cast: what each is answered, literally."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from openocop.accounts.domain.roles import Post, Role
from openocop.core.models import JournalEntry
from openocop.dossiers.models import Dossier
from openocop.recognition.models import Decision, Recognition, Referral, ReferralPack, RoundArchive, RoundPaper
from openocop.recognition.services.imports import import_recognitions
from openocop.recognition.services.round_papers import number_paper
from openocop.recognition.services.uploads import upload_list
from openocop.recognition.urls import urlpatterns
from tests.app.recognition import test_appeal_permissions, test_withdrawal_permissions
from tests.factories.dossiers import a_post
from tests.factories.evaluation import Panel, signed_in
from tests.factories.recognition import POTENTIAL, THREE, a_decision, a_leader, a_list, a_result, issued

pytestmark = pytest.mark.django_db

CAST = [
    "anonymous",
    "producer",
    "commune_officer",
    "inspector",
    "ministry",
    "adviser",
    "member",
    "chair",
    "administrator",
    "secretary",
    "officer",
    "leader",
    "other_officer",
    "other_leader",
]
# A round whose recognition is issued and whose approval is a draft. 302 of the anonymous leads to the sign-in page; the
# last two work in another province.
#                      anon prod comm insp mini advi memb chai admi secr offi lead oofi olea
GETS = {
    "list":            "302  403  403  403  403  403  403  403  200  200  200  200  200  200",
    "due":             "302  200  200  403  403  403  403  403  403  403  200  200  200  200",
    "renewals":        "302  403  200  403  403  403  403  403  403  403  200  200  200  200",
    "renewal-list":    "302  403  200  403  403  403  403  403  403  403  200  200  200  200",
    "renewal-csv":     "302  403  200  403  403  403  403  403  403  403  200  200  200  200",
    "renewal-xlsx":    "302  403  200  403  403  403  403  403  403  403  200  200  200  200",
    "mark-use":        "302  200  200  403  403  403  403  403  403  403  200  403  200  403",
    "label-check":     "302  404  200  403  403  403  403  403  403  403  200  403  404  403",
    "recognition":     "302  403  403  403  403  403  403  403  200  200  200  200  404  404",
    "withdraw":        "302  403  403  403  403  403  403  403  403  403  403  200  404  404",
    "decisions":       "302  403  403  403  403  403  403  403  200  200  200  200  200  200",
    "decision":        "302  403  403  403  403  403  403  403  200  200  200  200  404  404",
    "issue":           "302  403  403  403  403  403  403  403  403  403  403  200  404  404",
    "decision-paper":  "302  403  403  403  403  403  403  403  200  200  200  200  404  404",
    "certificate":     "302  403  403  403  403  403  403  403  200  200  200  200  404  404",
    "import":          "302  403  403  403  403  403  403  403  403  403  200  403  200  403",
    "import-preview":  "302  403  403  403  403  403  403  403  403  403  200  403  404  403",
    "import-run":      "302  403  403  403  403  403  403  403  403  403  200  403  404  403",
    "export-csv":      "302  403  403  403  403  403  403  403  200  200  200  200  200  200",
    "export-xlsx":     "302  403  403  403  403  403  403  403  200  200  200  200  200  200",
    "round-papers":    "302  403  403  403  403  403  403  403  403  200  200  200  404  404",
    "kind-papers":     "302  403  403  403  403  403  403  403  403  200  200  200  404  404",
    "kind-pack":       "302  403  403  403  403  403  403  403  403  200  200  200  404  404",
    "number-paper":    "302  403  403  403  403  403  403  403  403  403  200  403  404  404",
    "round-paper":     "302  403  403  403  403  403  403  403  403  200  200  200  404  404",
    "proposal":        "302  403  200  403  403  403  403  403  403  200  200  200  404  404",
    "kept-paper":      "302  403  403  403  403  403  403  403  403  200  200  200  404  404",
    "archive":         "302  403  403  403  403  403  403  403  403  403  200  200  404  404",
    "archive-file":    "302  403  403  403  403  403  403  403  403  403  200  200  404  404",
    "referrals":       "302  403  403  403  403  403  403  403  403  200  200  200  200  200",
    "referral":        "302  403  403  403  403  403  403  403  403  200  200  200  404  404",
    "referral-file":   "302  403  403  403  403  403  403  403  403  403  200  200  404  404",
    "unreferred":      "302  403  403  403  403  403  403  403  403  404  404  404  404  404",
    "templates":       "302  403  403  403  403  403  403  403  200  200  200  200  200  200",
    "template":        "302  403  403  403  403  403  403  403  200  200  200  200  200  200",
    "template-file":   "302  403  403  403  403  403  403  403  200  200  200  200  200  200",
}  # fmt: skip
# Acts by POST, with an empty form. A leader who issues or withdraws is asked for the password again (302); draft and
# undo lead back with what was done or why it was not.
POSTS = {
    "mark-kit":        "302  404  200  403  403  403  403  403  403  403  200  403  404  403",
    "withdraw":        "302  403  403  403  403  403  403  403  403  403  403  302  404  404",
    "issue":           "302  403  403  403  403  403  403  403  403  403  403  302  404  404",
    "draft":           "302  403  403  403  403  403  403  403  403  302  302  403  404  404",
    "import":          "302  403  403  403  403  403  403  403  403  403  422  403  422  403",
    "import-preview":  "302  403  403  403  403  403  403  403  403  403  200  403  404  403",
    "import-undo":     "302  403  403  403  403  403  403  403  403  403  302  403  404  403",
    "number-paper":    "302  403  403  403  403  403  403  403  403  403  422  403  404  404",
    "archive":         "302  403  403  403  403  403  403  403  403  403  302  403  404  404",
    "referral-act":    "302  403  403  403  403  403  403  403  403  403  422  403  404  404",
    "referral-choice": "302  403  403  403  403  403  403  403  403  403  403  302  404  404",
    "referral-correct": "302  403  403  403  403  403  403  403  403  403  422  403  404  404",
    "referral-reword": "302  403  403  403  403  403  403  403  403  403  422  403  404  404",
    "referral-confirm": "302  403  403  403  403  403  403  403  403  403  403  302  404  404",
    "referral-drop":   "302  403  403  403  403  403  403  403  403  403  302  302  404  404",
    "template":        "302  403  403  403  403  403  403  403  422  403  422  403  422  403",
    "restore-template": "302  403  403  403  403  403  403  403  302  403  302  403  302  403",
}  # fmt: skip

# A commune reads its own proposal, of all the papers of a round. A product under ninety points answers as one that is
# not there, and to who may not read as one that is; the office packs, records and proposes corrections, a leader
# chooses and confirms.
ALIASES = {
    "proposal": "round-paper",
    "unreferred": "referral",
    **dict.fromkeys(
        ("referral-choice", "referral-correct", "referral-reword", "referral-confirm", "referral-drop"), "referral-act"
    ),
}

# Pages of the office that are about no record.
WITHOUT = (
    *("list", "due", "mark-use", "renewals", "renewal-list", "renewal-csv", "renewal-xlsx"),
    *("templates", "decisions", "import", "export-csv", "export-xlsx"),
)


def _clients(panel: Panel) -> Iterator[tuple[str, Client]]:
    elsewhere = "an-giang"
    given: dict[str, Post] = {
        "officer": panel.officer,
        "secretary": panel.secretary,
        "chair": panel.chair,
        "member": panel.members[0],
        "other_officer": a_post(Role.PROVINCIAL_OFFICER, province=elsewhere),
        "other_leader": a_leader(elsewhere),
    }
    for name in CAST:
        if name == "anonymous":
            yield name, Client()
            continue
        post = given.get(name) or a_post(Role(name), unit="32152" if name == Role.COMMUNE_OFFICER else "")
        yield name, signed_in(post)


@pytest.fixture
def panel() -> Panel:
    return a_result(THREE, POTENTIAL)


@pytest.fixture
def addresses(panel: Panel) -> dict[str, list[str]]:
    draft, decision = a_decision(panel, kind="approval"), issued(a_decision(panel))
    (recognition,) = decision.recognitions.all()
    kept = upload_list(province="ca-mau", data=a_list(("Cá thử", "HTX Thử", "3")), filename="a.csv", by=panel.officer)
    listed = a_list(("Tôm thử", "HTX Thử", "3"))
    run = import_recognitions(province="ca-mau", data=listed, filename="b.csv", by=panel.officer).run
    paper = decision.papers.filter(is_draft=False).first()
    assert paper is not None
    round = panel.council.round
    dossier = panel.entries()[0].dossier
    Dossier.objects.filter(pk=dossier.pk).update(local_unit_code="32152", local_unit_on=date(2026, 9, 1))
    numbered = number_paper(
        round=round, kind="submission", about="", number="7", dated_on=date(2026, 12, 1), by=panel.officer
    )
    closed = RoundArchive.objects.create(
        province="ca-mau",
        round=round,
        file=numbered.printed,
        handover=numbered.printed,
        papers=1,
        missing=0,
        closed_by="Người thử",
        closed_at=numbered.recorded_at,
    )
    return {
        **_of_the_ministry(panel, numbered),
        **{name: [round.public_id] for name in ("round-papers", "archive")},
        **{name: [round.public_id, "notice"] for name in ("kind-papers", "kind-pack")},
        "number-paper": [round.public_id, "submission", "chung"],
        "round-paper": [round.public_id, "submission", "chung", "pdf"],
        "proposal": [round.public_id, "commune-proposal", "32152", "pdf"],
        "kept-paper": [numbered.public_id, "pdf"],
        "archive-file": [closed.public_id, "ho-so"],
        **{name: ["minutes"] for name in ("template", "restore-template")},
        "template-file": ["minutes", "mau-goc"],
        **{name: [] for name in WITHOUT},
        **{name: [recognition.public_id] for name in ("recognition", "withdraw")},
        **{name: [draft.public_id] for name in ("decision", "issue")},
        **{name: [run.public_id] for name in ("import-run", "import-undo")},
        "mark-kit": [recognition.public_id, 3],
        "label-check": [recognition.public_id],
        "draft": [panel.council.round.public_id, "recognition"],
        "decision-paper": [paper.public_id],
        "certificate": [recognition.certificate.public_id],
        "import-preview": [kept.public_id],
    }


def _of_the_ministry(panel: Panel, numbered: RoundPaper) -> dict[str, list[str]]:
    low, high = panel.entries()
    referral = Referral.objects.create(province="ca-mau", dossier=high.dossier, begun_at=numbered.recorded_at)
    pack = ReferralPack.objects.create(
        province="ca-mau",
        referral=referral,
        version=1,
        file=numbered.printed,
        papers=1,
        missing=0,
        built_by="Người thử",
        built_at=numbered.recorded_at,
    )
    return {
        "referrals": [],
        "referral": [high.dossier.public_id],
        "unreferred": [low.dossier.public_id],
        "referral-file": [pack.public_id, "goi"],
        "referral-act": [high.dossier.public_id, "goi"],
        "referral-choice": [high.dossier.public_id, "lua-chon"],
        "referral-correct": [high.dossier.public_id, "sua-ket-qua"],
        "referral-reword": [high.dossier.public_id, "sua-lua-chon"],
        "referral-confirm": [high.dossier.public_id, "xac-nhan-sua"],
        "referral-drop": [high.dossier.public_id, "bo-sua"],
    }


def test_every_address_is_in_the_table() -> None:
    of_appeals = set(test_appeal_permissions.GETS) | set(test_appeal_permissions.POSTS)
    of_withdrawals = set(test_withdrawal_permissions.GETS) | set(test_withdrawal_permissions.POSTS)
    here = {*GETS, *POSTS, *of_appeals, *of_withdrawals} - {*ALIASES, *test_withdrawal_permissions.ALIASES}
    assert {pattern.name for pattern in urlpatterns} == here


def test_who_may_read_what(panel: Panel, addresses: dict[str, list[str]]) -> None:
    got: dict[str, list[str]] = {name: [] for name in GETS}
    for _name, client in _clients(panel):
        for name in GETS:
            view = ALIASES.get(name, name)
            got[name].append(str(client.get(reverse(f"recognition:{view}", args=addresses[name])).status_code))
    assert {name: "  ".join(codes) for name, codes in got.items()} == GETS


def test_who_may_act(panel: Panel, addresses: dict[str, list[str]]) -> None:
    got: dict[str, list[str]] = {name: [] for name in POSTS}
    for _name, client in _clients(panel):
        for name in POSTS:
            view = ALIASES.get(name, name)
            got[name].append(str(client.post(reverse(f"recognition:{view}", args=addresses[name])).status_code))
    assert {name: "  ".join(codes) for name, codes in got.items()} == POSTS


@pytest.mark.parametrize("name", ["draft", "import-undo", "restore-template"])
def test_an_act_is_no_link(panel: Panel, addresses: dict[str, list[str]], name: str) -> None:
    assert signed_in(panel.officer).get(reverse(f"recognition:{name}", args=addresses[name])).status_code == 405


@pytest.mark.parametrize("name", ["draft", "issue", "withdraw"])
def test_whoever_may_not_act_changes_nothing(panel: Panel, addresses: dict[str, list[str]], name: str) -> None:
    before = JournalEntry.objects.count(), list(Decision.objects.values()), list(Recognition.objects.values())
    acts = {
        "number": "9/QĐ-UBND", "decided_on": "2026-12-06", "signer": "Người Ký",
        "ground": "false_dossier", "decision_no": "9/QĐ-UBND",
    }  # fmt: skip
    for role in (Role.PRODUCER, Role.INSPECTOR, Role.MINISTRY, Role.ADMINISTRATOR):
        signed_in(a_post(role)).post(reverse(f"recognition:{name}", args=addresses[name]), acts)
    assert before == (
        JournalEntry.objects.count(),
        list(Decision.objects.values()),
        list(Recognition.objects.values()),
    )
