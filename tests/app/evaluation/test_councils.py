"""A council as the decision names it, and what changes on it afterwards: papers, delegation, substitutes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from openocop.accounts.domain.roles import Post, Role
from openocop.core.domain.legal_time import legal_day
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.evaluation.domain.lifecycle import SeatRole
from openocop.evaluation.models import Council, Seat, Session
from openocop.evaluation.selectors.papers import minutes_document, summary_document
from openocop.evaluation.services.appointments import attach_decision, delegate_chair
from openocop.evaluation.services.councils import Appointee, appoint_council, call_session
from openocop.evaluation.services.sessions import fix_result, mark_attendance, reveal_scores
from tests.factories.dossiers import a_post
from tests.factories.evaluation import (
    Panel,
    a_declaration,
    a_fixed_panel,
    a_panel,
    a_plain_round,
    a_revealed_panel,
    a_sent_sheet,
    an_accepted_dossier,
    an_open_panel,
    replaced,
    signed_in,
)
from tests.factories.geography import load_camau
from tests.factories.papers import a_pdf

pytestmark = pytest.mark.django_db

PDF = a_pdf()


def form_of(*lines: tuple[str, str, str]) -> dict[str, str]:
    """Return an appointment form of (role, name, body code) lines with every option at its default."""
    form = {
        "name": "Hội đồng",
        "form-TOTAL_FORMS": str(len(lines)),
        "form-INITIAL_FORMS": "0",
        "o-gate_test": "majority",
        "o-missed_gate": "highest_star_met",
        "o-max_spread": "",
        "o-disqualifier_test": "majority",
        "p-quorum": "three_quarters",
        "p-chair_present": "required",
        "p-absent_member": "no_sheet",
        "p-outside_field": "allowed",
        "p-blind_view": "off",
        "p-written_opinion": "reassessment",
        "p-written_agreement": "same_star",
        "p-silent_member": "not_counted",
        "p-gate_conclusion": "sheets",
        "p-display_decimals": "2",
        "p-most_ballots": "2",
        "p-severity_diagnostics": "off",
    }
    for number, (role, name, body) in enumerate(lines):
        form |= {f"form-{number}-role": role, f"form-{number}-name": name, f"form-{number}-body_code": body}
        form[f"form-{number}-scores"] = "on"
    return form


def test_a_council_is_built_from_the_bodies_of_article_7_3b_and_told_who_is_missing() -> None:
    officer, round = a_post(Role.PROVINCIAL_OFFICER), a_plain_round()
    client = signed_in(officer)
    page = client.get(reverse("evaluation:appoint", args=[round.public_id])).content.decode()
    assert "26/2026/QĐ-TTg Điều 7.3b" in page
    assert "Sở An toàn thực phẩm (nếu có)" in page
    form = form_of(
        ("chair", "Nguyễn Văn Chủ", "chair"), ("member", "Lê Thị Viên", "health"), ("guest", "Trần Khách", "expert")
    )
    answer = client.post(reverse("evaluation:appoint", args=[round.public_id]), form)
    assert answer["Location"] == reverse("evaluation:council", args=[round.public_id])
    council = Council.objects.get(round=round)
    assert [(seat.body_code, seat.body, seat.scores) for seat in council.seats.all()] == [
        ("chair", "Lãnh đạo Ủy ban nhân dân cấp tỉnh", True),
        ("health", "Sở Y tế", True),
        ("expert", "Chuyên gia OCOP", False),
    ]
    assert (council.procedure["quorum"], council.procedure["outside_field"]) == ("three_quarters", "allowed")
    told = client.get(answer["Location"]).content.decode()
    assert "Chưa có người của:" in told
    assert "<b>Sở Công Thương</b>" in told
    assert "<b>Sở Y tế</b>" not in told
    assert "ít nhất ba phần tư" in told


def test_an_option_that_does_not_exist_is_refused_and_nothing_is_recorded() -> None:
    officer, round = a_post(Role.PROVINCIAL_OFFICER), a_plain_round()
    form = form_of(("chair", "Nguyễn Văn Chủ", "chair")) | {"p-quorum": "75%"}
    answer = signed_in(officer).post(reverse("evaluation:appoint", args=[round.public_id]), form)
    assert answer.status_code == 422
    assert not Council.objects.exists()


def test_a_district_council_of_old_rounds_is_offered_with_its_own_bodies() -> None:
    round = a_plain_round(release="1048-2019")
    client, address = signed_in(a_post(Role.PROVINCIAL_OFFICER)), reverse("evaluation:appoint", args=[round.public_id])
    assert "?cap=district" in client.get(address).content.decode()
    assert "Lãnh đạo Ủy ban nhân dân cấp huyện" in client.get(f"{address}?cap=district").content.decode()


def test_guests_do_not_score() -> None:
    lines = [Appointee("Chủ tịch", "", SeatRole.CHAIR), Appointee("Khách", "", SeatRole.GUEST)]
    with pytest.raises(Refused, match="Khách mời"):
        appoint_council(round=a_plain_round(), name="HĐ", appointees=lines, by=a_post(Role.PROVINCIAL_OFFICER))


@pytest.mark.parametrize(
    "content", [b"", b"MZ program", b"%PDF-1.7 cut", b"\xff\xd8\xff\xe0 picture", a_pdf(inside=True)]
)
def test_only_a_whole_pdf_is_kept_as_decision(content: bytes) -> None:
    panel = a_panel(products=1)
    with pytest.raises(Refused, match="PDF"):
        attach_decision(council=panel.council, name="quyet-dinh.pdf", content=content, by=panel.officer)


def test_the_signed_decision_is_kept_and_the_next_one_names_the_first() -> None:
    panel = a_panel(products=1)
    address = reverse("evaluation:council", args=[panel.council.round.public_id])
    client = signed_in(panel.officer)
    for content in (PDF, PDF + b"\n"):
        file = SimpleUploadedFile("518.exe", content)
        assert client.post(address, {"act": "decision", "file": file}).status_code == 302
    facts = [entry.facts for entry in JournalEntry.objects.filter(verb="council.decision_kept").order_by("pk")]
    assert facts[1]["replaces"] == facts[0]["sha256"]
    answer = client.get(reverse("evaluation:appointment-file", args=[panel.council.round.public_id]))
    assert b"".join(answer.streaming_content) == PDF + b"\n"  # type: ignore[attr-defined]  # a file is streamed
    assert signed_in(panel.secretary).post(address, {"act": "decision"}).status_code == 403


def delegated(panel: Panel, post: Post, **changed: object) -> None:
    values = {
        "document_no": "07/UQ-CT",
        "document_on": date(2026, 11, 20),
        "scope": "chủ trì phiên họp của đợt",
        "valid_from": date(2026, 11, 25),
        "valid_until": date(2026, 12, 1),
    } | changed
    seat = panel.council.seats.get(user=post.user_id)
    delegate_chair(council=panel.council, seat_id=seat.public_id, by=panel.officer, **values)  # type: ignore[arg-type]


def test_who_chairs_by_delegation_signs_by_it_and_the_minutes_cite_the_paper() -> None:
    load_camau()
    panel = an_open_panel(products=1)
    delegated(panel, panel.members[0])
    chair = panel.council.seats.get(role="chair")
    mark_attendance(session=panel.session, seat_id=chair.public_id, attended=False, by=panel.secretary)
    for post in panel.members:
        a_sent_sheet(panel.entries()[0], post, 60)
    reveal_scores(session=panel.session, by=panel.secretary)
    fix_result(session=panel.session, by=panel.secretary)
    minutes = minutes_document(panel.reload())
    assert minutes.chair == panel.members[0].name
    assert minutes.signatures[1].capacity == ("CHỦ TỌA", "TUQ. CHỦ TỊCH HỘI ĐỒNG", "ỦY VIÊN")
    assert minutes.legal_bases[-1] == (
        "Văn bản ủy quyền số 07/UQ-CT ngày 20 tháng 11 năm 2026 (chủ trì phiên họp của đợt)."
    )


def test_a_vice_chair_presides_as_deputy_where_the_chair_is_absent() -> None:
    load_camau()
    panel = a_revealed_panel([(60, 61)], procedure={"quorum": "none", "chair_present": "not_required"})
    Seat.objects.filter(council=panel.council, role="chair").update(attended=False)
    Seat.objects.filter(user=panel.members[0].user_id).update(role=SeatRole.VICE_CHAIR)
    fix_result(session=panel.session, by=panel.secretary)
    signature = summary_document(panel.reload()).signatures[1]
    assert signature.capacity == ("KT. CHỦ TỊCH HỘI ĐỒNG", "PHÓ CHỦ TỊCH")
    assert signature.name == panel.members[0].name


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"valid_until": date(2026, 11, 25)}, "Ngày kết thúc"),
        ({"valid_from": date(2026, 11, 30), "valid_until": date(2026, 12, 5)}, "trùng với một ủy quyền khác"),
    ],
)
def test_a_delegation_with_no_term_of_its_own_is_refused(changed: dict[str, object], words: str) -> None:
    panel = a_panel(products=1)
    if "valid_from" in changed:
        delegated(panel, panel.members[1])
    with pytest.raises(Refused, match=words):
        delegated(panel, panel.members[0], **changed)


def test_sheets_stay_with_the_earlier_person_and_the_new_one_scores_the_rest() -> None:
    load_camau()
    panel = an_open_panel(products=2, members=1)
    first, second = panel.entries()
    earlier, later = panel.members[0], a_post(Role.COUNCIL_MEMBER)
    for entry in (first, second):
        a_sent_sheet(entry, panel.chair, 60)
    a_sent_sheet(first, earlier, 62)
    replaced(panel, earlier, later)
    with pytest.raises(NotPermitted):
        a_sent_sheet(second, earlier, 62)
    assert signed_in(later).get(reverse("evaluation:score", args=[second.public_id])).status_code == 302
    a_declaration(panel.session, later)
    with pytest.raises(NotPermitted, match="Người tham gia trước"):
        a_sent_sheet(first, later, 70)
    with pytest.raises(Refused, match="1"):
        reveal_scores(session=panel.session, by=panel.secretary)
    a_sent_sheet(second, later, 64)
    reveal_scores(session=panel.session, by=panel.secretary)
    fix_result(session=panel.session, by=panel.chair)
    assert [entry.average for entry in panel.session.entries.order_by("position")] == ["61", "62"]
    (note,) = [one.note for one in minutes_document(panel.reload()).present if one.note]
    assert note == f"thay {earlier.name} theo Công văn số 12/SYT ngày 26/11/2026"
    totals = [row.totals for row in summary_document(panel.reload()).rows]
    assert totals == [(60, 62, None), (60, None, 64)]


def test_a_place_is_taken_over_once_and_not_in_advance() -> None:
    panel = a_panel(products=1)
    replaced(panel, panel.members[0], a_post(Role.COUNCIL_MEMBER))
    with pytest.raises(Refused, match="vừa có người thay"):
        replaced(panel, panel.members[0], a_post(Role.COUNCIL_MEMBER))
    with pytest.raises(Refused, match="Mỗi người chỉ giữ một vai trò"):
        replaced(panel, panel.members[1], panel.chair)
    address = reverse("evaluation:council", args=[panel.council.round.public_id])
    tomorrow = legal_day(timezone.now()) + timedelta(days=1)
    seat = panel.council.seats.get(user=panel.members[1].user_id)
    form = {"act": "substitute", "seat": seat.public_id, "name": "Người Mới", "paper": "CV 1", "from_on": tomorrow}
    answer = signed_in(panel.officer).post(address, form)
    assert answer.status_code == 422
    assert "việc thay có hiệu lực" in answer.content.decode()


def test_nobody_but_the_provincial_office_changes_a_council() -> None:
    panel = a_panel(products=1)
    for post in (panel.chair, panel.secretary, a_post(Role.PROVINCIAL_OFFICER, province="ca-mau-2")):
        with pytest.raises(NotPermitted):
            attach_decision(council=panel.council, name="a.pdf", content=PDF, by=post)


def test_who_is_replaced_during_a_later_session_stays_in_the_minutes_of_the_fixed_one() -> None:
    load_camau()
    panel = a_fixed_panel([(60, 61, 62)])
    secretary, member = panel.secretary, panel.members[0]
    before, summary = minutes_document(panel.reload()), summary_document(panel.reload())
    call_session(
        council=panel.council,
        held_on=date(2026, 12, 10),
        dossiers=[an_accepted_dossier(panel.council.round)],
        by=panel.officer,
    )
    for earlier, role in ((secretary, Role.SECRETARY), (member, Role.COUNCIL_MEMBER), (panel.chair, Role.CHAIR)):
        replaced(panel, earlier, a_post(role))
    after = minutes_document(panel.reload())
    assert (after.chair, after.secretary) == (panel.chair.name, secretary.name)
    assert [one.name for one in after.signatures] == [secretary.name, panel.chair.name]
    assert after == before
    assert summary_document(panel.reload()) == summary


def test_a_session_fixed_before_its_attendance_was_kept_keeps_it_from_the_seats() -> None:
    from importlib import import_module

    from django.apps import apps

    load_camau()
    panel = a_fixed_panel([(60, 61, 62)])
    absent = panel.council.seats.get(user=panel.members[1].user_id)
    Seat.objects.filter(pk=absent.pk).update(attended=False)
    Session.objects.filter(pk=panel.session.pk).update(attendance={})
    import_module("openocop.evaluation.migrations.0010_attendance_of_fixed_sessions").keep_who_was_there(apps, None)
    call_session(council=panel.council, held_on=date(2026, 12, 10), dossiers=[], by=panel.officer)
    absent.refresh_from_db()
    assert absent.attended
    assert [one.name for one in minutes_document(panel.reload()).absent] == [absent.name]
    assert panel.reload().attendance[absent.public_id] == {"attended": False, "left_at": None}
