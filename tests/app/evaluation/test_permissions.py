"""Every address of the app against the whole cast: what each is answered, literally."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openocop.accounts.domain.roles import Role
from openocop.core.services.files import store_file
from openocop.evaluation.models import Paper, ScoreSheet
from openocop.evaluation.services.appointments import attach_decision
from openocop.evaluation.urls import urlpatterns
from tests.factories.dossiers import a_post
from tests.factories.evaluation import (
    Panel,
    a_panel,
    a_photo,
    a_plain_round,
    a_revealed_panel,
    a_sent_visit,
    a_written_panel,
    an_evidence,
    signed_in,
)
from tests.factories.papers import a_pdf

pytestmark = pytest.mark.django_db

CAST = [
    "anonymous",
    "producer",
    "commune_officer",
    "inspector",
    "ministry",
    "administrator",
    "adviser",
    "leader",
    "officer",
    "secretary",
    "chair",
    "member",
    "stranger",
    "other_chair",
    "other_secretary",
]
# A session whose scores are revealed, read with GET. 302 of the anonymous leads to the sign-in page. "stranger" is a
# member of another council of the same province; other_chair and other_secretary run that council.
#                      anon prod comm insp mini admi advi lead offi secr chai memb stra ocha osec
GETS = {
    "sessions":        "302  403  403  403  403  403  403  200  200  200  200  200  200  200  200",
    "worker":          "200  200  200  200  200  200  200  200  200  200  200  200  200  200  200",
    "away":            "200  200  200  200  200  200  200  200  200  200  200  200  200  200  200",
    "rounds":          "302  403  403  403  403  200  403  200  200  200  200  403  403  200  200",
    "appoint":         "302  403  403  403  403  403  403  403  200  403  403  403  403  403  403",
    "call":            "302  403  403  403  403  403  403  403  302  403  403  403  403  403  403",
    "council":         "302  403  403  403  403  200  403  200  200  200  200  403  403  200  200",
    "appointment-file": "302  403  403  403  403  200  403  200  200  200  200  403  403  200  200",
    "ask-in-writing":  "302  403  403  403  403  403  403  403  200  200  403  403  403  403  403",
    "call-diverging":  "302  403  403  403  403  403  403  403  200  200  200  403  403  403  403",
    "advisory":        "302  403  403  403  403  403  200  403  403  403  403  403  403  403  403",
    "advise":          "302  404  404  404  404  404  404  404  404  404  404  404  404  404  404",
    "send-advice":     "302  404  404  404  404  404  404  404  404  404  404  404  404  404  404",
    "advice-paper":    "302  404  404  404  404  404  404  404  404  404  404  404  404  404  404",
    "advise-evidence": "302  404  404  404  404  404  404  404  404  404  404  404  404  404  404",
    "visits":          "302  404  404  404  404  404  404  404  404  404  404  404  404  404  404",
    "begin-visit":     "302  404  404  404  404  404  404  404  404  404  404  404  404  404  404",
    "visit":           "302  404  404  404  404  404  404  404  404  404  404  404  404  404  404",
    "photo":           "302  404  404  404  404  404  404  404  404  404  404  404  404  404  404",
    "visit-paper":     "302  404  404  404  404  404  200  200  200  200  200  200  404  404  404",
    "session":         "302  404  404  404  404  404  404  200  200  200  200  302  404  404  404",
    "progress":        "302  404  404  404  404  404  404  403  403  200  200  403  404  404  404",
    "my-sheets":       "302  404  404  404  404  404  404  403  403  403  200  200  404  404  404",
    "declare":         "302  404  404  404  404  404  404  403  403  403  200  200  404  404  404",
    "declarations":    "302  404  404  404  404  404  404  403  403  200  403  403  404  404  404",
    "results":         "302  404  404  404  404  404  404  200  200  200  200  200  404  404  404",
    "results-csv":     "302  404  404  404  404  404  404  200  200  200  200  200  404  404  404",
    "diagnostics":     "302  404  404  404  404  404  404  200  200  200  200  200  404  404  404",
    "fix":             "302  404  404  404  404  404  404  403  403  200  200  403  404  404  404",
    "score":           "302  404  404  404  404  404  404  403  403  403  200  200  404  404  404",
    "send-sheet":      "302  404  404  404  404  404  404  403  403  403  302  302  404  404  404",
    "step-aside":      "302  404  404  404  404  404  404  403  403  403  200  200  404  404  404",
    "evidence":        "302  404  404  404  404  404  404  200  200  200  200  200  404  404  404",
    "whole-dossier":   "302  404  404  404  404  404  404  200  200  200  200  200  404  404  404",
    "product":         "302  404  404  404  404  404  404  200  200  200  200  200  404  404  404",
    "projector":       "302  404  404  404  404  404  404  403  403  200  200  403  404  404  404",
    "projector-live":  "302  404  404  404  404  404  404  403  403  200  200  403  404  404  404",
    "projector-photo": "302  404  404  404  404  404  404  403  403  200  200  403  404  404  404",
    "now":             "302  404  404  404  404  404  404  200  200  200  200  200  404  404  404",
    "order":           "302  404  404  404  404  404  404  403  403  200  200  403  404  404  404",
    "agenda-list":     "302  404  404  404  404  404  404  200  200  200  200  403  404  404  404",
    "attendance-list": "302  404  404  404  404  404  404  200  200  200  200  403  404  404  404",
    "sheet-paper":     "302  404  404  404  404  404  404  200  200  200  200  404  404  404  404",
    "paper":           "302  404  404  404  404  404  404  403  403  403  403  403  404  404  404",
    "replaced-paper":  "302  404  404  404  404  404  404  403  403  403  403  403  404  404  404",
    "letters":         "302  404  404  404  404  404  404  403  403  403  403  403  404  404  404",
    "letters-pack":    "302  404  404  404  404  404  404  403  403  403  403  403  404  404  404",
    "letter-draft":    "302  404  404  404  404  404  404  403  403  403  403  403  404  404  404",
    "own-letters":     "302  200  403  403  403  403  403  403  403  403  403  403  403  403  403",
    "own-letter":      "302  404  404  404  404  404  404  404  404  404  404  404  404  404  404",
    "own-letter-paper": "302  404  404  404  404  404  404  404  404  404  404  404  404  404  404",
}  # fmt: skip
# Acts that only a POST does; 302 leads back with what was done or why it was not.
POSTS = {
    "add-photo":       "302  404  404  404  404  404  404  404  404  404  404  404  404  404  404",
    "drop-photo":      "302  404  404  404  404  404  404  404  404  404  404  404  404  404  404",
    "open":            "302  404  404  404  404  404  404  403  403  302  302  403  404  404  404",
    "close-opinions":  "302  404  404  404  404  404  404  403  403  302  302  403  404  404  404",
    "reveal":          "302  404  404  404  404  404  404  403  403  302  302  403  404  404  404",
    "attendance":      "302  404  404  404  404  404  404  403  403  302  302  403  404  404  404",
    "discussion":      "302  404  404  404  404  404  404  403  403  302  302  403  404  404  404",
    "open-second":     "302  404  404  404  404  404  404  403  403  302  302  403  404  404  404",
    "close-second":    "302  404  404  404  404  404  404  403  403  302  302  403  404  404  404",
    "call-product":    "302  404  404  404  404  404  404  403  403  302  302  403  404  404  404",
    "timer":           "302  404  404  404  404  404  404  403  403  302  302  403  404  404  404",
    "show-result":     "302  404  404  404  404  404  404  403  403  302  302  403  404  404  404",
    "movement":        "302  404  404  404  404  404  404  403  403  302  302  403  404  404  404",
    "conclude":        "302  404  404  404  404  404  404  403  403  302  302  403  404  404  404",
}  # fmt: skip


@pytest.fixture
def panel() -> Panel:
    return a_revealed_panel([(70, 74), (55, 60)])


def _clients(panel: Panel) -> Iterator[tuple[str, Client]]:
    elsewhere = a_panel(products=1, members=1)
    given = {
        "officer": panel.officer,
        "secretary": panel.secretary,
        "chair": panel.chair,
        "member": panel.members[0],
        "stranger": elsewhere.members[0],
        "other_chair": elsewhere.chair,
        "other_secretary": elsewhere.secretary,
    }
    for name in CAST:
        if name == "anonymous":
            yield name, Client()
            continue
        post = given.get(name)
        if post is None:
            role = Role(name)
            post = a_post(role, unit="32152" if role == Role.COMMUNE_OFFICER else "")
        yield name, signed_in(post)


def _addresses(panel: Panel) -> dict[str, list[str]]:
    entry = panel.entries()[0]
    chairs_sheet = ScoreSheet.objects.get(entry=entry, seat__role="chair")
    evidence = an_evidence(entry.dossier).public_id
    attach_decision(council=panel.council, name="518.pdf", content=a_pdf(), by=panel.officer)
    session, dossier = panel.session.public_id, entry.dossier.public_id
    visit = a_sent_visit(entry.dossier).public_id
    by_name = {
        "letter-draft": [entry.public_id, "pdf"],
        "own-letter": ["nobody"],  # letters are sent after the result is fixed; see test_letters
        "own-letter-paper": ["nobody", "pdf"],
        **{key: [] for key in ("sessions", "worker", "away", "rounds", "advisory", "own-letters")},
        "appoint": [a_plain_round().public_id],
        **{key: [panel.council.round.public_id] for key in ("call", "council", "appointment-file")},
        **{key: [panel.council.round.public_id] for key in ("ask-in-writing", "call-diverging")},
        **{key: [dossier] for key in ("advise", "send-advice", "advice-paper")},
        "advise-evidence": [dossier, evidence],
        "evidence": [entry.public_id, evidence],
        **{key: [dossier] for key in ("visits", "begin-visit")},
        **{key: [dossier, visit] for key in ("visit", "add-photo")},
        **{key: [dossier, visit, visit] for key in ("photo", "drop-photo")},
        "visit-paper": [visit],
        "sheet-paper": [chairs_sheet.public_id],
        "replaced-paper": [_replaced_paper(panel)],
        "paper": [session, "minutes.pdf"],
    }
    of_session = ("session", "progress", "my-sheets", "declare", "declarations", "results", "results-csv", "fix")
    of_session += ("diagnostics", "letters", "letters-pack", "now", "order")
    of_hall = ("projector", "projector-live", "agenda-list", "attendance-list", "call-product", "timer", "show-result")
    by_name |= {key: [session] for key in (*of_session, *of_hall, "open", "reveal", "attendance", "discussion")}
    by_name["close-opinions"] = [session]
    by_name |= {"movement": [session], "projector-photo": [session, a_photo(entry.dossier.product).public_id]}
    of_entry = (
        "whole-dossier",
        "score",
        "send-sheet",
        "step-aside",
        "product",
        "open-second",
        "close-second",
        "conclude",
    )
    return by_name | {key: [entry.public_id] for key in of_entry}


def _replaced_paper(panel: Panel) -> str:
    """Return minutes that a correction replaced; whose papers may be read is asked as ever."""
    file = store_file(province="ca-mau", name="bien-ban.pdf", media_type="application/pdf", content=b"%PDF-1.7 cu")
    known = Paper.objects.filter(session=panel.session, superseded_at__isnull=False).first()
    kept = known or Paper.objects.create(
        province="ca-mau",
        session=panel.session,
        kind="minutes.pdf",
        file=file,
        made_at=timezone.now(),
        superseded_at=timezone.now(),
    )
    return kept.public_id


def test_every_address_is_in_the_table() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(GETS) | set(POSTS)


def test_who_may_read_what(panel: Panel) -> None:
    addresses = _addresses(panel)
    got: dict[str, list[str]] = {name: [] for name in GETS}
    for _name, client in _clients(panel):
        for name in GETS:
            got[name].append(str(client.get(reverse(f"evaluation:{name}", args=addresses[name])).status_code))
    assert {name: "  ".join(codes) for name, codes in got.items()} == GETS


def test_who_may_act(panel: Panel) -> None:
    addresses = _addresses(panel)
    got: dict[str, list[str]] = {name: [] for name in POSTS}
    for _name, client in _clients(panel):
        for name in POSTS:
            got[name].append(str(client.post(reverse(f"evaluation:{name}", args=addresses[name])).status_code))
    assert {name: "  ".join(codes) for name, codes in got.items()} == POSTS


@pytest.mark.parametrize("name", sorted(POSTS))
def test_an_act_is_no_link(panel: Panel, name: str) -> None:
    address = reverse(f"evaluation:{name}", args=_addresses(panel)[name])
    assert signed_in(panel.chair).get(address).status_code == 405


def test_a_seat_holds_only_in_its_own_capacity(panel: Panel) -> None:
    """The officer who prepared the session does not act as a member by holding the session's address."""
    client = signed_in(panel.officer)
    entry = panel.entries()[0]
    assert client.post(reverse("evaluation:score", args=[entry.public_id])).status_code == 403
    assert client.post(reverse("evaluation:send-sheet", args=[entry.public_id])).status_code == 403
    assert client.post(reverse("evaluation:step-aside", args=[entry.public_id])).status_code == 403


# A written-opinion round that is open, as above. Members are led to their sheets, the office reads along.
#                      anon prod comm insp mini admi advi lead offi secr chai memb stra ocha osec
IN_WRITING = {
    "session":         "302  404  404  404  404  404  404  200  200  200  200  302  404  404  404",
    "my-sheets":       "302  404  404  404  404  404  404  403  403  403  200  200  404  404  404",
    "results":         "302  404  404  404  404  404  404  403  403  403  403  403  404  404  404",
    "results-csv":     "302  404  404  404  404  404  404  403  403  403  403  403  404  404  404",
    "fix":             "302  404  404  404  404  404  404  403  403  403  403  403  404  404  404",
    "progress":        "302  404  404  404  404  404  404  403  403  200  403  403  404  404  404",
    "score":           "302  404  404  404  404  404  404  403  403  403  200  200  404  404  404",
    "product":         "302  404  404  404  404  404  404  403  403  403  403  403  404  404  404",
}  # fmt: skip


def test_who_may_read_what_of_opinions_in_writing() -> None:
    panel = a_written_panel(products=1)
    (entry,) = panel.entries()
    got: dict[str, list[str]] = {name: [] for name in IN_WRITING}
    for _name, client in _clients(panel):
        for name in IN_WRITING:
            key = entry.public_id if name in {"score", "product"} else panel.session.public_id
            got[name].append(str(client.get(reverse(f"evaluation:{name}", args=[key])).status_code))
    assert {name: "  ".join(codes) for name, codes in got.items()} == IN_WRITING
