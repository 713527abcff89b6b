"""Correcting a decision: a mistyped name, a changed star, and where a correction stops for another act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from openocop.accounts.domain.roles import Role
from openocop.core.documents.frame import Signature
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.core.verdict import NotPermitted
from openocop.recognition.domain.decision_correction import Follow
from openocop.recognition.models import Certificate, Decision, DecisionCorrection, Recognition
from openocop.recognition.selectors.appeal_waiting import appeals_waiting
from openocop.recognition.selectors.appeals import consequence_of
from openocop.recognition.selectors.correction_papers import correction_paper
from openocop.recognition.selectors.decisions import named_counts, results_to_decide
from openocop.recognition.services.decision_corrections import draft_correction, issue_correction
from openocop.recognition.services.decisions import draft_decision
from openocop.registry.models import Producer, Product
from tests.factories.appeals import corrected, whole
from tests.factories.dossiers import HERE, a_post, some_units
from tests.factories.evaluation import Panel, a_fixed_panel
from tests.factories.recognition import a_decision, a_leader, issued
from tests.factories.referral import a_central_result, at_the_ministry, chosen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_session_papers")]


def a_decided_panel(*totals: tuple[int, int, int]) -> Panel:
    """Return a panel in Đầm Dơi whose decision of 05/12/2026 is issued; 68 points are three stars, 60 are two."""
    some_units()
    panel = a_fixed_panel(totals or [(68, 68, 68), (60, 60, 60)])
    Producer.objects.filter(products__dossiers__round=panel.council.round).update(
        unit_code=HERE, unit_on=date(2026, 1, 1), unit_basis="stated"
    )
    issued(a_decision(panel))
    return panel


def recognition_of(panel: Panel) -> Recognition:
    return Recognition.objects.get(dossier=panel.entries()[0].dossier)


def drafted(panel: Panel, **changes: object) -> DecisionCorrection:
    given = {"recognition": recognition_of(panel), "reason": "Gõ nhầm tên.", "by": panel.officer}
    return draft_correction(**{**given, **changes})  # type: ignore[arg-type]


def recorded(correction: DecisionCorrection, **changes: object) -> DecisionCorrection:
    given = {"number": "200", "decided_on": date(2026, 12, 9), "signer": "Người Ký", "signer_capacity": ""}
    return issue_correction(correction=correction, **{**given, "by": a_leader(), **changes})  # type: ignore[arg-type]


def rename(panel: Panel, name: str = "Chả tôm Năm Căn") -> str:
    product = panel.entries()[0].dossier.product
    Product.objects.filter(pk=product.pk).update(name=name)
    return product.name


TODAY = date(2026, 12, 10)
# What may follow from a result that stands at a star now: (recognised, by decision, decision issued, star) → what
FOLLOWS: Mapping[tuple[int | None, bool, bool, int | None], Follow] = {
    (3, True, True, 3): Follow.NOTHING,
    (3, True, True, 4): Follow.CORRECTION,
    (4, True, True, 3): Follow.CORRECTION,
    (4, True, True, 5): Follow.STOP_MINISTRY,  # 26/2026 art. 4: five stars are the minister's
    (3, True, True, 2): Follow.STOP_WITHDRAWAL,  # art. 8: six grounds, an act of its own
    (3, True, True, None): Follow.STOP_WITHDRAWAL,
    (None, False, True, 3): Follow.RECOGNITION,
    (None, False, False, 3): Follow.NOTHING,
    (None, False, True, 2): Follow.NOTHING,
}


def test_what_follows_from_a_corrected_result() -> None:
    from openocop.recognition.domain.decision_correction import follow_up  # beside its table

    got = {
        case: follow_up(recognised=case[0], is_recognised=case[1], is_decided=case[2], star=case[3]) for case in FOLLOWS
    }
    assert got == FOLLOWS


def test_a_mistyped_name_is_taken_from_the_register_and_the_certificate_replaced() -> None:
    panel = a_decided_panel()
    first = Certificate.objects.get()
    old = rename(panel)
    correction = recorded(drafted(panel))
    assert (correction.before["product_name"], correction.after["product_name"]) == (old, "Chả tôm Năm Căn")
    assert correction.number == "200/QĐ-UBND"
    first.refresh_from_db()
    running = Certificate.objects.get(recognition=recognition_of(panel))
    assert (first.recognition, first.replaced_by, first.replaced_on) == (None, running, date(2026, 12, 9))
    assert running.product_code == first.product_code
    assert running.number != first.number
    assert (running.scope.product_name, running.scope.version) == ("Chả tôm Năm Căn", first.scope.version)
    assert running.scope.sha256 != first.scope.sha256
    text = path_of(running.file.sha256).read_text()  # type: ignore[union-attr]  # ours has one
    assert "Chả tôm Năm Căn" in text
    assert f"Thay Giấy chứng nhận số {first.number}, theo Quyết định đính chính số 200/QĐ-UBND" in text
    assert old in path_of(first.file.sha256).read_text()  # type: ignore[union-attr]  # as it was issued


def test_the_end_of_the_term_stays_that_of_the_first_decision() -> None:
    """36 months from 05/12/2026 (26/2026 art. 4.3), not from the correction of 09/12."""
    panel = a_decided_panel()
    rename(panel)
    recorded(drafted(panel))
    recognition = recognition_of(panel)
    running = Certificate.objects.get(recognition=recognition)
    assert recognition.valid_until == running.valid_until == date(2029, 12, 6)
    assert running.issued_on == date(2026, 12, 9)


def test_nothing_that_differs_nothing_to_correct() -> None:
    with pytest.raises(Refused, match="sổ"):
        drafted(a_decided_panel())


def test_a_star_between_three_and_four_follows_the_corrected_result() -> None:
    """82 points and every four-star floor: 7 and 9 are raised to their levels of 3 points."""
    panel = a_decided_panel((85, 85, 85))
    assert recognition_of(panel).star == 3
    corrected(panel, {"7": 3, "9": 3})
    assert whole(panel).star == 4
    assert consequence_of(whole(panel)).follow == Follow.CORRECTION
    assert [one.title for one in appeals_waiting(panel.officer, on=TODAY)] == ["Cần soạn quyết định đính chính"]
    draft = drafted(panel, reason="Theo quyết định giải quyết đơn.")
    assert appeals_waiting(panel.officer, on=TODAY) == []
    leader = a_leader()
    assert [one.title for one in appeals_waiting(leader, on=TODAY)] == ["Quyết định đính chính chờ ký"]
    correction = recorded(draft, by=leader)
    recognition = recognition_of(panel)
    assert (recognition.star, recognition.score) == (4, whole(panel).average)
    assert (correction.before["stars"], correction.after["stars"]) == (3, 4)
    assert Certificate.objects.get(recognition=recognition).printed["stars"] == 4


def test_ninety_points_stop_for_the_minister() -> None:
    panel = a_decided_panel((88, 88, 88))
    corrected(panel, {"9": 3})
    assert (whole(panel).star, consequence_of(whole(panel)).follow) == (5, Follow.STOP_MINISTRY)
    with pytest.raises(Refused, match="90 điểm"):
        drafted(panel)
    assert recognition_of(panel).star == 3


def test_a_recognition_is_not_corrected_away() -> None:
    panel = a_decided_panel((68, 68, 68))
    corrected(panel, {"5.3": 0})
    assert (whole(panel).star, consequence_of(whole(panel)).follow) == (2, Follow.STOP_WITHDRAWAL)
    with pytest.raises(Refused, match="Điều 8"):
        drafted(panel)


def test_a_product_that_reaches_three_stars_gets_a_further_decision() -> None:
    panel = a_decided_panel((68, 68, 68), (60, 60, 60))
    corrected(panel, {"5.3": 1}, place=1)
    entry = whole(panel, 1)
    assert consequence_of(entry).follow == Follow.RECOGNITION
    (waiting,) = results_to_decide("ca-mau")
    assert waiting.to_draft == {"recognition": 1}
    further = draft_decision(round=panel.council.round, by=panel.officer)
    issued(further, number="130", decided_on=date(2026, 12, 10))
    recognition = Recognition.objects.get(dossier=entry.dossier)
    assert (recognition.star, recognition.valid_until) == (3, date(2029, 12, 11))
    assert sorted(named_counts(Decision.objects.all()).values()) == [1, 1]
    assert results_to_decide("ca-mau") == []


def test_who_drafted_does_not_record_it_and_only_a_leader_does() -> None:
    panel = a_decided_panel()
    rename(panel)
    correction = drafted(panel)
    leader = a_leader()
    DecisionCorrection.objects.update(drafted_by=leader.user_id)
    for post in (panel.officer, panel.secretary, leader, a_post(Role.PRODUCER)):
        with pytest.raises(NotPermitted):
            recorded(correction, by=post)
    with pytest.raises(NotPermitted):
        drafted(panel, by=a_post(Role.ADVISER))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "123/QĐ-UBND"}, "number"),  # that of the decision itself
        ({"decided_on": date(2026, 12, 11)}, "decided_on"),
        ({"decided_on": date(2026, 12, 4)}, "decided_on"),
    ],
)
def test_an_impossible_number_or_day_changes_nothing(changes: dict[str, object], field: str) -> None:
    panel = a_decided_panel()
    rename(panel)
    with pytest.raises(Refused) as refused:
        recorded(drafted(panel), **changes)
    assert refused.value.field == field
    assert Certificate.objects.count() == 1


def test_recorded_twice_alike_is_once_and_a_changed_register_is_drafted_anew() -> None:
    panel = a_decided_panel()
    rename(panel)
    correction = drafted(panel)
    rename(panel, "Chả tôm Đất Mũi")
    with pytest.raises(Refused, match="thay đổi"):
        recorded(correction)
    correction = recorded(drafted(panel))
    assert recorded(correction).pk == correction.pk
    assert Certificate.objects.count() == 2


def test_a_draft_written_anew_since_the_page_was_opened_is_not_recorded() -> None:
    panel = a_decided_panel()
    rename(panel)
    correction = drafted(panel)
    with pytest.raises(Refused, match="đã dự thảo lại"):
        recorded(correction, seen="2026-12-09T08:00:00+00:00")
    assert recorded(correction, seen="2026-12-10T03:00:00+00:00").number == "200/QĐ-UBND"  # when it was drafted


def test_a_recognition_by_the_central_result_keeps_its_star_and_points_and_its_name_can_be_corrected() -> None:
    """75.5 points and four stars by the ministry; the council's result is corrected to 61 points, three stars."""
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    chosen(entry, "use")
    issued(a_decision(panel, kind="central"), number="125/QĐ-UBND", decided_on=TODAY)
    corrected(panel)
    assert whole(panel).star == 3
    assert "Cần soạn quyết định đính chính" not in [one.title for one in appeals_waiting(panel.officer, on=TODAY)]
    rename(panel)
    recorded(drafted(panel), decided_on=TODAY)
    recognition = recognition_of(panel)
    assert (recognition.star, recognition.score) == (4, "151/2")
    printed = Certificate.objects.get(recognition=recognition).printed
    assert (printed["stars"], printed["product_name"]) == (4, "Chả tôm Năm Căn")


def test_the_paper_refers_to_the_first_decision_and_shows_both() -> None:
    panel = a_decided_panel()
    old = rename(panel)
    paper = correction_paper(recorded(drafted(panel)))
    assert paper.subject == ("Về việc đính chính Quyết định số 123/QĐ-UBND ngày 05 tháng 12 năm 2026",)
    assert f"('Tên sản phẩm', '{old}', 'Chả tôm Năm Căn')" in repr(paper.body)
    assert "đến hết ngày 05/12/2029" in repr(paper.body)
    assert paper.signatures == (Signature(("CHỦ TỊCH",), "Người Ký"),)


def test_the_public_page_of_the_old_certificate_says_which_replaced_it() -> None:
    panel = a_decided_panel()
    rename(panel)
    first = Certificate.objects.get()
    recorded(drafted(panel))
    running = Certificate.objects.get(recognition__isnull=False)
    client = Client()
    old = client.get(reverse("catalogue:certificate", args=[first.public_id]))
    assert old.status_code == 200
    assert f"đã được thay bằng giấy số {running.number}" in old.content.decode()
    new = client.get(reverse("catalogue:certificate", args=[running.public_id])).content.decode()
    assert "đã được thay" not in new
    assert running.number in new
    assert client.get(reverse("catalogue:verify"), {"ma": first.number})["Location"].endswith(f"{first.public_id}/")
    assert client.get(reverse("catalogue:verify"), {"ma": first.product_code})["Location"].endswith(
        f"{running.public_id}/"
    )
