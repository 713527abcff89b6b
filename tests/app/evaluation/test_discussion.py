"""Where sheets differ, who sees names, and what the council concludes apart from the sheets."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.evaluation.domain.vote import Vote
from openocop.evaluation.models import Conclusion, Seat
from openocop.evaluation.selectors.papers import minutes_document
from openocop.evaluation.services.conclusions import write_conclusion
from openocop.evaluation.services.conflicts import step_aside
from openocop.evaluation.services.sessions import close_second_ballot, fix_result, open_second_ballot, reveal_scores
from tests.factories.evaluation import Panel, a_revealed_panel, a_sent_sheet, an_open_panel, signed_in

pytestmark = pytest.mark.django_db


def _words(client: Client, panel: Panel, place: int = 0) -> str:
    answer = client.get(reverse("evaluation:product", args=[panel.entries()[place].public_id]))
    assert answer.status_code == 200
    body = re.sub(r"<(script|style|svg).*?</\1>", " ", answer.content.decode().partition("<main")[2], flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def _names(panel: Panel) -> list[str]:
    return list(Seat.objects.filter(council=panel.council, scores=True).values_list("name", flat=True))


def test_sheets_bear_names_for_those_who_read_sheets_and_for_no_member() -> None:
    panel = a_revealed_panel([(60, 71, 65)])
    for post in (panel.chair, panel.secretary, panel.officer):
        words = _words(signed_in(post), panel)
        assert all(name in words for name in _names(panel)), post.role
        assert "Phiếu của từng thành viên" in words
    words = _words(signed_in(panel.members[0]), panel)
    others = [name for name in _names(panel) if name != panel.members[0].name]
    assert not any(name in words for name in others)
    assert "Phiếu của từng thành viên" not in words


def test_a_total_far_from_the_median_is_counted_for_all_and_named_for_the_table() -> None:
    # Median of 60, 71, 65 is 65; the regulation allows 10 points between two, so more than 5 away is far: 71 alone.
    panel = a_revealed_panel([(60, 71, 65)])
    counted = "1 phiếu có tổng điểm cách trung vị hơn 5,00 điểm."
    assert counted in _words(signed_in(panel.members[0]), panel)
    words = _words(signed_in(panel.secretary), panel)
    assert counted in words
    assert f"{panel.members[0].name} Cơ quan ca-mau 71 cách trung vị 6,00" in words
    assert words.count("cách trung vị 6,00") == 1


def test_criteria_that_divide_members_across_a_floor_stand_first() -> None:
    panel = a_revealed_panel([(40, 90, 88)])
    client = signed_in(panel.members[1])
    told = client.get(reverse("evaluation:product", args=[panel.entries()[0].public_id])).context["told"]
    split = [one.now.split for one in told.differing]
    assert split == sorted(split, reverse=True)
    assert split[0]
    table = _words(client, panel).partition("Tiêu chí còn ý kiến khác nhau")[2]
    assert table.index("phiếu đạt, phiếu chưa đạt điều kiện tối thiểu") < table.index(told.differing[1].now.label)


def test_second_sheets_stand_beside_the_first_with_what_changed() -> None:
    panel = a_revealed_panel([(60, 71, 65)])
    (entry,) = panel.entries()
    open_second_ballot(entry=entry, by=panel.chair)
    a_sent_sheet(entry, panel.members[0], 66)
    client = signed_in(panel.secretary)
    assert "71→" not in _words(client, panel).replace(" ", ""), "an open second ballot shows nothing of its sheets"
    a_sent_sheet(entry, panel.chair, 64)
    a_sent_sheet(entry, panel.members[1], 65)
    close_second_ballot(entry=entry, by=panel.chair)
    named = _words(client, panel).replace(" ", "")
    assert "60→64" in named
    assert "71→66" in named
    unnamed = _words(signed_in(panel.members[0]), panel)
    assert "Lần chấm đầu" in unnamed
    assert "phiếu thay đổi" in unnamed
    assert "71→" not in unnamed.replace(" ", "")


def test_the_council_concludes_apart_from_the_sheets_and_the_minutes_say_so() -> None:
    panel = a_revealed_panel([(60, 62, 61), (70, 72, 71)])
    first, second = panel.entries()
    client = signed_in(panel.secretary)
    posted = {"note": "Bổ sung nhãn trước khi lưu hành.", "votes_for": "3", "votes_against": "0", "abstained": ""}
    address = reverse("evaluation:conclude", args=[first.public_id])
    assert client.post(address, posted).status_code == 302
    write_conclusion(entry=second, note="Nhất trí", vote=None, by=panel.chair)
    fix_result(session=panel.session, by=panel.chair)
    assert list(minutes_document(panel.reload()).conclusion[:2]) == [
        f"Sản phẩm 01, “{first.dossier.product.name}”: Bổ sung nhãn trước khi lưu hành; biểu quyết: 03 tán thành,"
        " 0 không tán thành, 0 không có ý kiến.",
        f"Sản phẩm 02, “{second.dossier.product.name}”: Nhất trí.",
    ]
    assert list(panel.session.entries.values_list("average", flat=True)) == ["61", "71"]
    assert "Biểu quyết: 3 tán thành, 0 không tán thành, 0 không có ý kiến" in _words(signed_in(panel.members[0]), panel)


def test_a_conclusion_is_written_between_reveal_and_adoption_only() -> None:
    panel = an_open_panel(products=1)
    (entry,) = panel.entries()
    with pytest.raises(Refused):
        write_conclusion(entry=entry, note="Sớm", vote=None, by=panel.chair)
    for post in panel.scorers:
        a_sent_sheet(entry, post, 60)
    reveal_scores(session=panel.session, by=panel.chair)
    write_conclusion(entry=entry, note="Đạt", vote=None, by=panel.chair)
    write_conclusion(entry=entry, note="Đạt, ghi nhận ý kiến", vote=Vote(2, 1, 0), by=panel.secretary)
    fix_result(session=panel.session, by=panel.chair)
    with pytest.raises(Refused):
        write_conclusion(entry=entry, note="Muộn", vote=None, by=panel.chair)
    kept = Conclusion.objects.get()
    assert (kept.note, kept.votes_for, kept.written_by) == ("Đạt, ghi nhận ý kiến", 2, panel.secretary.name)
    assert JournalEntry.objects.filter(verb="council.concluded", subject_id=entry.public_id).count() == 2


def test_nothing_written_and_nothing_counted_takes_a_conclusion_back() -> None:
    panel = a_revealed_panel([(60, 62)])
    (entry,) = panel.entries()
    write_conclusion(entry=entry, note="Đạt", vote=None, by=panel.chair)
    write_conclusion(entry=entry, note="  ", vote=None, by=panel.chair)
    write_conclusion(entry=entry, note="", vote=None, by=panel.chair)
    assert not Conclusion.objects.exists()
    verbs = JournalEntry.objects.filter(subject_id=entry.public_id).order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["council.concluded", "conclusion.withdrawn"]


def test_more_votes_than_voters_are_refused_and_what_was_typed_stays() -> None:
    panel = an_open_panel(products=1, members=2)
    (entry,) = panel.entries()
    step_aside(session=panel.session, dossier=entry.dossier, reason="Người nhà", by=panel.members[0])
    for post in (panel.chair, panel.members[1]):
        a_sent_sheet(entry, post, 60)
    reveal_scores(session=panel.session, by=panel.chair)
    client = signed_in(panel.chair)
    address = reverse("evaluation:conclude", args=[entry.public_id])
    answer = client.post(address, {"note": "Ghi nhận", "votes_for": "2", "votes_against": "1", "abstained": "0"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Đếm được 3 phiếu biểu quyết, nhưng chỉ có 2 thành viên biểu quyết về sản phẩm này." in page
    assert ">\nGhi nhận</textarea>" in page
    wrong = client.post(address, {"note": "Ghi nhận", "votes_for": "hai"})
    assert (wrong.status_code, Conclusion.objects.count()) == (422, 0)
