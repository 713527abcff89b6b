"""What the council's procedure lets a member do on the scoring screen: leave a criterion, score without the name."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest
from django.urls import reverse

from openocop.accounts.domain.roles import Post
from openocop.core.refusal import Refused
from openocop.core.services.files import store_file
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.models import Entry, ScoreSheet
from openocop.evaluation.selectors.papers import minutes_document, summary_document
from openocop.evaluation.selectors.sheet_papers import score_sheet_document
from openocop.evaluation.selectors.sheets import scored_ballots
from openocop.evaluation.services.sessions import fix_result, open_second_ballot, open_session, reveal_scores
from openocop.evaluation.services.sheets import save_sheet, send_sheet
from tests.factories.evaluation import (
    Panel,
    a_panel,
    a_sent_sheet,
    an_evidence,
    an_open_panel,
    levels_of,
    signed_in,
)
from tests.factories.geography import load_camau

pytestmark = pytest.mark.django_db

ALLOWED = {"outside_field": "allowed"}


def leaving(entry: Entry, post: Post, codes: Sequence[str], total: int) -> ScoreSheet:
    levels = {code: mark for code, mark in levels_of(total).items() if code not in codes}
    return send_sheet(
        entry_id=entry.public_id, marks=Marks(levels=levels, outside=list(codes)), client_id=uuid4(), by=post
    )


def mixed(codes: Sequence[str] = ("1.1",)) -> Panel:
    """Return a revealed panel of one product: totals 60 and 61, and 60 of which one member leaves `codes`."""
    load_camau()
    panel = an_open_panel(products=1, procedure=ALLOWED)
    (entry,) = panel.entries()
    a_sent_sheet(entry, panel.chair, 60)
    a_sent_sheet(entry, panel.members[0], 61)
    leaving(entry, panel.members[1], codes, 60)
    reveal_scores(session=panel.session, by=panel.secretary)
    return panel


def test_where_the_procedure_has_everybody_mark_all_leaving_is_refused() -> None:
    panel = an_open_panel(products=1)
    (entry,), member = panel.entries(), panel.members[0]
    for service in (save_sheet, send_sheet):
        with pytest.raises(Refused, match="yêu cầu thành viên chấm mọi tiêu chí"):
            service(entry_id=entry.public_id, marks=Marks({}, outside=["1.1"]), client_id=uuid4(), by=member)
    assert "Ngoài lĩnh vực chuyên môn" not in _screen(entry, member)
    assert ScoreSheet.objects.count() == 0


@pytest.mark.parametrize(
    ("outside", "words"),
    [(["9.9"], "9.9"), ([code for code, _mark in levels_of(60).items()], "Không thể để lại mọi tiêu chí")],
)
def test_what_cannot_be_left_is_refused(outside: list[str], words: str) -> None:
    panel = an_open_panel(products=1, procedure=ALLOWED)
    (entry,), member = panel.entries(), panel.members[0]
    with pytest.raises(Refused, match=words):
        save_sheet(entry_id=entry.public_id, marks=Marks({}, outside=outside), client_id=uuid4(), by=member)


def test_a_criterion_left_is_no_lack_and_takes_no_mark_along() -> None:
    panel = an_open_panel(products=1, procedure=ALLOWED)
    (entry,), member = panel.entries(), panel.members[0]
    form = {f"m-{code}": "none" if mark is None else str(mark) for code, mark in levels_of(60).items()}
    form |= {"client_id": str(uuid4()), "o-5.1": "1"}
    client = signed_in(member)
    assert client.post(reverse("evaluation:score", args=[entry.public_id]), form).status_code == 302
    page = client.get(reverse("evaluation:send-sheet", args=[entry.public_id])).content.decode()
    assert "Để lại 2 tiêu chí ngoài lĩnh vực chuyên môn" in page  # 5.2 depends on 5.1
    assert client.post(reverse("evaluation:send-sheet", args=[entry.public_id]), form).status_code == 302
    sheet = ScoreSheet.objects.get()
    assert sheet.outside == ["5.1", "5.2"]
    assert sheet.score["outside"] == ["5.1", "5.2"]
    assert "5.1" not in sheet.levels or sheet.levels["5.1"] is None
    assert "Để lại: ngoài lĩnh vực chuyên môn" in _screen(entry, member)


def test_the_average_of_those_who_marked_counts_and_is_said_on_every_paper() -> None:
    # levels_of raises from the top: all three sheets give 1.1 its best, 3 points; the mean of those who marked is 3.
    panel = mixed()
    (scored,) = scored_ballots(panel.reload())
    assert scored.current is not None
    assert scored.current.average == Fraction(60 + 61 + 60, 3)
    fix_result(session=panel.session, by=panel.chair)
    (again,) = scored_ballots(panel.reload())
    assert again.current == scored.current
    sheet = ScoreSheet.objects.exclude(outside=[]).get()
    paper = score_sheet_document(sheet)
    assert (paper.total, paper.stars) == (57, None)
    assert paper.notes[0].startswith("Tiêu chí 1.1: người đánh giá để lại vì ngoài lĩnh vực chuyên môn")
    left = paper.parts[0].groups[0].criteria[0]
    assert (left.chosen, left.points) == (None, None)
    assert left.remarks[-1] == "Để lại: ngoài lĩnh vực chuyên môn của người đánh giá."
    assert minutes_document(panel.reload()).scoring[-1].startswith("Có 01 sản phẩm mà thành viên để lại tiêu chí")
    assert summary_document(panel.reload()).rows[0].totals == (60, 61, 60)


def test_a_total_completed_to_a_fraction_is_exact_in_store_and_short_on_paper() -> None:
    panel = an_open_panel(products=1, members=3, procedure=ALLOWED, regulation={"max_spread": None})
    load_camau()
    (entry,) = panel.entries()
    for post, mark in zip(panel.scorers[:3], (0, 2, 2), strict=True):  # 1, 3 and 3 points on 1.1
        levels = levels_of(60) | {"1.1": mark}
        send_sheet(entry_id=entry.public_id, marks=Marks(levels=levels), client_id=uuid4(), by=post)
    leaving(entry, panel.scorers[3], ["1.1"], 60)
    reveal_scores(session=panel.session, by=panel.secretary)
    fix_result(session=panel.session, by=panel.chair)
    entry.refresh_from_db()
    assert entry.average == "178/3"  # 58 + 60 + 60 + 57 + 7/3, of four
    seat = panel.council.seats.get(user=panel.scorers[3].user_id)
    assert (entry.result["totals"][seat.public_id], entry.result["spread"]) == ("178/3", 2)
    assert summary_document(panel.reload()).rows[0].totals[-1] == Decimal("59.33")


def test_a_council_shows_averages_with_as_many_decimals_as_it_chose() -> None:
    load_camau()
    panel = an_open_panel(products=1, procedure={"display_decimals": "1"})
    (entry,) = panel.entries()
    for post, total in zip(panel.scorers, (60, 61, 61), strict=True):
        a_sent_sheet(entry, post, total)
    reveal_scores(session=panel.session, by=panel.secretary)
    page = signed_in(panel.chair).get(reverse("evaluation:results", args=[panel.session.public_id])).content.decode()
    assert "<b>60,7</b>" in page
    fix_result(session=panel.session, by=panel.chair)
    assert minutes_document(panel.reload()).rows[0].places == 1


def test_what_every_member_left_is_discussed_and_scored_again() -> None:
    panel = an_open_panel(products=1, members=1, procedure=ALLOWED)
    (entry,) = panel.entries()
    for post in panel.scorers:
        leaving(entry, post, ["1.1"], 60)
    reveal_scores(session=panel.session, by=panel.secretary)
    with pytest.raises(Refused):
        fix_result(session=panel.session, by=panel.chair)
    assert open_second_ballot(entry=entry, by=panel.secretary).ballot == 2


def test_a_blind_view_masks_the_producer_until_the_sheet_is_sent() -> None:
    panel = an_open_panel(products=1, members=1, procedure={"blind_view": "until_sent"})
    (entry,), member = panel.entries(), panel.members[0]
    name = entry.dossier.product.producer.name
    whole = an_evidence(entry.dossier, criterion="", name="dang-ky.pdf")
    picture = an_evidence(entry.dossier, name="anh.jpg")
    picture.file = store_file(province=entry.province, name="anh.jpg", media_type="image/jpeg", content=b"\xff\xd8\xff")
    picture.save()
    paper = an_evidence(entry.dossier, name="hop-dong.pdf")
    client = signed_in(member)
    addresses = [
        reverse("evaluation:my-sheets", args=[panel.session.public_id]),
        reverse("evaluation:score", args=[entry.public_id]),
        reverse("evaluation:send-sheet", args=[entry.public_id]),
    ]
    for address in addresses:
        page = client.get(address).content.decode()
        assert name not in page, address
        assert "dang-ky.pdf" not in page
    papers = [whole, picture, paper]
    opened = [reverse("evaluation:evidence", args=[entry.public_id, one.public_id]) for one in papers]
    assert [client.get(address).status_code for address in opened] == [404, 404, 200]
    sheet = a_sent_sheet(entry, member, 60)
    assert [client.get(address).status_code for address in opened] == [200, 200, 200]
    assert name in client.get(addresses[0]).content.decode()
    assert score_sheet_document(sheet).notes == ("Chấm khi thông tin của chủ thể được che, theo Quy chế của Hội đồng.",)


def test_who_is_absent_sends_a_sheet_before_the_session_where_the_procedure_takes_it() -> None:
    load_camau()
    panel = a_panel(products=1, members=1, procedure={"absent_member": "written_sheet", "quorum": "none"})
    (entry,), absent = panel.entries(), panel.members[0]
    panel.council.seats.filter(user=absent.user_id).update(attended=False)
    a_sent_sheet(entry, absent, 64)
    open_session(session=panel.session, by=panel.secretary)
    a_sent_sheet(entry, panel.chair, 60)
    reveal_scores(session=panel.session, by=panel.secretary)
    fix_result(session=panel.session, by=panel.chair)
    entry.refresh_from_db()
    assert entry.average == "62"
    assert [one.note for one in minutes_document(panel.reload()).absent] == ["gửi phiếu trước phiên họp"]
    assert len(summary_document(panel.reload()).members) == 2


def _screen(entry: Entry, post: Post) -> str:
    return signed_in(post).get(reverse("evaluation:score", args=[entry.public_id])).content.decode()
