"""Pages of opinions in writing: what each reader sees of them, and that nobody learns of another's answer."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from openocop.accounts.domain.roles import Post
from openocop.core.documents.official import Table
from openocop.core.domain.legal_time import legal_day
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.models import Session
from openocop.evaluation.selectors.papers import minutes_document
from openocop.evaluation.selectors.waiting import sessions_waiting
from openocop.evaluation.services.opinions import call_diverging, close_opinions
from openocop.evaluation.services.sessions import fix_result, mark_attendance, open_session, reveal_scores
from openocop.evaluation.services.sheets import save_sheet
from openocop.recognition.domain.round_papers import KINDS
from openocop.recognition.selectors.council_papers import opinion_slip
from openocop.recognition.selectors.decisions import awards_of, results_to_decide
from openocop.recognition.selectors.paper_source import PaperSource
from openocop.recognition.services.decisions import draft_decision
from tests.factories.evaluation import (
    Panel,
    a_declaration,
    a_panel,
    a_reassessment,
    a_sent_sheet,
    a_written_panel,
    an_answer,
    an_idle_panel,
    answered,
    let_days_pass,
    levels_of,
    signed_in,
)
from tests.factories.eyes import all_seen, differing
from tests.unit.documents.samples import pdf_text

pytestmark = pytest.mark.django_db
TODAY = legal_day(timezone.now())

WHY = "Quy mô sản xuất thay đổi lớn"


def page_of(post: Post, name: str, *args: str) -> str:
    return signed_in(post).get(reverse(f"evaluation:{name}", args=args)).content.decode()


def titles(post: Post) -> list[str]:
    return [thing.title for thing in sessions_waiting(post, on=TODAY)]


def addresses(panel: Panel) -> list[str]:
    session, round = panel.session.public_id, panel.council.round.public_id
    of_session = ("session", "my-sheets", "progress", "results", "results-csv", "fix", "now", "declare", "diagnostics")
    found = [reverse("evaluation:sessions"), reverse("evaluation:rounds"), reverse("accounts:my-work")]
    found += [reverse(f"evaluation:{name}", args=[session]) for name in of_session]
    found += [reverse(f"evaluation:{name}", args=[round]) for name in ("ask-in-writing", "call-diverging", "council")]
    for entry in panel.entries():
        found += [reverse(f"evaluation:{name}", args=[entry.public_id]) for name in ("score", "send-sheet", "product")]
    return found


@pytest.mark.parametrize("who", ["member", "chair"])
def test_answers_of_others_change_nothing_for_one_who_has_not_answered(who: str) -> None:
    panel = a_written_panel(products=2)
    post = panel.chair if who == "chair" else panel.members[0]
    client, seen = signed_in(post), addresses(panel)
    all_seen(client, seen)
    before = all_seen(client, seen)
    for entry in panel.entries():
        for other in panel.scorers:
            if other != post:
                an_answer(entry, other, 60, "meet", WHY)
    assert differing(before, all_seen(client, seen)) == []


def test_after_closing_nobody_reads_what_waits_for_the_meeting() -> None:
    panel = a_written_panel(products=2)
    agreed, apart = panel.entries()
    for post in panel.scorers:
        an_answer(agreed, post, 60)
        an_answer(apart, post, 47, "meet", WHY)
    close_opinions(session=panel.session, by=panel.secretary)
    name = apart.dossier.product.name
    for post in (*panel.scorers, panel.secretary, panel.officer):
        told = page_of(post, "results", panel.session.public_id)
        assert (agreed.dossier.product.name in told, name in told) == (True, False)
        client = signed_in(post)
        assert client.get(reverse("evaluation:product", args=[apart.public_id])).status_code == 404
    room = page_of(panel.secretary, "session", panel.session.public_id)
    assert "Ý kiến còn khác nhau: phải đưa ra họp" in room
    assert "đề nghị họp" not in room.split("Theo quy chế")[0]  # why they differ is told after the reveal


def test_the_reasons_are_told_once_the_meeting_has_revealed_its_scores() -> None:
    panel = a_written_panel(products=1)
    (entry,) = panel.entries()
    for post in panel.scorers:
        an_answer(entry, post, 60, "meet", WHY)
    close_opinions(session=panel.session, by=panel.secretary)
    meeting = call_diverging(council=panel.council, held_on=TODAY, by=panel.secretary)
    open_session(session=meeting, by=panel.secretary)
    reveal_scores(session=meeting, by=panel.secretary)
    told = page_of(panel.chair, "product", entry.public_id)
    assert "Ý kiến bằng văn bản còn khác nhau." in told
    assert "có thành viên đề nghị họp" in told
    fix_result(session=meeting, by=panel.chair)
    said = " ".join(minutes_document(Session.objects.get(pk=meeting.pk)).scoring)
    assert "đưa ra họp vì có thành viên đề nghị họp. Phiếu gửi bằng văn bản là lần chấm thứ nhất." in said


def test_who_stepped_aside_sees_the_product_nowhere() -> None:
    panel = a_written_panel(products=1, declared=False)
    (entry,) = panel.entries()
    aside = panel.members[0]
    a_declaration(panel.session, aside, conflicts={entry.dossier.public_id: "Người nhà của chủ thể"})
    assert entry.dossier.product.name not in page_of(aside, "my-sheets", panel.session.public_id)
    assert signed_in(aside).get(reverse("evaluation:score", args=[entry.public_id])).status_code == 404
    assert titles(aside) == []


def test_the_office_asks_on_a_page_that_keeps_what_was_chosen_when_it_is_refused() -> None:
    panel = an_idle_panel()
    one, other = a_reassessment(panel.council.round), a_reassessment(panel.council.round)
    client, address = (
        signed_in(panel.officer),
        reverse("evaluation:ask-in-writing", args=[panel.council.round.public_id]),
    )
    page = client.get(address).content.decode()
    assert "còn 35 ngày" in page  # proposed ten days ago, of 45
    assert "Hỏi ý kiến 3 thành viên" in page
    form = {f"on-{one.public_id}": "1", "answers_by": (TODAY + timedelta(days=60)).isoformat()}
    refused = client.post(address, form)
    assert refused.status_code == 422
    words = refused.content.decode()
    assert "Thời hạn 45 ngày theo Điều 7.6 hết vào" in words
    assert f'name="on-{one.public_id}" value="1" checked' in words
    assert f'name="on-{other.public_id}" value="1" checked' not in words
    done = client.post(address, form | {"answers_by": (TODAY + timedelta(days=5)).isoformat()})
    session = Session.objects.get(council=panel.council)
    assert done["Location"] == reverse("evaluation:session", args=[session.public_id])
    assert session.entries.get().dossier == one


def test_overdue_is_written_in_words() -> None:
    panel = a_written_panel(products=1, days=3, proposed=timezone.now() - timedelta(days=60))
    assert '<b class="bad-t">quá hạn 15 ngày</b>' in page_of(panel.secretary, "session", panel.session.public_id)


def test_a_council_without_re_assessments_is_told_so() -> None:
    panel = an_idle_panel()
    assert "Chưa có hồ sơ đánh giá lại nào sẵn sàng" in page_of(
        panel.officer, "ask-in-writing", panel.council.round.public_id
    )
    assert "Không có phiên họp nào phải triệu tập" in page_of(
        panel.officer, "call-diverging", panel.council.round.public_id
    )


def test_re_assessments_are_not_ticked_for_a_meeting() -> None:
    panel = an_idle_panel()
    again = a_reassessment(panel.council.round)
    page = page_of(panel.officer, "call", panel.council.round.public_id)
    assert "Hồ sơ đánh giá lại được lấy ý kiến bằng văn bản trước" in page
    assert f'name="on-{again.public_id}" value="1" checked' not in page


def test_a_member_is_asked_on_the_sheet_and_sends_it_with_the_answer() -> None:
    panel = a_written_panel(products=1)
    (entry,) = panel.entries()
    client, member = signed_in(panel.members[0]), panel.members[0]
    save_sheet(entry_id=entry.public_id, marks=Marks(levels_of(60)), client_id=uuid4(), by=member)
    assert "Thống nhất với kết quả đề xuất" in page_of(member, "score", entry.public_id)
    confirm = client.get(reverse("evaluation:send-sheet", args=[entry.public_id])).content.decode()
    assert "Cần trả lời trước: thống nhất với kết quả đề xuất, hay đề nghị Hội đồng họp?" in confirm
    an_answer(entry, member, 60, "meet", WHY)
    assert f"Đề nghị Hội đồng họp: {WHY}" in page_of(member, "score", entry.public_id)


def test_a_late_answer_is_refused_in_words_and_the_device_keeps_it() -> None:
    panel = a_written_panel(products=1)
    (entry,) = panel.entries()
    let_days_pass(panel.session)
    post = {"client_id": str(uuid4()), "answer": "agree", "m-1.1": "0"}
    client = signed_in(panel.members[0])
    answer = client.post(
        reverse("evaluation:send-sheet", args=[entry.public_id]), post, headers={"accept": "application/json"}
    )
    assert answer.status_code == 403
    assert answer.json()["problem"].startswith("Ngày cuối để trả lời bằng văn bản là ")


def test_what_waits_for_whom() -> None:
    panel = an_idle_panel()
    a_reassessment(panel.council.round)
    assert titles(panel.officer) == ["Lấy ý kiến bằng văn bản về 1 hồ sơ đánh giá lại"]
    panel = a_written_panel(products=1)
    day = f"{panel.session.answers_by:%d/%m/%Y}"
    assert titles(panel.members[0]) == [f"1 ý kiến bằng văn bản cần gửi trước hết ngày {day}"]
    assert titles(panel.secretary) == [f"Đang lấy ý kiến bằng văn bản đến hết ngày {day}"]
    answered(panel, [(40, 60, 60)])
    assert titles(panel.members[0]) == []
    let_days_pass(panel.session)
    assert titles(panel.secretary) == ["Đợt lấy ý kiến bằng văn bản chờ kết thúc"]
    close_opinions(session=panel.session, by=panel.secretary)
    for post in (panel.secretary, panel.chair, panel.officer):
        assert "1 sản phẩm phải đưa ra họp" in titles(post)
    assert titles(panel.members[0]) == []
    call_diverging(council=panel.council, held_on=TODAY, by=panel.secretary)
    assert titles(panel.secretary) == ["Phiên họp chờ mở"]


def test_the_secretary_closes_and_calls_the_meeting_on_pages() -> None:
    panel = answered(a_written_panel(products=1), [(40, 60, 60)])
    client = signed_in(panel.secretary)
    closed = client.post(reverse("evaluation:close-opinions", args=[panel.session.public_id]), follow=True)
    assert "Mọi sản phẩm đều đưa ra họp" in closed.content.decode()
    address = reverse("evaluation:call-diverging", args=[panel.council.round.public_id])
    assert client.post(address, {"held_on": (TODAY - timedelta(days=1)).isoformat()}).status_code == 422
    called = client.post(address, {"held_on": TODAY.isoformat(), "place": "Cà Mau"}, follow=True)
    assert panel.session.public_id not in called.request["PATH_INFO"]
    assert "Đã triệu tập phiên họp." in called.content.decode()
    assert (
        client.post(reverse("evaluation:close-opinions", args=[panel.session.public_id]), follow=True).status_code
        == 200
    )


def test_the_adopted_result_goes_on_to_a_decision_of_its_own() -> None:
    panel = answered(
        a_written_panel(products=1, regulation={"max_spread": "10", "gate_test": "majority"}), [(60, 60, 60)]
    )
    close_opinions(session=panel.session, by=panel.secretary)
    fix_result(session=panel.session, by=panel.chair)
    (entry,) = panel.entries()
    type(entry).objects.filter(pk=entry.pk).update(star=3)  # how a star follows is not the matter here
    (waiting,) = results_to_decide(panel.council.province)
    assert (waiting.session, waiting.to_draft) == (panel.session, {"recognition": 1})
    decision = draft_decision(round=panel.council.round, by=panel.officer)
    assert [one.dossier for one in awards_of(decision)] == [entry.dossier]
    assert results_to_decide(panel.council.province) == []


def test_minutes_and_summary_say_that_opinions_were_taken_in_writing() -> None:
    panel = answered(a_written_panel(products=1), [(60, 60, None)])
    let_days_pass(panel.session)
    close_opinions(session=panel.session, by=panel.secretary)
    fix_result(session=panel.session, by=panel.chair)
    made = minutes_document(panel.reload())
    assert made.answers_by == panel.reload().answers_by
    assert [one.name for one in made.absent] == [panel.members[1].name]
    assert made.discussion == ("Không có sản phẩm nào phải đưa ra họp.",)
    assert any("Lấy ý kiến bằng văn bản (26/2026/QĐ-TTg Điều 7.6d)" in line for line in made.scoring)

    for kind, words in (
        ("minutes.pdf", "Tổng hợp ý kiến bằng văn bản của"),
        ("summary.pdf", "Lấy ý kiến bằng văn bản"),
    ):
        answer = signed_in(panel.officer).get(reverse("evaluation:paper", args=[panel.session.public_id, kind]))
        assert words in pdf_text(b"".join(answer.streaming_content) if answer.streaming else answer.content)


def test_sheets_of_absent_members_are_counted_until_the_session_opens() -> None:
    panel = a_panel(
        products=2, procedure={"absent_member": "written_sheet", "quorum": "none", "chair_present": "not_required"}
    )
    seat = panel.council.seats.get(user=panel.members[0].user_id).public_id
    room = page_of(panel.secretary, "session", panel.session.public_id)
    assert "Phiếu của thành viên vắng mặt" not in room
    mark_attendance(session=panel.session, seat_id=seat, attended=False, by=panel.secretary)
    room = page_of(panel.secretary, "session", panel.session.public_id)
    assert "Phiếu của thành viên vắng mặt" in room
    assert "2 sản phẩm còn chờ 2 phiếu." in room
    a_sent_sheet(panel.entries()[0], panel.members[0], 60)
    assert "1 sản phẩm còn chờ 1 phiếu." in page_of(panel.secretary, "session", panel.session.public_id)
    assert "Phiếu của thành viên vắng mặt" not in page_of(panel.chair, "session", panel.session.public_id)
    open_session(session=panel.session, by=panel.secretary)
    room = page_of(panel.secretary, "session", panel.session.public_id)
    assert "2 sản phẩm còn chờ 4 phiếu." in room  # of the two who are there


def test_the_slip_bears_a_cross_only_once_answers_may_be_read() -> None:
    panel = a_written_panel(products=1)
    (entry,) = panel.entries()
    seat = panel.council.seats.get(user=panel.members[0].user_id)
    source = PaperSource(panel.council.round, KINDS["opinion-slip"], seat.public_id)
    assert crosses(source) == [("", "")]
    for post in panel.scorers:
        an_answer(entry, post, 60)
    assert crosses(source) == [("", "")]
    close_opinions(session=panel.session, by=panel.secretary)
    assert crosses(source) == [("x", "")]


def crosses(source: PaperSource) -> list[tuple[str, ...]]:
    (table,) = [block for block in opinion_slip(source).body if isinstance(block, Table)]
    return [row[2:] for row in table.rows]


def test_a_closed_round_leads_nobody_back_to_a_sheet() -> None:
    panel = answered(a_written_panel(products=1), [(60, 60, None)])
    let_days_pass(panel.session)
    silent = panel.members[1]
    assert "Chấm sản phẩm 1" in page_of(silent, "my-sheets", panel.session.public_id)
    close_opinions(session=panel.session, by=panel.secretary)
    assert "Chấm sản phẩm 1" not in page_of(silent, "my-sheets", panel.session.public_id)


def test_the_page_that_adopts_asks_for_a_called_meeting_and_not_for_who_is_in_the_room() -> None:
    """Everybody was absent from an earlier meeting of this council; two answers agree, one product differs."""
    panel = a_written_panel(products=2)
    panel.council.seats.update(attended=False)
    agreed, apart = panel.entries()
    for post in panel.scorers:
        an_answer(agreed, post, 60)
        an_answer(apart, post, 60, "meet", WHY)
    close_opinions(session=panel.session, by=panel.secretary)
    told = page_of(panel.chair, "fix", panel.session.public_id)
    assert "1 sản phẩm phải đưa ra họp" in told
    assert "có mặt" not in told
    call_diverging(council=panel.council, held_on=TODAY, by=panel.secretary)
    panel.council.seats.update(attended=False)
    told = page_of(panel.chair, "fix", panel.session.public_id)
    assert "đưa ra họp" not in told
    assert "có mặt" not in told
