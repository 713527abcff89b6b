"""The papers of a round: which can be made when, what they say, and what the clerk's office gives them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from openocop.accounts.domain.roles import Role
from openocop.core.documents.frame import DEPUTY_FOR_COMMITTEE
from openocop.core.documents.official import Issue, OfficialPaper, Table, official_pdf
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Round
from openocop.evaluation.models import Entry, Recusal, Session
from openocop.evaluation.services.opinions import ask_in_writing, close_opinions
from openocop.evaluation.services.sessions import fix_result
from openocop.recognition.domain.round_papers import KINDS
from openocop.recognition.models import Recognition, RoundPaper
from openocop.recognition.selectors.round_papers import RoundStand, built, kind_rows, subjects_of
from openocop.recognition.services.decisions import CannotIssue
from openocop.recognition.services.round_papers import CannotNumber, Scan, number_paper
from openocop.registry.models import Producer
from tests.app.recognition.conftest import NOW
from tests.factories.dossiers import HERE, a_post
from tests.factories.evaluation import (
    Panel,
    a_declaration,
    a_panel,
    a_plain_round,
    a_reassessment,
    answered,
    signed_in,
)
from tests.factories.recognition import (
    FOUR,
    NOTICE,
    POTENTIAL,
    THREE,
    a_decision,
    a_leader,
    a_result,
    issued,
)  # fmt: skip
from tests.unit.documents.samples import pdf_text

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)


def states(panel: Panel) -> dict[str, str]:
    """Return where the papers stand; of several of a kind, how many can be made."""
    rows = kind_rows(RoundStand(panel.council.round))
    return {row.kind.slug: row.only.state if row.only else f"{row.possible}/{row.total}" for row in rows}


def made(panel: Panel, kind: str, about: str = "", issue: Issue = Issue()) -> OfficialPaper:  # noqa: B008  # frozen
    return built(panel.council.round, KINDS[kind], about, issue)


def notice(panel: Panel, place: int = 0) -> str:
    return repr(made(panel, "notice", panel.entries()[place].dossier.public_id).body)


def numbered(panel: Panel, **changes: Any) -> RoundPaper:
    acts = {"kind": "submission", "about": "", "number": "12", "dated_on": DAY, "by": panel.officer}
    return number_paper(round=panel.council.round, **{**acts, **changes})


def test_before_the_session_only_what_prepares_a_round_can_be_made() -> None:
    panel = a_panel(products=1)
    assert states(panel) == {
        "plan": "draft",
        "council-decision": "draft",
        "team-decision": "draft",
        "regulation-decision": "draft",
        "commune-proposal": "0/0",
        "advisory-report": "impossible",
        "invitation": "draft",
        "opinion-slip": "0/0",
        "signature-page": "draft",
        "council-report": "impossible",
        "submission": "impossible",
        "notice": "0/0",
        "ministry-letter": "impossible",
    }


def test_after_the_result_each_notice_waits_for_the_decision_on_its_product() -> None:
    panel = a_result(THREE, NOTICE, POTENTIAL)
    found = states(panel)
    assert [found[kind] for kind in ("council-report", "submission", "ministry-letter", "notice")] == [
        "draft",
        "draft",
        "draft",
        "1/3",
    ]
    issued(a_decision(panel))
    issued(a_decision(panel, kind="approval"), number="124/QĐ-UBND")
    assert states(panel)["notice"] == "3/3"


def test_papers_say_what_is_recorded_and_leave_the_rest_to_the_pen() -> None:
    panel = a_result(FOUR, NOTICE)
    report = repr(made(panel, "council-report").body)
    assert "Hội đồng đã đánh giá 02 sản phẩm: 01 sản phẩm 4 sao, 01 sản phẩm 2 sao." in report
    assert "Open(lines=2)" in report
    decision = made(panel, "council-decision")
    assert decision.opening == "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH CÀ MAU"
    (people,) = decision.annex
    assert isinstance(people, Table)
    assert len(people.rows) == panel.council.seats.count()
    submission = made(panel, "submission")
    assert submission.letterhead.agency == ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",)
    assert [block.text for block in submission.body if hasattr(block, "text")][1:3] == [
        "1. Công nhận sản phẩm đạt hạng 3 sao, 4 sao: 01 sản phẩm",
        "2. Thông báo bằng văn bản, không ban hành quyết định công nhận: 01 sản phẩm",
    ]


def test_the_decision_on_the_team_names_those_appointed_as_advisers() -> None:
    panel, adviser = a_panel(products=1), a_post(Role.ADVISER)
    (people,) = made(panel, "team-decision").annex
    assert isinstance(people, Table)
    assert [row[0] for row in people.rows] == [adviser.name]


def test_every_paper_prints_as_pdf_that_anybody_can_archive_and_hear() -> None:
    """typst refuses what is no PDF/A-2a and PDF/UA-1; the kinds differ in what stands on them."""
    panel = a_result(POTENTIAL)
    for kind in KINDS.values():
        for subject in subjects_of(kind, RoundStand(panel.council.round))[:1]:
            assert official_pdf(made(panel, kind.slug, subject.about)).startswith(b"%PDF")


def test_a_commune_proposes_its_own_dossiers() -> None:
    panel = a_result(THREE, THREE)
    first, second = (entry.dossier for entry in panel.entries())
    Dossier.objects.filter(pk=first.pk).update(local_unit_code=HERE, local_unit_on=date(2026, 9, 1))
    proposal = made(panel, "commune-proposal", HERE)
    assert proposal.letterhead.agency == ("ỦY BAN NHÂN DÂN", "XÃ ĐẦM DƠI")
    assert first.product.name in repr(proposal.body)
    assert second.product.name not in repr(proposal.body)
    assert proposal.signatures[0].capacity == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_three_stars_are_told_with_decision_certificate_and_the_window_of_re_assessment() -> None:
    panel = a_result(THREE)
    issued(a_decision(panel))
    told = notice(panel)
    assert "công nhận hạng 3 sao theo Quyết định số 123/QĐ-UBND ngày 05 tháng 12 năm 2026" in told
    assert "có giá trị đến hết ngày 05/12/2029" in told
    assert "nộp từ ngày 09/06/2029 đến ngày 07/08/2029" in told


def test_ninety_points_are_a_potential_and_bring_no_certificate() -> None:
    panel = a_result(POTENTIAL)
    issued(a_decision(panel, kind="approval"))
    told = notice(panel)
    assert "tiềm năng 5 sao" in told
    assert "ở bước này chưa có quyết định công nhận và giấy chứng nhận" in told
    letter = made(panel, "ministry-letter")
    assert letter.addressees == ("Bộ Nông nghiệp và Môi trường",)
    assert "Quyết định số 123/QĐ-UBND ngày 05 tháng 12 năm 2026" in repr(letter.body)
    assert "05 sản phẩm mẫu của mỗi sản phẩm" in repr(letter.body)


def test_fewer_than_three_stars_are_told_to_the_applicant_and_published_nowhere() -> None:
    told = notice(a_result(NOTICE))
    assert "không có quyết định công nhận, không có giấy chứng nhận và không được công bố" in told


def test_without_a_star_the_notice_says_why() -> None:
    panel = a_result(NOTICE)
    entry = panel.entries()[0]
    Entry.objects.filter(pk=entry.pk).update(star=None)
    assert "không đủ điều kiện công nhận theo quy chế" in notice(panel)
    Entry.objects.filter(pk=entry.pk).update(result=entry.result | {"disqualified": True})
    assert "bị loại theo điều kiện ghi trên phiếu" in notice(panel)


def test_a_failed_upgrade_leaves_the_running_certificate_untouched() -> None:
    panel = a_result(NOTICE)
    dossier = panel.entries()[0].dossier
    Dossier.objects.filter(pk=dossier.pk).update(kind="upgrade")
    Recognition.objects.create(
        province="ca-mau", product=dossier.product, star=3, valid_from=date(2025, 3, 1), valid_until=date(2028, 3, 2),
        recorded_at=NOW,
    )  # fmt: skip
    told = notice(panel)
    assert "không làm thay đổi giấy chứng nhận hạng 3 sao: giấy vẫn có giá trị đến hết ngày 01/03/2028" in told


def test_a_slip_for_an_opinion_shows_a_member_nothing_they_stepped_aside_from() -> None:
    panel = a_panel(products=2, members=1)
    Dossier.objects.filter(round=panel.council.round).update(kind="again", stage=Stage.ACCEPTED)
    first, second = (entry.dossier for entry in panel.entries())
    seat = panel.council.seats.get(user=panel.members[0].user_id)
    Recusal.objects.create(province="ca-mau", seat=seat, dossier=first, reason="người nhà", declared_at=NOW)
    slip = made(panel, "opinion-slip", seat.public_id)
    assert first.product.name not in repr(slip)
    assert second.product.name in repr(slip)
    assert slip.signatures[0].name == seat.name


@pytest.mark.usefixtures("real_papers")
def test_a_recorded_number_stands_on_the_paper_and_the_draft_mark_is_gone() -> None:
    panel = a_result(THREE)
    kept = numbered(panel, signer="Người Ký", signer_capacity="KT. GIÁM ĐỐC; PHÓ GIÁM ĐỐC")
    text = pdf_text(path_of(kept.printed.sha256).read_bytes())
    assert "Số: 12/TTr" in text
    assert "Cà Mau, ngày 01 tháng 12 năm 2026" in text
    assert "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Người Ký" in text
    assert "DỰ THẢO" not in text


def test_recording_again_is_harmless_and_a_correction_stands_beside_the_first() -> None:
    panel = a_result(THREE)
    first = numbered(panel)
    assert numbered(panel, number="12 / TTr").pk == first.pk
    second = numbered(panel, number="13")
    first.refresh_from_db()
    assert (first.superseded_at, second.superseded_at) == (NOW, None)
    facts = [entry.facts["supersedes"] for entry in JournalEntry.objects.filter(verb="paper.numbered")]
    assert facts == ["", "12/TTr"]


def test_one_number_is_given_once_a_year_to_papers_and_decisions_alike() -> None:
    panel = a_result(THREE)
    numbered(panel, kind="council-decision", number="123")
    with pytest.raises(CannotNumber, match="123/QĐ-UBND"):
        numbered(panel, kind="team-decision", number="123/QĐ-UBND")
    with pytest.raises(CannotIssue):
        issued(a_decision(panel))
    issued(a_decision(panel), number="124/QĐ-UBND")
    with pytest.raises(CannotNumber):
        numbered(panel, kind="team-decision", number="124")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": " "}, "number"),
        ({"dated_on": date(2026, 12, 11)}, "dated_on"),
        ({"dated_on": date(2026, 11, 25)}, "dated_on"),
        ({"kind": "signature-page"}, "scan"),
        ({"kind": "ministry-letter"}, ""),
        ({"about": "nobody"}, ""),
        ({"scan": Scan("a.pdf", b"MZ a program")}, "scan"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_written(changes: dict[str, Any], field: str) -> None:
    panel = a_result(THREE)
    with pytest.raises(Refused) as refused:
        numbered(panel, **changes)
    assert refused.value.field == field
    assert not RoundPaper.objects.exists()


def test_only_the_office_records_and_nobody_who_stepped_aside() -> None:
    panel = a_result(THREE)
    for post in (panel.secretary, panel.chair, a_leader(), a_post(Role.PROVINCIAL_OFFICER, province="an-giang")):
        with pytest.raises(NotPermitted):
            numbered(panel, by=post)
    seat = panel.council.seats.get(user=panel.secretary.user_id)
    dossier = panel.entries()[0].dossier
    address = reverse("recognition:round-papers", args=[panel.council.round.public_id])
    assert signed_in(panel.secretary).get(address).status_code == 200
    Recusal.objects.create(province="ca-mau", seat=seat, dossier=dossier, reason="người nhà", declared_at=NOW)
    assert signed_in(panel.secretary).get(address).status_code == 403


def a_scan() -> SimpleUploadedFile:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "PNG")
    return SimpleUploadedFile("ban-ky.png", picture.getvalue(), "image/png")


def test_number_day_and_signed_scan_are_recorded_from_the_page() -> None:
    panel = a_result(THREE)
    client, round = signed_in(panel.officer), panel.council.round.public_id
    address = reverse("recognition:number-paper", args=[round, "submission", "chung"])
    assert client.post(address, {"number": "12", "dated_on": ""}).status_code == 422
    assert client.post(address, {"number": "12", "dated_on": "2026-12-01"}).status_code == 302
    assert client.post(address, {"number": "12", "dated_on": "2026-12-01", "scan": a_scan()}).status_code == 302
    (kept,) = RoundPaper.objects.all()
    assert kept.signed is not None
    page = client.get(reverse("recognition:round-papers", args=[round])).content.decode()
    assert "12/TTr" in page
    assert "đã lưu bản ký" in page
    assert client.get(reverse("recognition:kept-paper", args=[kept.public_id, "ban-ky"]))["Content-Type"] == "image/png"
    page_to_sign = reverse("recognition:number-paper", args=[round, "signature-page", "chung"])
    assert client.post(page_to_sign, {"dated_on": "2026-12-01", "scan": a_scan()}).status_code == 302
    assert states(panel)["signature-page"] == "signed"


def test_a_deputy_signs_for_the_chair_on_the_paper_of_the_committee() -> None:
    panel = a_panel(products=1)
    plan = made(panel, "plan", issue=Issue("5/KH-UBND", date(2026, 9, 2), "Phó Chủ tịch", DEPUTY_FOR_COMMITTEE))
    assert plan.signatures[0].capacity == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert (plan.letterhead.number, plan.letterhead.symbol) == ("5", "KH-UBND")


@pytest.mark.parametrize("products", [1, 3])
def test_the_page_asks_the_same_queries_whatever_the_number_of_products(
    products: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    panel = a_result(*[THREE] * products)
    client = signed_in(panel.officer)
    address = reverse("recognition:round-papers", args=[panel.council.round.public_id])
    client.get(address)
    with django_assert_num_queries(14):
        client.get(address)


@pytest.mark.parametrize(("release", "cited"), [("26-2026", True), ("148-2023", False), ("1048-2019", False)])
def test_a_round_is_shown_the_articles_of_its_own_law_alone(release: str, cited: bool) -> None:
    panel = a_panel(products=1)
    round = panel.council.round
    Round.objects.filter(pk=round.pk).update(release=release)
    client = signed_in(panel.officer)
    page = client.get(reverse("recognition:round-papers", args=[round.public_id])).content.decode()
    slips = client.get(reverse("recognition:kind-papers", args=[round.public_id, "opinion-slip"])).content.decode()
    assert ("26/2026/QĐ-TTg, Điều 7.3b" in page) is cited  # the council is appointed
    assert ("26/2026/QĐ-TTg, Điều 7.6d" in slips) is cited  # the written opinion
    assert ("26/2026/QĐ-TTg" in page) is cited
    assert "Quy chế hoạt động của Hội đồng" in page


def test_a_round_nobody_prepared_has_its_page_too() -> None:
    officer, round = a_post(Role.PROVINCIAL_OFFICER), a_plain_round()
    Round.objects.filter(pk=round.pk).update(opened_on=None)  # as a round that is known from public sources alone
    address = reverse("recognition:round-papers", args=[round.public_id])
    page = signed_in(officer).get(address).content.decode()
    assert "chưa lập được" in page
    assert not Session.objects.exists()
    (word,) = re.findall(r'href="([^"]+/team-decision/[^"]+\.docx)"', page)
    assert signed_in(officer).get(word).status_code == 200  # no day is known, and a zip knows none before 1980


def also_in_writing(panel: Panel, *stars: int) -> Panel:
    """Return the council of `panel` with a further result of its round, taken in writing until 10/12/2026."""
    round = panel.council.round
    dossiers = [a_reassessment(round) for _ in stars]
    session = ask_in_writing(council=panel.council, dossiers=dossiers, answers_by=NOW.date(), by=panel.secretary)
    for post in panel.scorers:
        a_declaration(session, post)
    written = answered(replace(panel, session=session), [(60, 60, 60)] * len(stars))
    close_opinions(session=session, by=panel.secretary)
    fix_result(session=session, by=panel.chair)
    for entry, star in zip(written.entries(), stars, strict=True):
        Entry.objects.filter(pk=entry.pk).update(star=star)
    Producer.objects.filter(products__dossiers__round=round).update(
        unit_code=HERE, unit_on=date(2026, 1, 1), unit_basis="stated"
    )
    return written


def test_a_notice_waits_for_and_cites_the_decision_of_its_own_session() -> None:
    met = a_result(THREE, POTENTIAL)
    written = also_in_writing(met, THREE, POTENTIAL, NOTICE)
    issued(a_decision(met, session=met.reload()))
    issued(a_decision(met, kind="approval", session=met.reload()), number="124/QĐ-UBND")
    assert states(met)["notice"] == "3/5"  # both of the meeting, and the one that no decision names
    letter = repr(made(met, "ministry-letter").body)
    assert "Quyết định số 124/QĐ-UBND ngày 05 tháng 12 năm 2026, Quyết định số ……/QĐ-UBND. Căn cứ" in letter
    later = {"decided_on": date(2026, 12, 10)}
    issued(a_decision(met, session=written.reload()), number="130/QĐ-UBND", **later)
    issued(a_decision(met, kind="approval", session=written.reload()), number="131/QĐ-UBND", **later)
    assert states(met)["notice"] == "5/5"
    for panel, place, number in ((met, 0, "123"), (met, 1, "124"), (written, 0, "130"), (written, 1, "131")):
        assert f"Quyết định số {number}/QĐ-UBND" in notice(panel, place)
    letter = repr(made(met, "ministry-letter").body)
    both = "124/QĐ-UBND ngày 05 tháng 12 năm 2026, Quyết định số 131/QĐ-UBND ngày 10 tháng 12 năm 2026. Căn cứ"
    assert both in letter


def test_papers_on_an_outcome_say_of_each_result_how_the_council_came_to_it() -> None:
    met = a_result(THREE)
    written = also_in_writing(met, NOTICE)
    assert "Căn cứ kết quả đánh giá ngày 26 tháng 11 năm 2026 của Hội đồng" in notice(met)
    told = notice(written)
    assert "Căn cứ kết quả lấy ý kiến bằng văn bản, kết thúc ngày 10 tháng 12 năm 2026, của Hội đồng" in told
    submitted = repr(made(met, "submission").body)
    assert (
        "đã họp ngày 26 tháng 11 năm 2026, lấy ý kiến bằng văn bản, kết thúc ngày 10 tháng 12 năm 2026 và thông qua"
        in submitted
    )
    assert "biên bản họp, biên bản tổng hợp ý kiến bằng văn bản, bảng tổng hợp điểm" in submitted
