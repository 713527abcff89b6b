"""What the council's pages say, in the words people read."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from openocop.accounts.domain.roles import Role
from openocop.dossiers.models import Dossier
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.models import AdvisorySheet, Entry, Session
from openocop.evaluation.services.presentation import call_product, open_result
from openocop.evaluation.services.sessions import mark_attendance, open_second_ballot
from openocop.evaluation.services.sheets import save_advisory_sheet, save_sheet
from tests.factories.dossiers import a_post
from tests.factories.evaluation import (
    Panel,
    a_fixed_panel,
    a_panel,
    a_plain_round,
    a_revealed_panel,
    a_sent_sheet,
    an_accepted_dossier,
    an_evidence,
    an_open_panel,
    levels_of,
    signed_in,
)

pytestmark = pytest.mark.django_db


def _words(client: Client, name: str, *args: str) -> str:
    answer = client.get(reverse(f"evaluation:{name}", args=args))
    assert answer.status_code == 200
    body = re.sub(r"<(script|style|svg).*?</\1>", " ", answer.content.decode().partition("<main")[2], flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def _advised(entry: Entry, total: int) -> AdvisorySheet:
    return AdvisorySheet.objects.create(
        province=entry.province,
        dossier=entry.dossier,
        levels=levels_of(total),
        adviser="Tổ tư vấn",
        saved_at=entry.dossier.opened_at,
        sent_at=entry.dossier.opened_at,
    )


def test_a_member_is_led_to_the_next_sheet() -> None:
    panel = an_open_panel(products=2)
    member, session = panel.members[0], panel.session.public_id
    client = signed_in(member)
    assert "Còn 2/2 phiếu chưa gửi Chấm sản phẩm 1" in _words(client, "my-sheets", session)
    a_sent_sheet(panel.entries()[0], member, 60)
    assert "Còn 1/2 phiếu chưa gửi Chấm sản phẩm 2" in _words(client, "my-sheets", session)
    a_sent_sheet(panel.entries()[1], member, 60)
    words = _words(client, "my-sheets", session)
    assert "Đã gửi 2/2 phiếu" in words
    assert "Chấm sản phẩm" not in words


def test_a_second_ballot_starts_from_ones_own_first_sheet() -> None:
    panel = a_revealed_panel([(60, 71, 65)])
    (entry,) = panel.entries()
    open_second_ballot(entry=entry, by=panel.chair, note="Chỉ tính hợp đồng còn hiệu lực.")
    client = signed_in(panel.members[0])
    assert "Còn 1/1 phiếu chưa gửi Kết quả Chấm lại sản phẩm 1" in _words(client, "my-sheets", panel.session.public_id)
    words = _words(client, "score", entry.public_id)
    assert "Phiếu này bắt đầu từ phiếu lần đầu của Ông/Bà (71 điểm)" in words
    assert "Kết luận thảo luận: Chỉ tính hợp đồng còn hiệu lực." in words
    a_sent_sheet(entry, panel.members[0], 66)
    assert "Lần chấm đầu: 71 điểm. Tải phiếu lần đầu (PDF)" in _words(client, "score", entry.public_id)


def test_leaving_the_advised_level_takes_a_reason_which_is_shown_before_sending() -> None:
    panel = an_open_panel(products=1)
    (entry,) = panel.entries()
    _advised(entry, 60)
    member, levels = panel.members[0], levels_of(60) | {"1.1": 0}
    client = signed_in(member)
    save_sheet(entry_id=entry.public_id, marks=Marks(levels), client_id=uuid4(), by=member)
    words = _words(client, "send-sheet", entry.public_id)
    assert "Còn 1 mục phải điền trước khi gửi" in words
    assert "1.1 Nguồn nguyên liệu Ông/Bà chấm 1, mức đề nghị là 3: chưa ghi lý do." in words
    save_sheet(
        entry_id=entry.public_id, marks=Marks(levels, reasons={"1.1": "Thiếu hợp đồng"}), client_id=uuid4(), by=member
    )
    words = _words(client, "send-sheet", entry.public_id)
    assert "1 tiêu chí khác mức đề nghị 1.1 Nguồn nguyên liệu chấm 1, đề nghị 3 “Thiếu hợp đồng”" in words


def test_members_open_the_evidence_of_the_dossiers_before_them() -> None:
    panel = an_open_panel(products=1)
    (entry,) = panel.entries()
    paper = an_evidence(entry.dossier)
    client = signed_in(panel.members[0])
    address = reverse("evaluation:evidence", args=[entry.public_id, paper.public_id])
    assert address in client.get(reverse("evaluation:score", args=[entry.public_id])).content.decode()
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
        200,
        "application/pdf",
        "private, no-store",
    )
    assert b"".join(answer) == b"%PDF-1.7 hop-dong.pdf"
    elsewhere = reverse("evaluation:evidence", args=[entry.public_id, an_evidence(_other_dossier(panel)).public_id])
    assert client.get(elsewhere).status_code == 404


def _other_dossier(panel: Panel) -> Dossier:
    """Return a dossier of the same round that is not before the council."""
    return an_accepted_dossier(panel.council.round)


def test_the_chair_is_led_to_the_discussion_before_the_adoption() -> None:
    panel = a_revealed_panel([(60, 71, 65), (60, 61, 62)])
    over = panel.entries()[0]
    client, session = signed_in(panel.chair), panel.session.public_id
    words = _words(client, "results", session)
    assert "Thảo luận 1 sản phẩm" in words
    assert "Thông qua kết quả Công bố" not in words
    words = _words(client, "fix", session)
    assert (
        f"1 sản phẩm chênh lệch vượt mức quy chế cho phép, chờ chấm lại (lần 2). 1. {over.dossier.product.name}"
        in words
    )
    assert "mật khẩu" not in words


def test_equal_words_on_sheets_are_told_once_without_names() -> None:
    panel = an_open_panel(products=1)
    (entry,) = panel.entries()
    for post, total in zip(panel.scorers, (60, 71, 65), strict=True):
        a_sent_sheet(entry, post, total, reasons={"1.2": "Chưa có mã vùng trồng"}, opinion=f"Ý {total % 2}")
    signed_in(panel.secretary).post(reverse("evaluation:reveal", args=[panel.session.public_id]))
    words = _words(signed_in(panel.members[0]), "product", entry.public_id)
    assert "Ý kiến chung “Ý 0” “Ý 1” 2 phiếu ghi" in words
    assert "1.2 Vùng nguyên liệu được cấp chứng nhận chất lượng “Chưa có mã vùng trồng” 3 phiếu ghi" in words
    assert not any(post.name in words for post in panel.members)


def test_results_say_what_follows_under_three_stars() -> None:
    panel = a_fixed_panel([(40, 40)])
    words = _words(signed_in(panel.officer), "results", panel.session.public_id)
    assert "Dưới 3 sao: chỉ thông báo kết quả" in words
    assert "Ghi chú" in words


def test_the_law_of_2019_prints_no_minimum_conditions() -> None:
    panel = a_fixed_panel([(60, 62)], release="1048-2019", set_no=9)
    words = _words(signed_in(panel.officer), "results", panel.session.public_id)
    assert "không quy định" in words
    assert "0/0" not in words


def test_who_sent_a_sheet_cannot_be_recorded_as_absent_on_the_page() -> None:
    panel = an_open_panel(products=1)
    a_sent_sheet(panel.entries()[0], panel.members[0], 60)
    words = _words(signed_in(panel.secretary), "session", panel.session.public_id)
    assert words.count("Ghi vắng mặt") == 3  # the chair, the other member, the secretary
    assert "Đã gửi phiếu" in words


def test_an_absent_member_is_told_so_and_has_nothing_to_press() -> None:
    panel = an_open_panel(products=1)
    seat = panel.council.seats.get(user=panel.members[0].user_id)
    mark_attendance(session=panel.session, seat_id=seat.public_id, attended=False, by=panel.secretary)
    words = _words(signed_in(panel.members[0]), "my-sheets", panel.session.public_id)
    assert "Ông/Bà được ghi vắng mặt. Nếu đang có mặt, hãy báo Thư ký." in words
    assert "Chấm sản phẩm" not in words


def test_a_replayed_session_says_what_is_real() -> None:
    panel = a_fixed_panel([(60, 62)])
    Session.objects.filter(pk=panel.session.pk).update(is_illustrative=True)
    words = _words(signed_in(panel.officer), "results", panel.session.public_id)
    assert (
        "Dữ liệu minh hoạ: sản phẩm và chủ thể là thật, có nguồn; thành viên Hội đồng và phiếu chấm là giả định."
        in words
    )


def test_the_advisory_team_sends_its_sheet_once() -> None:
    adviser, dossier = a_post(Role.ADVISER), an_accepted_dossier(a_plain_round())
    save_advisory_sheet(dossier=dossier, marks=Marks(levels_of(60)), by=adviser)
    client = signed_in(adviser)
    assert "1 hồ sơ chờ phiếu của Tổ tư vấn" in _words(client, "advisory")
    words = _words(client, "send-advice", dossier.public_id)
    assert "Khi chấm điểm, Hội đồng thấy mức đề nghị và nhận xét của Tổ tư vấn bên cạnh từng tiêu chí." in words
    address = reverse("evaluation:send-advice", args=[dossier.public_id])
    assert client.post(address)["Location"] == reverse("evaluation:advisory")
    assert client.post(address)["Location"] == reverse("evaluation:advise", args=[dossier.public_id])
    assert AdvisorySheet.objects.get().score["total"] == 60


def test_an_empty_list_says_what_to_wait_for() -> None:
    assert "Chưa có phiên họp" in _words(signed_in(a_post(Role.COUNCIL_MEMBER)), "sessions")
    assert "Không có hồ sơ cần xem xét" in _words(signed_in(a_post(Role.ADVISER)), "advisory")
    panel = a_panel(products=1)
    assert "1–1 trong 1 phiên họp" in _words(signed_in(panel.officer), "sessions")


def test_ninety_points_are_a_potential_and_never_five_stars_here() -> None:
    panel = a_fixed_panel([(98, 98)])
    (entry,) = panel.entries()
    assert entry.star == 5
    words = _words(signed_in(panel.chair), "results", panel.session.public_id)
    assert "1 sản phẩm tiềm năng 5 sao" in words
    assert "Tiềm năng 5 sao Trình Bộ đánh giá" in words
    call_product(session=panel.session, entry_id=entry.public_id, by=panel.chair)
    open_result(session=panel.session, entry_id=entry.public_id, by=panel.chair)
    projected = _words(signed_in(panel.chair), "projector", panel.session.public_id)
    assert "Hạng sao Tiềm năng 5 sao" in projected
