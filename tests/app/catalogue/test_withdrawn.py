"""The public list of what was withdrawn."""

from __future__ import annotations

from datetime import date

from django.test import Client

from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.models import Recognition
from openocop.recognition.services.records import withdraw_recognition
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition, main_of
from tests.factories.eyes import seen
from tests.factories.registry import a_producer

LIST = "/thu-hoi/"


def _withdrawn(cast: Cast, name: str, on: date = date(2026, 11, 20)) -> Recognition:
    one = a_recognition(
        cast, name, a_producer(cast, f"HTX {name}"), decided_on=date(2025, 6, 1), decision_no="1/QĐ-UBND"
    )
    ground = WithdrawalGround.WRONG_USE_OF_MARK
    return withdraw_recognition(
        recognition=one, ground=ground, decision_no="9/QĐ-UBND", decided_on=on, by=cast.leader.post
    )


def test_nothing_withdrawn_is_told_so(cast: Cast) -> None:
    a_recognition(cast, "Tôm khô")
    assert "Chưa có công nhận nào bị thu hồi" in main_of(Client().get(LIST))


def test_each_withdrawal_stands_with_its_day_ground_and_decision_the_latest_first(cast: Cast) -> None:
    a_recognition(cast, "Tôm khô")
    _withdrawn(cast, "Ba khía muối", on=date(2026, 10, 1))
    later = _withdrawn(cast, "Mắm cá đồng")
    page = Client().get(LIST)
    said = main_of(page)
    assert (
        "20/11/2026 Mắm cá đồng HTX Mắm cá đồng 3 sao Sử dụng nhãn hiệu chứng nhận OCOP không đúng quy định 9/QĐ-UBND"
        in said
    )
    assert said.index("Mắm cá đồng") < said.index("Ba khía muối")
    assert "Tôm khô" not in said
    assert f'href="/chung-nhan/{later.public_id}/"' in page.content.decode()


def test_a_longer_list_is_paged_and_costs_no_more(cast: Cast) -> None:
    _withdrawn(cast, "Món 0")
    few = seen(Client(), LIST).queries
    for n in range(1, 27):
        _withdrawn(cast, f"Món {n}")
    assert seen(Client(), LIST).queries == few
    assert "Món 0" in main_of(Client().get(f"{LIST}?trang=2"))
