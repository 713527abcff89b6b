"""The ministry's result: five stars registered, or a choice of the province that is never made by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import Model

from openocop.accounts.domain.roles import Role
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Round
from openocop.evaluation.models import Session
from openocop.recognition.domain.referral import Standing
from openocop.recognition.models import CentralChoice, CentralResult, Decision, Recognition
from openocop.recognition.selectors.decisions import awards_of
from openocop.recognition.selectors.referrals import parts_of
from openocop.recognition.selectors.round_papers import RoundStand
from openocop.recognition.services.central_results import choose, enter_again
from openocop.recognition.services.decisions import CannotIssue
from openocop.recognition.services.referrals import CannotRecord
from tests.app.recognition.conftest import NOW
from tests.app.recognition.test_round_papers import notice
from tests.factories.dossiers import a_post
from tests.factories.recognition import POTENTIAL, a_decision, a_leader, issued
from tests.factories.referral import (
    a_central_result,
    a_later_round,
    a_pack,
    a_potential,
    a_sending,
    at_the_ministry,
    chosen,
    handed_over,
    standing,
    waiting,
)

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def rows(*models: type[Model]) -> list[int]:
    return [model._default_manager.count() for model in models]


def test_five_stars_are_registered_as_the_ministers_and_no_certificate_is_made() -> None:
    panel, entry = at_the_ministry()
    acts = {"points": "92,5", "star": 5, "issued_on": date(2026, 12, 10)}
    result = a_central_result(panel, entry, **acts)
    assert a_central_result(panel, entry, **acts).pk == result.pk
    (found,) = Recognition.objects.all()
    assert (found.star, found.score, found.decision_no_as_printed, found.decision) == (5, "185/2", "99/QĐ-BNNMT", None)
    assert (found.valid_from, found.valid_until) == (date(2026, 12, 10), date(2029, 12, 11))
    assert (found.dossier, hasattr(found, "certificate")) == (entry.dossier, False)
    assert standing(panel) == Standing.FIVE


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"points": "100,01"}, "points"),
        ({"points": "chín mươi"}, "points"),
        ({"points": "-1"}, "points"),
        ({"points": "89,99", "star": 5}, "star"),  # half-open bands: 89.99 is four stars
        ({"points": "69", "star": 4}, "star"),
        ({"points": "90", "star": 5}, "issued_on"),
        ({"points": "90", "star": 5, "issued_on": date(2026, 12, 8)}, "issued_on"),  # before the decision
        ({"decided_on": date(2026, 12, 6)}, "decided_on"),  # before the pack was sent
        ({"decided_on": date(2026, 12, 11)}, "decided_on"),  # after today
        ({"number": ""}, "number"),
    ],
)
def test_a_central_result_that_cannot_be_is_refused_and_nothing_is_written(changes: dict[str, Any], field: str) -> None:
    panel, entry = at_the_ministry()
    with pytest.raises(CannotRecord) as wrong:
        a_central_result(panel, entry, **changes)
    assert wrong.value.field == field
    assert rows(CentralResult, Recognition) == [0, 0]


@pytest.mark.parametrize(
    ("points", "star", "after"),
    [
        ("89,99", 4, Standing.TO_CHOOSE),
        ("75", 3, Standing.TO_CHOOSE),  # a minimum requirement was missed there
        ("50", 3, Standing.TO_CHOOSE),
        ("49,9", 2, Standing.NOTICE),
        ("60", None, Standing.NOTICE),
        ("91", 4, Standing.UNCLEAR),
    ],
)
def test_under_ninety_points_nothing_follows_before_a_leader_chose(points: str, star: int, after: Standing) -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry, points, star)
    assert standing(panel) == after
    assert rows(Recognition, CentralChoice) == [0, 0]
    assert Decision.objects.exclude(kind="approval").count() == 0
    assert bool(waiting(a_leader())) == (after == Standing.TO_CHOOSE)


def test_the_central_result_is_used_by_a_decision_of_its_own_with_its_points_and_star() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    chosen(entry, "use")
    assert standing(panel) == Standing.TO_DRAFT
    assert waiting(panel.officer) == [f"Dự thảo quyết định về {entry.dossier.product.name} theo kết quả cấp trung ương"]
    draft = a_decision(panel, kind="central")
    assert [(award.dossier, award.star, award.average) for award in awards_of(draft)] == [(entry.dossier, 4, "151/2")]
    assert a_decision(panel, kind="central").pk == draft.pk
    assert standing(panel) == Standing.DRAFTED
    with pytest.raises(CannotIssue, match="Kết quả cấp trung ương ngày 09/12/2026"):
        issued(draft, number="125/QĐ-UBND", decided_on=date(2026, 12, 8))
    issued(draft, number="125/QĐ-UBND", decided_on=TODAY)
    (found,) = Recognition.objects.all()
    assert (found.star, found.score, found.decision, found.valid_from) == (4, "151/2", draft, TODAY)
    assert found.certificate.number
    paper = path_of(draft.papers.get(is_draft=False, file__media_type="application/pdf").file.sha256).read_text()
    assert "kết quả đánh giá cấp trung ương tại văn bản số 99/QĐ-BNNMT ngày 09 tháng 12 năm 2026" in paper
    assert standing(panel) == Standing.DECIDED


def test_assessed_again_it_stands_in_a_later_round_as_it_was_accepted_and_the_old_dossier_stays() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    round = a_later_round()
    with pytest.raises(CannotRecord, match="Lãnh đạo chưa chọn đánh giá lại"):
        enter_again(entry=entry, into=round, by=panel.officer)
    chosen(entry, "again")
    assert standing(panel) == Standing.TO_ENTER
    again = enter_again(entry=entry, into=round, by=panel.officer)
    assert enter_again(entry=entry, into=round, by=panel.officer).pk == again.pk
    assert (again.round, again.stage, again.product, again.kind) == (
        round,
        Stage.ACCEPTED,
        entry.dossier.product,
        "first",
    )
    assert Dossier.objects.get(pk=entry.dossier_id).stage == Stage.RESOLVED
    assert (standing(panel), rows(Recognition)) == (Standing.ENTERED, [0])
    assert JournalEntry.objects.filter(verb="dossier.again").count() == 2
    Dossier.objects.filter(pk=again.pk).update(local_unit_code="32152", local_unit_on=TODAY)
    assert RoundStand(round).proposed == []  # the commune proposed it once, for the former round


@pytest.mark.parametrize("change", [{"propose_before": TODAY}, {"release": "148-2023"}, {"province": "an-giang"}])
def test_a_round_that_does_not_take_it_is_refused(change: dict[str, Any]) -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry)
    chosen(entry, "again")
    Round.objects.filter(pk=a_later_round().pk).update(**change)
    with pytest.raises(Refused) as wrong:
        enter_again(entry=entry, into=Round.objects.get(code="2027-1"), by=panel.officer)
    assert wrong.value.field == "into"
    assert Dossier.objects.count() == 1


def test_a_choice_has_its_reason_and_is_made_once_by_a_leader() -> None:
    panel, entry = at_the_ministry()
    with pytest.raises(CannotRecord, match="Không có kết quả cấp trung ương dưới 90 điểm"):
        chosen(entry, "use")
    a_central_result(panel, entry)
    with pytest.raises(CannotRecord) as wrong:
        choose(entry=entry, choice="use", reason=" ", by=a_leader())
    assert wrong.value.field == "reason"
    for role in (Role.PROVINCIAL_OFFICER, Role.SECRETARY, Role.CHAIR, Role.MINISTRY):
        with pytest.raises(NotPermitted):
            choose(entry=entry, choice="use", reason="x", by=a_post(role))
    first = chosen(entry, "use")
    assert chosen(entry, "use").pk == first.pk
    with pytest.raises(CannotRecord, match="đã lựa chọn trước đó"):
        chosen(entry, "again")


@pytest.mark.parametrize(("points", "star"), [("45", 2), ("82,50", None)])
def test_without_three_stars_the_result_is_not_used_but_the_product_may_be_assessed_again(
    points: str, star: int | None
) -> None:
    # 26/2026/QĐ-TTg art. 7: a central result under 90 points leaves both ways open; art. 4.1a: from three stars only
    panel, entry = at_the_ministry()
    a_central_result(panel, entry, points, star)
    assert standing(panel) == Standing.NOTICE
    with pytest.raises(CannotRecord, match="không nêu hạng 3 sao, 4 sao"):
        chosen(entry, "use")
    chosen(entry, "again")
    assert standing(panel) == Standing.TO_ENTER
    assert "tổ chức đánh giá lại sản phẩm tại tỉnh" in notice(panel)


def test_an_upgrade_leaves_the_running_recognition_as_it_is_until_a_decision_follows() -> None:
    panel, entry = a_potential(POTENTIAL, kind="upgrade")
    Recognition.objects.create(
        province="ca-mau",
        product=entry.dossier.product,
        star=4,
        valid_from=date(2025, 6, 1),
        valid_until=date(2028, 6, 2),
        recorded_at=NOW,
    )
    before = list(Recognition.objects.values())
    handed_over(panel, entry)
    a_pack(panel, entry)
    a_sending(panel, entry)
    a_central_result(panel, entry)
    chosen(entry, "use")
    a_decision(panel, kind="central")
    assert list(Recognition.objects.values()) == before


def test_the_written_notice_tells_the_producer_what_the_ministry_found_and_what_follows() -> None:
    panel, entry = at_the_ministry()
    assert "ở bước này chưa có quyết định công nhận và giấy chứng nhận" in notice(panel)
    a_central_result(panel, entry)
    said = notice(panel)
    assert "75,50 điểm, hạng 4 sao (văn bản số 99/QĐ-BNNMT ngày 09 tháng 12 năm 2026)" in said
    assert "Việc sử dụng kết quả này được thông báo sau." in said
    assert "ở bước này chưa có" not in said
    chosen(entry, "use")
    issued(a_decision(panel, kind="central"), number="125/QĐ-UBND", decided_on=TODAY)
    assert "hạng 4 sao theo kết quả cấp trung ương tại Quyết định số 125/QĐ-UBND ngày 10 tháng 12" in notice(panel)


@pytest.mark.parametrize(
    ("points", "star", "issued_on", "said"),
    [
        ("92,5", 5, TODAY, "giấy chứng nhận do Bộ cấp, có giá trị đến hết ngày 10/12/2029"),
        ("40", 2, None, "Kết quả không đạt từ 3 sao trở lên thì không có quyết định công nhận"),
    ],
)
def test_the_notice_after_five_stars_and_after_fewer_than_three(
    points: str, star: int, issued_on: date | None, said: str
) -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry, points, star, issued_on=issued_on)
    assert said in notice(panel)


def test_in_a_round_of_several_sessions_each_product_goes_by_the_decision_on_its_own() -> None:
    panel, entry = at_the_ministry()
    other = Session.objects.create(province="ca-mau", council=panel.council, held_on=date(2026, 12, 8))
    Decision.objects.filter(kind="approval").update(session=other)
    Decision.objects.get().approved.clear()
    own = Decision.objects.create(
        province="ca-mau",
        round=panel.council.round,
        session=panel.session,
        kind="approval",
        number="126/QĐ-UBND",
        decided_on=TODAY,
        year=2026,
        drafted_at=NOW,
        issued_at=NOW,
    )
    own.approved.add(entry.dossier)
    assert parts_of(entry.dossier, None).approval == own
    a_central_result(panel, entry)
    chosen(entry, "use")
    assert a_decision(panel, kind="central").session == panel.session  # the other meeting is not over
