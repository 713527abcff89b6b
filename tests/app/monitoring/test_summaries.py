"""The summary of a round: what it counts, what it declares, what it says is open, and what it never tells early."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openocop.evaluation.models import Session
from openocop.monitoring.domain.round_summary import Line, figures, lines, open_points, press_paragraph
from openocop.monitoring.selectors.rounds import round_summary
from tests.factories.actors import Cast
from tests.factories.catalogue import a_declared_round, a_recognition, main_of
from tests.factories.evaluation import Panel, a_fixed_panel, a_plain_round, a_revealed_panel
from tests.factories.registry import a_producer

DECLARED = {
    "products": 2,
    "producers": 2,
    "units": 6,
    "stars": {"3": 2, "4": 0},
    "score_max": "62",
    "cumulative_products": 101,
    "council_on": "2022-11-30",
}


def _client(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, name).user)
    return client


def _page(cast: Cast, panel_or_round: object, name: str = "leader") -> str:
    round = panel_or_round.council.round if isinstance(panel_or_round, Panel) else panel_or_round
    return main_of(_client(cast, name).get(f"/theo-doi/dot/{round.public_id}/"))  # type: ignore[attr-defined]


def test_a_round_told_by_sources_sets_both_figures_side_by_side(cast: Cast) -> None:
    round = a_declared_round(declared=DECLARED)
    producer = a_producer(cast)
    a_recognition(cast, "Ba khía trộn sẵn", producer, round=round, score="62")
    a_recognition(cast, "Mắm tôm", a_producer(cast, "HTX Hai"), round=round)
    summary = round_summary(round)
    assert press_paragraph(summary) == (
        "Đợt 1 năm 2022 của tỉnh Cà Mau: ngày 30/11/2022, Hội đồng cấp tỉnh họp đánh giá, phân hạng 2 sản phẩm của "
        "2 chủ thể thuộc 6 đơn vị cấp huyện (theo nguồn công bố). Kết quả: 2 sản phẩm đạt 3 sao. "
        "Điểm cao nhất là 62 điểm: “Ba khía trộn sẵn”. Lũy kế theo nguồn công bố: 101 sản phẩm."
    )
    assert lines(summary) == [
        Line("Sản phẩm", "2", "2"),
        Line("Chủ thể", "2", "2"),
        Line("Đơn vị cấp huyện", "1", "6"),
        Line("Sản phẩm 3 sao", "2", "2"),
        Line("Điểm cao nhất", "62", "62"),
        Line("Lũy kế sản phẩm", "", "101"),
    ]
    assert open_points(summary) == [
        "Chưa có số và ngày quyết định công nhận, nên chưa tính được thời hạn 36 tháng.",
        "Số công bố và số đếm được khác nhau: đơn vị cấp huyện (6 và 1); giữ cả hai cho đến khi đối chiếu được.",
    ]
    assert {figure.label for figure in figures(summary) if figure.declared} == {
        *("Sản phẩm", "Chủ thể", "Đơn vị cấp huyện", "Sản phẩm 3 sao", "Điểm cao nhất", "Lũy kế sản phẩm"),
    }


def test_a_round_known_in_part_is_told_by_its_declared_figures(cast: Cast) -> None:
    round = a_declared_round(
        "CM-2020", name="Năm 2020", declared={"products": 33, "producers": 19, "stars": {"3": 30, "4": 3}}
    )
    a_recognition(cast, "Muối", None, round=round, council_on=None)
    assert press_paragraph(round_summary(round)) == (
        "Năm 2020 của tỉnh Cà Mau: Hội đồng cấp tỉnh họp đánh giá, phân hạng 33 sản phẩm của 19 chủ thể "
        "(theo nguồn công bố). Kết quả: 3 sản phẩm đạt 4 sao, 30 sản phẩm đạt 3 sao. "
        "Hệ thống đã ghi được tên 1 sản phẩm."
    )


def test_a_replay_with_invented_sheets_says_nothing_of_the_real_round(cast: Cast) -> None:
    panel = a_fixed_panel([[80, 82, 84]], is_illustrative=True, release="1048-2019", set_no=8)
    Session.objects.filter(pk=panel.session.pk).update(is_illustrative=True)
    round = panel.council.round
    round.declared = {"products": 1, "stars": {"3": 1}}
    round.save()
    a_recognition(cast, "Tôm khô", None, round=round)
    summary = round_summary(round)
    assert (summary.replayed, summary.results.highest_average, dict(summary.results.stars)) == (True, "", {3: 1})
    page = _page(cast, panel)
    assert "Trang này không lấy số liệu từ phiên đó" in page
    assert "82" not in re.findall(r"\d+", page)
    assert "Sản phẩm chấm lại" not in page


def test_until_the_result_is_fixed_no_score_is_told(cast: Cast) -> None:
    panel = a_revealed_panel([[80, 82, 84], [55, 57, 59]])
    page = _page(cast, panel)
    assert "2 sản phẩm của 2 chủ thể được đưa ra Hội đồng cấp tỉnh. Kết quả chưa được thông qua." in page
    assert "Hội đồng chưa thông qua kết quả: trước lúc đó chỉ đếm hồ sơ, không nêu điểm và hạng sao." in page
    assert not {"82", "57"} & set(re.findall(r"\d+", page))
    for star in ("4 sao", "3 sao"):
        assert star not in page


def test_a_fixed_result_counts_stars_and_names_what_comes_next(cast: Cast) -> None:
    panel = a_fixed_panel(
        [[80, 82, 84], [55, 57, 59]], regulation={"max_spread": "10", "missed_gate": "highest_star_met"}
    )
    summary = round_summary(panel.council.round)
    assert summary.fixed
    assert summary.products == 2
    assert summary.results.highest_average == "82"
    assert sum(summary.results.stars.values()) + summary.results.below_three == 2
    assert "Chưa có số và ngày quyết định công nhận" in open_points(summary)[0]
    page = _page(cast, panel)
    assert "Điểm cao nhất là 82 điểm" in page
    assert "Quyết định chưa ghi nhận" in page


def test_ninety_points_are_potential_until_the_ministry_decides() -> None:
    from openocop.monitoring.domain.round_summary import Results, RoundSummary

    summary = RoundSummary(
        code="x",
        name="Đợt 1 năm 2026",
        province="tỉnh Cà Mau",
        release="26-2026",
        council_on=date(2026, 6, 20),
        fixed=True,
        dossiers=2,
        products=2,
        producers=1,
        units=1,
        results=Results(stars={4: 1}, potential_five=1, highest_average="91,33", highest_products=("Tôm khô",)),
        certificates=0,
        decision="12/QĐ-UBND",
        decided_on=date(2026, 6, 28),
        declared={},
        illustrative=False,
    )
    assert "Kết quả: 1 sản phẩm tiềm năng 5 sao, 1 sản phẩm đạt 4 sao." in press_paragraph(summary)
    assert Line("Đơn vị cấp xã", "1", "") in lines(summary)
    assert open_points(summary) == [
        "1 sản phẩm từ 90 điểm trở lên chưa phải là 5 sao: chuyển hồ sơ để Trung ương đánh giá, phân hạng.",
        "Mới cấp 0/1 giấy chứng nhận theo 12/QĐ-UBND.",
    ]


def test_a_round_without_a_session_says_so(cast: Cast) -> None:
    assert press_paragraph(round_summary(a_plain_round())).endswith(
        "của tỉnh Cà Mau: 0 hồ sơ, chưa có sản phẩm nào được đưa ra Hội đồng."
    )


READERS = {"provincial_officer", "secretary", "chair", "leader", "inspector", "ministry"}


def test_exactly_these_read_summaries_and_reports(cast: Cast) -> None:
    round = a_declared_round(declared=DECLARED)
    pages = ("/theo-doi/", f"/theo-doi/dot/{round.public_id}/")
    papers = tuple(f"/theo-doi/dot/{round.public_id}/bao-cao.{kind}" for kind in ("pdf", "docx"))
    everyone = {name: _client(cast, name) for name in (*cast.posts(), "outsider")}
    for path in pages:
        answers = {name: client.get(path).status_code for name, client in everyone.items()}
        assert {name for name, status in answers.items() if status == 200} == READERS, path
        assert {status for name, status in answers.items() if name not in READERS} == {403}, path
    for path in papers:
        others = {client.get(path).status_code for name, client in everyone.items() if name not in READERS}
        assert (everyone["leader"].get(path).status_code, others) == (200, {403}), path
    for path in (*pages, *papers):
        assert Client().get(path).status_code == 302, path


def test_another_province_and_unknown_addresses_are_not_found(cast: Cast) -> None:
    foreign = a_plain_round(province="an-giang")
    officer = _client(cast, "provincial_officer")
    for path in (
        f"/theo-doi/dot/{foreign.public_id}/",
        f"/theo-doi/dot/{foreign.public_id}/bao-cao.pdf",
        "/theo-doi/dot/23456789abcd/",
        f"/theo-doi/dot/{a_declared_round().public_id}/bao-cao.exe",
    ):
        assert officer.get(path).status_code == 404, path
    assert foreign.name not in main_of(officer.get("/theo-doi/"))


def test_the_list_is_paged_and_says_when_it_is_empty(cast: Cast) -> None:
    leader = _client(cast, "leader")
    assert "Chưa có đợt nào" in main_of(leader.get("/theo-doi/"))
    for number in range(21):
        a_declared_round(f"D-{number:02d}", name=f"Đợt số {number}")
    assert "1–20 trong 21 đợt" in main_of(leader.get("/theo-doi/"))
    assert "Mã đợt D-00, chấm theo 1048/QĐ-TTg" in main_of(leader.get("/theo-doi/?trang=2"))


@pytest.mark.parametrize("products", [1, 3])
def test_a_summary_asks_the_same_however_many_products(cast: Cast, products: int) -> None:
    panel = a_fixed_panel([[80, 82, 84]] * products)
    client = _client(cast, "leader")
    address = f"/theo-doi/dot/{panel.council.round.public_id}/"
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    assert len(seen) == 12
