"""Two acts on two days: the council proposes, a leader of the province recognises."""

from __future__ import annotations

from datetime import date

import pytest

from openocop.accounts.domain.roles import Role
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.selectors.journal import verify_chains
from openocop.core.verdict import NotPermitted
from openocop.recognition.domain.status import State
from openocop.recognition.models import Certificate, Decision, DecisionKind, Recognition
from openocop.recognition.selectors.recognitions import status_of
from openocop.recognition.services import decisions
from openocop.recognition.services.decisions import CannotDraft, CannotIssue, draft_decision
from openocop.recognition.services.records import SourcedRecognition, record_recognitions_from_source
from openocop.registry.models import Producer
from tests.factories.dossiers import a_post
from tests.factories.evaluation import a_revealed_panel
from tests.factories.recognition import (
    COUNCIL_ON,
    DECIDED_ON,
    FOUR,
    NOTICE,
    NUMBER,
    POTENTIAL,
    THREE,
    a_decision,
    a_leader,
    a_result,
    issued,
    recognised,
)

pytestmark = pytest.mark.django_db


def _verbs(subject_id: str) -> list[str]:
    return list(JournalEntry.objects.filter(subject_id=subject_id).order_by("sequence").values_list("verb", flat=True))


def test_a_draft_recognises_nothing() -> None:
    decision = a_decision(a_result(FOUR, THREE))
    assert (decision.number, decision.decided_on, decision.issued_at) == ("", None, None)
    assert {paper.file.media_type for paper in decision.papers.all()} == {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
    assert not Recognition.objects.exists()
    assert not Certificate.objects.exists()


def test_the_second_act_recognises_from_its_own_day() -> None:
    decision = issued(a_decision(a_result(FOUR, THREE)))
    rows = decision.recognitions.order_by("id")
    assert [(r.star, r.council_on, r.valid_from, r.valid_until) for r in rows] == [
        (4, date(2026, 11, 26), date(2026, 12, 5), date(2029, 12, 6)),
        (3, date(2026, 11, 26), date(2026, 12, 5), date(2029, 12, 6)),
    ]
    assert [r.score for r in rows] == ["75", "181/3"]
    assert {paper.is_draft for paper in decision.papers.all()} == {True, False}
    assert _verbs(decision.public_id) == ["paper.printed", "decision.drafted", "decision.issued", "paper.printed"]
    assert verify_chains().valid


def test_without_the_day_of_the_act_there_is_no_end() -> None:
    panel = a_result(THREE)
    product = panel.entries()[0].dossier.product
    (told,) = record_recognitions_from_source(
        province="ca-mau",
        rows=[SourcedRecognition(product=product, council_on=COUNCIL_ON, star=3, source_urls=("https://vi.du/a",))],
        by=None,
        round=panel.council.round,
    )
    assert (told.valid_from, told.valid_until) == (None, None)
    assert status_of(told, date(2040, 1, 1)).state == State.TERM_UNKNOWN


def test_a_decision_completes_what_a_source_told() -> None:
    panel = a_result(THREE)
    product = panel.entries()[0].dossier.product
    (told,) = record_recognitions_from_source(
        province="ca-mau",
        rows=[SourcedRecognition(product=product, council_on=COUNCIL_ON, star=3, source_urls=("https://vi.du/a",))],
        by=None,
        round=panel.council.round,
    )
    issued(a_decision(panel))
    (row,) = Recognition.objects.all()
    assert (row.pk, row.source_urls) == (told.pk, ["https://vi.du/a"])
    assert (row.valid_from, row.valid_until) == (DECIDED_ON, date(2029, 12, 6))
    assert row.dossier == panel.entries()[0].dossier


def test_ninety_points_are_approved_and_not_recognised() -> None:
    panel = a_result(THREE, POTENTIAL, NOTICE)
    approval = issued(a_decision(panel, kind=DecisionKind.APPROVAL), number="124/QĐ-UBND")
    assert not approval.recognitions.exists()
    recognition = issued(a_decision(panel))
    assert [row.star for row in recognition.recognitions.all()] == [3]
    assert Certificate.objects.count() == 1


def test_a_round_with_nothing_to_recognise_has_no_draft() -> None:
    with pytest.raises(CannotDraft):
        a_decision(a_result(NOTICE))
    assert not Decision.objects.exists()


def test_a_result_that_is_not_fixed_has_no_draft() -> None:
    with pytest.raises(CannotDraft, match="chưa được thông qua"):
        a_decision(a_revealed_panel([(60, 60, 60)]))


def test_a_second_draft_is_the_first() -> None:
    panel = a_result()
    first = a_decision(panel)
    assert draft_decision(round=panel.council.round, by=panel.secretary) == first
    assert first.papers.count() == 2
    assert JournalEntry.objects.filter(verb="decision.drafted").count() == 1


def test_only_the_office_and_the_secretary_draft() -> None:
    panel = a_result()
    for post in (panel.chair, *panel.members, a_leader(), a_post(Role.INSPECTOR)):
        with pytest.raises(NotPermitted):
            draft_decision(round=panel.council.round, by=post)


def test_only_a_leader_of_the_province_issues() -> None:
    panel = a_result()
    decision = a_decision(panel)
    for post in (panel.chair, panel.secretary, panel.officer, a_leader("an-giang"), a_post(Role.MINISTRY)):
        with pytest.raises(NotPermitted):
            issued(decision, by=post)
    assert not Recognition.objects.exists()


def test_the_office_of_another_province_does_not_draft() -> None:
    panel = a_result()
    with pytest.raises(NotPermitted):
        draft_decision(round=panel.council.round, by=a_post(Role.PROVINCIAL_OFFICER, province="an-giang"))


def test_the_same_act_recorded_again_changes_nothing() -> None:
    decision = issued(a_decision(a_result()))
    again = issued(decision)
    assert (again.number, again.decided_on) == (NUMBER, DECIDED_ON)
    assert Recognition.objects.count() == Certificate.objects.count() == 1
    assert JournalEntry.objects.filter(verb="decision.issued").count() == 1


def test_of_two_leaders_the_second_is_told_what_the_first_recorded() -> None:
    decision = a_decision(a_result())
    stale = Decision.objects.get(pk=decision.pk)
    issued(decision, by=a_leader())
    with pytest.raises(CannotIssue, match=r"123/QĐ-UBND ngày 05/12/2026"):
        issued(stale, by=a_leader(), number="124/QĐ-UBND")
    assert list(Decision.objects.values_list("number", flat=True)) == [NUMBER]
    assert Recognition.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"number": "  "}, "number", "Nhập số quyết định"),
        ({"number": "/QĐ-UBND"}, "number", "Nhập số quyết định"),
        ({"decided_on": date(2026, 12, 11)}, "decided_on", "chưa tới"),
        ({"decided_on": date(2026, 11, 25)}, "decided_on", "26/11/2026"),
    ],
)
def test_what_cannot_be_on_the_paper_is_refused_at_its_field(changes: dict[str, object], field: str, told: str) -> None:
    decision = a_decision(a_result())
    with pytest.raises(CannotIssue, match=told) as refused:
        issued(decision, **changes)
    assert refused.value.field == field
    decision.refresh_from_db()
    assert decision.issued_at is None
    assert not Recognition.objects.exists()


@pytest.mark.parametrize("written", ["123", "123/QĐ-UBND", " 123 / QĐ-UBND "])
def test_a_number_is_one_however_it_is_typed(written: str) -> None:
    issued(a_decision(a_result()))
    with pytest.raises(CannotIssue, match="2026"):
        issued(a_decision(a_result()), number=written)


def test_numbers_begin_again_every_year() -> None:
    issued(a_decision(a_result()))
    panel = a_result()
    panel.session.held_on = date(2025, 11, 26)
    panel.session.save(update_fields=["held_on"])
    issued(a_decision(panel), decided_on=date(2025, 12, 5))
    assert list(Decision.objects.order_by("year").values_list("year", "number")) == [(2025, NUMBER), (2026, NUMBER)]


def test_the_database_lets_only_one_of_two_equal_numbers_through(monkeypatch: pytest.MonkeyPatch) -> None:
    issued(a_decision(a_result()))
    late = a_decision(a_result())
    monkeypatch.setattr(decisions, "_refuse_impossible", lambda *_arguments: None)
    with pytest.raises(CannotIssue, match=NUMBER):
        issued(late)
    late.refresh_from_db()
    assert late.issued_at is None


def test_an_unknown_commune_holds_the_whole_decision_up() -> None:
    panel = a_result(FOUR, THREE)
    lost = panel.entries()[1].dossier.product
    Producer.objects.filter(products=lost).update(unit_code="", unit_on=None, unit_basis="unknown")
    decision = a_decision(panel)
    with pytest.raises(Refused, match=lost.name):
        issued(decision)
    decision.refresh_from_db()
    assert (decision.number, decision.issued_at) == ("", None)
    assert not Recognition.objects.exists()
    assert not Certificate.objects.exists()


def test_a_round_under_an_older_law_is_recognised_without_certificates() -> None:
    rows = recognised(THREE, release="1048-2019")
    assert [(row.star, row.valid_until) for row in rows] == [(3, date(2029, 12, 6))]
    assert not Certificate.objects.exists()


def test_points_that_were_invented_are_not_published_of_a_real_product() -> None:
    (row,) = recognised(THREE, invented=True)
    assert (row.score, row.star, row.is_illustrative) == ("", 3, True)
