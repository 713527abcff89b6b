"""A withdrawal as a case: evidence, the producer's answer, a proposal, and another person's decision."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from openocop.accounts.domain.roles import Post, Role
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.core.verdict import NotPermitted
from openocop.evaluation.models import Recusal, Seat
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.domain.withdrawal_case import CaseStage, Proposal
from openocop.recognition.models import Recognition, WithdrawalCase
from openocop.recognition.selectors.withdrawal_waiting import withdrawals_waiting
from openocop.recognition.selectors.withdrawals import cases_of, seen_of, term_of_case
from openocop.recognition.services.records import CannotWithdraw, withdraw_recognition
from openocop.recognition.services.withdrawal_cases import (
    add_case_paper,
    answer_case,
    discard_case,
    open_case,
    remove_case_paper,
    tell_producer,
)
from openocop.recognition.services.withdrawal_decisions import decide_withdrawal, drop_case, propose_outcome
from tests.app.recognition.conftest import NOW
from tests.factories.catalogue import main_of
from tests.factories.dossiers import a_post
from tests.factories.evaluation import signed_in
from tests.factories.papers import a_pdf
from tests.factories.recognition import a_leader, recognised
from tests.factories.withdrawals import (
    ANSWER_BY,
    CONCLUDED_ON,
    CONCLUSION,
    DUE_ON,
    REASONS,
    a_case,
    a_proposed_case,
    a_told_case,
    owner_of,
)

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
NUMBER = "77/QĐ-UBND"


def decided(case: WithdrawalCase, by: Post | None = None, **changes: Any) -> WithdrawalCase:
    acts = {"number": NUMBER, "dated_on": TODAY, "signer": "Người Ký", **changes}
    return decide_withdrawal(case=case, by=by or a_leader(), **acts)


def test_a_case_goes_from_evidence_to_a_decision_that_the_public_reads() -> None:
    (recognition,) = recognised()
    case = a_proposed_case(recognition)
    assert (case.due_on, case.stage) == (DUE_ON, CaseStage.PROPOSED)
    leader = a_leader()
    case = decided(case, leader, seen=seen_of(case))
    recognition.refresh_from_db()
    assert (recognition.withdrawn_on, recognition.withdrawal_decision) == (TODAY, NUMBER)
    assert recognition.withdrawal_reason == REASONS
    assert (case.stage, case.number, case.dated_on, case.decided_name) == ("withdrawn", NUMBER, TODAY, leader.name)
    assert case.printed is not None
    assert NUMBER.partition("/")[0] in path_of(case.printed.sha256).read_bytes().decode()
    assert REASONS in main_of(Client().get("/thu-hoi/"))
    verbs = list(JournalEntry.objects.filter(subject_id=case.public_id).order_by("sequence"))
    assert [entry.verb.removeprefix("withdrawal.") for entry in verbs] == [
        *("opened", "paper_added", "told", "answered", "proposed", "decided")
    ]
    assert all(REASONS not in str(entry.facts) for entry in verbs)
    (withdrawn,) = JournalEntry.objects.filter(verb="recognition.withdrawn")
    assert withdrawn.facts["case"] == case.public_id


def test_a_dropped_case_leaves_the_recognition_and_another_may_follow() -> None:
    (recognition,) = recognised()
    case, leader = a_proposed_case(recognition, proposal=Proposal.DROP), a_leader()
    with pytest.raises(Refused, match="đề xuất khác"):
        decided(case, leader)
    assert drop_case(case=case, by=leader).stage == "dropped"
    assert drop_case(case=case, by=leader).stage == "dropped"
    recognition.refresh_from_db()
    assert recognition.withdrawn_on is None
    assert a_case(recognition).pk != case.pk


def test_a_second_tap_does_nothing_twice() -> None:
    (recognition,) = recognised()
    officer, leader, client_id = a_post(Role.PROVINCIAL_OFFICER), a_leader(), uuid4()
    given = {"recognition": recognition, "conclusion": CONCLUSION, "client_id": client_id, "by": officer}
    case = open_case(**given)
    assert open_case(**given).pk == case.pk
    paper = {"case": case, "client_id": uuid4(), "name": "a.pdf", "content": a_pdf(), "by": officer}
    assert add_case_paper(**paper).pk == add_case_paper(**paper).pk
    for _tap in range(2):
        tell_producer(case=case, answer_by=ANSWER_BY, by=officer)
    owner = owner_of(recognition)
    for _tap in range(2):
        answer_case(case=case, answer="Đã thay nhãn.", by=owner)
    propose_outcome(case=case, proposal=Proposal.WITHDRAW, reasons=REASONS, by=officer)
    for _tap in range(2):
        decided(case, leader)
    told = JournalEntry.objects.filter(subject_id=case.public_id)
    assert told.count() == 6
    with pytest.raises(Refused, match="đã bị thu hồi theo Quyết định số 77/QĐ-UBND"):
        decided(case, a_leader(), number="78/QĐ-UBND")  # another leader, at the same time
    with pytest.raises(Refused, match="chuyển bước"):
        drop_case(case=case, by=a_leader())


def test_opener_proposer_and_decider_are_two_people_at_least() -> None:
    (recognition,) = recognised()
    case = a_proposed_case(recognition)
    leader = a_leader()
    WithdrawalCase.objects.filter(pk=case.pk).update(proposed_by=leader.user_id)
    with pytest.raises(NotPermitted):
        decided(case, leader)
    WithdrawalCase.objects.filter(pk=case.pk).update(proposed_by=case.opened_by_id, opened_by=leader.user_id)
    with pytest.raises(NotPermitted):
        decided(case, leader)


def test_what_changed_after_the_page_was_opened_is_read_first() -> None:
    (recognition,) = recognised()
    officer = a_post(Role.PROVINCIAL_OFFICER)
    case = a_proposed_case(recognition, officer)
    seen = seen_of(case)
    add_case_paper(case=case, client_id=uuid4(), name="b.pdf", content=a_pdf(), by=owner_of(recognition))
    with pytest.raises(Refused, match="Hồ sơ đã thay đổi"):
        decided(case, seen=seen)
    recognition.refresh_from_db()
    assert recognition.withdrawn_on is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"finding": "  "}, "finding"),
        ({"authority": ""}, "concluded_by"),
        ({"on": date(2026, 12, 11)}, "concluded_on"),
        ({"on": date(2026, 12, 4)}, "concluded_on"),  # decided on 05/12/2026
    ],
)
def test_a_case_is_not_opened_on_what_cannot_be_right(changes: dict[str, Any], field: str) -> None:
    (recognition,) = recognised()
    with pytest.raises(Refused) as refused:
        a_case(recognition, **changes)
    assert refused.value.field == field
    assert not WithdrawalCase.objects.exists()


def test_one_case_at_a_time_and_none_beside_it() -> None:
    (recognition,) = recognised()
    case = a_case(recognition)
    with pytest.raises(Refused, match="đã có hồ sơ thu hồi đang mở"):
        a_case(recognition)
    outside = {"ground": WithdrawalGround.BREACH_OF_LAW, "decision_no": NUMBER, "decided_on": TODAY}
    with pytest.raises(CannotWithdraw, match="đang có hồ sơ thu hồi"):
        withdraw_recognition(recognition=recognition, by=a_leader(), **outside)
    discard_case(case=case, by=a_post(Role.PROVINCIAL_OFFICER))
    withdraw_recognition(recognition=recognition, by=a_leader(), **outside)  # one decided before, without a case
    with pytest.raises(Refused, match="không còn gì để thu hồi"):
        a_case(recognition)


def test_the_producer_is_heard_before_anybody_proposes(monkeypatch: pytest.MonkeyPatch) -> None:
    (recognition,) = recognised()
    officer = a_post(Role.PROVINCIAL_OFFICER)
    case = open_case(recognition=recognition, conclusion=CONCLUSION, client_id=uuid4(), by=officer)
    with pytest.raises(Refused, match="thêm văn bản kết luận"):
        tell_producer(case=case, answer_by=ANSWER_BY, by=officer)
    paper = add_case_paper(case=case, client_id=uuid4(), name="a.pdf", content=a_pdf(), by=officer)
    proposal = {"case": case, "proposal": Proposal.WITHDRAW, "reasons": REASONS, "by": officer}
    with pytest.raises(Refused, match="thông báo cho chủ thể trước"):
        propose_outcome(**proposal)
    for day in (date(2026, 12, 9), DUE_ON + timedelta(days=1)):
        with pytest.raises(Refused) as refused:
            tell_producer(case=case, answer_by=day, by=officer)
        assert refused.value.field == "answer_by"
    tell_producer(case=case, answer_by=ANSWER_BY, by=officer)
    with pytest.raises(Refused, match="ở lại trong hồ sơ"):
        remove_case_paper(paper=paper, by=officer)
    with pytest.raises(Refused, match="giải trình đến hết ngày 18/12/2026"):
        propose_outcome(**proposal)
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=9))  # 19/12/2026
    assert propose_outcome(**proposal).stage == CaseStage.PROPOSED
    answer_case(case=case, answer="Đến muộn.", by=owner_of(recognition))  # still counts: nothing is decided


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "decision_no"),
        ({"dated_on": CONCLUDED_ON - timedelta(days=1)}, "dated_on"),
        ({"dated_on": TODAY + timedelta(days=1)}, "decided_on"),
        ({"number": "123/QĐ-UBND", "dated_on": TODAY}, "number"),  # that of the recognition itself
    ],
)
def test_number_and_day_that_cannot_be_right_write_nothing(changes: dict[str, Any], field: str) -> None:
    (recognition,) = recognised()
    case = a_proposed_case(recognition)
    with pytest.raises(Refused) as refused:
        decided(case, **changes)
    assert refused.value.field == field
    case.refresh_from_db()
    recognition.refresh_from_db()
    assert (case.stage, recognition.withdrawn_on) == ("proposed", None)


def test_five_stars_end_with_the_ministrys_decision_alone() -> None:
    (recognition,) = recognised()
    Recognition.objects.filter(pk=recognition.pk).update(star=5)
    case = a_proposed_case(recognition)
    with pytest.raises(Refused, match="Bộ trưởng"):
        decided(case)
    case = decided(case, number="12/QĐ-BNNMT")
    assert (case.stage, case.printed) == ("withdrawn", None)


def test_each_is_told_what_waits_and_nobody_else_learns_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    (recognition,) = recognised()
    officer, leader, owner = a_post(Role.PROVINCIAL_OFFICER), a_leader(), owner_of(recognition)
    others = [a_post(role) for role in (Role.PRODUCER, Role.SECRETARY, Role.CHAIR, Role.INSPECTOR, Role.MINISTRY)]

    def waits() -> list[int]:
        return [len(withdrawals_waiting(post, on=TODAY)) for post in (officer, leader, owner, *others)]

    case = a_case(recognition, officer)
    assert waits() == [1, 0, 0, 0, 0, 0, 0, 0]
    assert not cases_of(owner, on=TODAY).exists()  # a draft is the office's alone
    tell_producer(case=case, answer_by=ANSWER_BY, by=officer)
    assert waits() == [0, 0, 1, 0, 0, 0, 0, 0]
    assert f"/cong-nhan/thu-hoi/{case.public_id}/" in signed_in(owner).get("/ho-so/viec-can-lam/").content.decode()
    answer_case(case=case, answer="Đã thay nhãn.", by=owner)
    assert waits() == [1, 0, 0, 0, 0, 0, 0, 0]
    propose_outcome(case=case, proposal=Proposal.WITHDRAW, reasons=REASONS, by=officer)
    assert waits() == [0, 1, 0, 0, 0, 0, 0, 0]
    assert [cases_of(post, on=TODAY).count() for post in others] == [0] * 5
    term = term_of_case(cases_of(officer, on=TODAY).get(), today=TODAY)
    assert term is not None
    assert (term.text, term.kind) == ("còn 13 ngày", "info")


def test_an_open_case_changes_no_public_page_and_no_page_of_others() -> None:
    (recognition,) = recognised()
    product = recognition.product
    addresses = ("/thu-hoi/", f"/chung-nhan/{recognition.public_id}/", f"/san-pham/{product.slug}-{product.public_id}/")
    before = [main_of(Client().get(address)) for address in addresses]
    secretary = signed_in(a_post(Role.ADMINISTRATOR))
    office = f"/cong-nhan/ghi/{recognition.public_id}/"
    read = main_of(secretary.get(office))
    a_proposed_case(recognition)
    assert [main_of(Client().get(address)) for address in addresses] == before
    assert main_of(secretary.get(office)) == read


def test_who_stepped_aside_meets_no_case() -> None:
    (recognition,) = recognised()
    case = a_proposed_case(recognition)
    leader = a_leader()
    dossier = recognition.dossier
    assert dossier is not None
    council = dossier.entry.session.council
    seat = Seat.objects.create(
        province="ca-mau", council=council, user_id=leader.user_id, role="member", name="A", body="B", position=9
    )
    Recusal.objects.create(province="ca-mau", seat=seat, dossier=dossier, reason="Họ hàng", declared_at=NOW)
    assert not cases_of(leader, on=TODAY).exists()
    assert withdrawals_waiting(leader, on=TODAY) == []
    with pytest.raises(NotPermitted):
        decided(case, leader)
    client = signed_in(leader)
    assert client.get(f"/cong-nhan/thu-hoi/{case.public_id}/").status_code == 404
    assert case.public_id not in client.get(f"/cong-nhan/ghi/{recognition.public_id}/").content.decode()


@pytest.mark.parametrize("star", [4, 5])
def test_the_paper_is_a_decision_or_a_letter_to_the_ministry(real_papers: None, star: int) -> None:
    (recognition,) = recognised()
    Recognition.objects.filter(pk=recognition.pk).update(star=star)
    case = a_proposed_case(recognition)
    client = signed_in(a_leader())
    for ending, head in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = client.get(f"/cong-nhan/thu-hoi/{case.public_id}/quyet-dinh.{ending}")
        assert b"".join(answer.streaming_content if answer.streaming else [answer.content]).startswith(head)


def test_the_three_pages_of_a_case_by_their_forms() -> None:
    (recognition,) = recognised()
    officer, owner = signed_in(a_post(Role.PROVINCIAL_OFFICER)), signed_in(owner_of(recognition))
    opened = officer.post(
        f"/cong-nhan/ghi/{recognition.public_id}/mo-thu-hoi/",
        {
            "client_id": str(uuid4()),
            "ground": "production_stopped",
            "finding": "Cơ sở đã đóng cửa.",
            "concluded_by": "UBND xã Đầm Dơi",
            "concluded_on": "09/12/2026",
        },
    )
    case = WithdrawalCase.objects.get()
    address = f"/cong-nhan/thu-hoi/{case.public_id}/"
    assert opened["Location"] == address
    wrong = officer.post(f"{address}bao/", {"answer_by": "hôm sau"})
    assert (wrong.status_code, "ngày/tháng/năm" in main_of(wrong)) == (422, True)
    a_paper = {"client_id": str(uuid4()), "title": "Xác nhận", "file": _upload()}
    assert officer.post(f"{address}giay/", a_paper).status_code == 302
    assert officer.post(f"{address}bao/", {"answer_by": "18/12/2026"}).status_code == 302
    page = main_of(owner.get(address))
    assert "Chủ thể ngừng sản xuất, kinh doanh sản phẩm" in page
    assert "Hạn quyết định" not in page
    assert owner.post(f"{address}tra-loi/", {"answer": "Vẫn sản xuất."}).status_code == 302
    told = main_of(officer.get(address))
    assert "Vẫn sản xuất." in told
    assert "còn 14 ngày" in told
    assert officer.post(f"{address}de-xuat/", {"proposal": "drop", "reasons": "Còn sản xuất."}).status_code == 302
    assert "Còn sản xuất." not in main_of(owner.get(address))
    assert "Hồ sơ thu hồi" in main_of(officer.get("/cong-nhan/thu-hoi/"))


def _upload() -> Any:
    return SimpleUploadedFile("xac-nhan.pdf", a_pdf(), content_type="application/pdf")


def test_what_is_decided_on_one_product_leaves_the_open_case_on_another() -> None:
    first, second = recognised(3, 4)
    a_told_case(first)
    decided(a_proposed_case(second))
    first.refresh_from_db()
    assert first.withdrawn_on is None


def test_more_cases_ask_no_more_of_what_waits() -> None:
    leader = a_leader()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            withdrawals_waiting(leader, on=TODAY)
        return len(queries)

    first, second = recognised(3, 4)
    a_proposed_case(first)
    one = asked()
    a_proposed_case(second)
    assert asked() == one == 1
