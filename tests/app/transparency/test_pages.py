"""The log for people, the same for everybody."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from openocop.recognition.signals import recognitions_changed
from openocop.transparency.models import Opening
from openocop.transparency.services.publishing import publish_all
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition, main_of
from tests.factories.evaluation import signed_in
from tests.factories.eyes import seen
from tests.factories.registry import a_producer

LOG = "/so-minh-bach/ca-mau/"


def test_before_anything_was_entered(cast: Cast) -> None:
    assert "Chưa có gì được ghi vào sổ" in main_of(Client().get("/so-minh-bach/"))


def test_one_log_is_led_to_and_tells_its_entries(cast: Cast) -> None:
    a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2025, 6, 1), decision_no="12/QĐ-UBND")
    a_recognition(cast, "Ba khía muối", is_illustrative=True)
    publish_all()
    answer = Client().get("/so-minh-bach/", follow=True)
    assert answer.redirect_chain == [(LOG, 302)]
    said = main_of(answer)
    assert "Số mục dưới dấu niêm 2" in said
    assert "0 Tôm khô HTX Cái Bát Được công nhận" in said
    assert "Ba khía muối minh hoạ" in said
    assert "openocop log witness" in said


def test_an_entry_tells_what_it_states_and_its_proof(cast: Cast) -> None:
    one = a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2025, 6, 1), decision_no="12/QĐ-UBND")
    a_recognition(cast, "Ba khía muối")
    publish_all()
    answer = Client().get(f"/so-minh-bach/cong-nhan/{one.public_id}/", follow=True)
    assert answer.redirect_chain == [(f"{LOG}muc/0/", 302)]
    said = main_of(answer)
    for words in ("Mục 0: Tôm khô", "Quyết định 12/QĐ-UBND", "Có giá trị đến hết 01/06/2028", "dẫn qua 1 bước"):
        assert words in said
    assert Client().get(f"{LOG}muc/2/").status_code == 404


def test_an_earlier_entry_leads_to_the_later(cast: Cast) -> None:
    one = a_recognition(cast, "Tôm khô")
    publish_all()
    one.star = 4
    one.save()
    a_recognition(cast, "Ba khía muối")
    recognitions_changed.send(sender=type(one), province=one.province, product_ids=[one.product_id])
    publish_all()
    said = main_of(Client().get(f"{LOG}muc/0/"))
    assert "Mục ghi sau về cùng công nhận này thay cho mục này" in said
    assert "thay cho mục này" not in main_of(Client().get(f"/so-minh-bach/cong-nhan/{one.public_id}/", follow=True))


def test_a_forgotten_name_is_told_so(cast: Cast) -> None:
    a_recognition(cast, "Tôm khô")
    publish_all()
    Opening.objects.all().delete()
    assert "Tôm khô" not in main_of(Client().get(LOG))
    assert "Tên đã được gỡ" in main_of(Client().get(LOG))


def test_what_is_not_entered_yet_is_told(cast: Cast) -> None:
    one = a_recognition(cast, "Tôm khô")
    answer = Client().get(f"/so-minh-bach/cong-nhan/{one.public_id}/")
    assert answer.status_code == 404
    assert "Công nhận này chưa có trong sổ" in main_of(answer)


def test_the_certificate_page_leads_to_its_entry(cast: Cast) -> None:
    one = a_recognition(cast, "Tôm khô")
    publish_all()
    page = Client().get(f"/chung-nhan/{one.public_id}/").content.decode()
    assert f'href="/so-minh-bach/cong-nhan/{one.public_id}/"' in page


@pytest.mark.parametrize("address", ["", "muc/0/"])
def test_everybody_reads_the_same_in_a_constant_number_of_queries(cast: Cast, address: str) -> None:
    for n in range(5):
        a_recognition(cast, f"Món cũ {n}")
    publish_all()
    stranger = seen(Client(), f"{LOG}{address}")
    assert stranger.status == 200
    for post in (cast.provincial_officer.post, cast.leader.post, cast.secretary.post):
        assert seen(signed_in(post), f"{LOG}{address}").status == 200
    for n in range(5):
        a_recognition(cast, f"Món {n}")
    publish_all()
    assert seen(Client(), f"{LOG}{address}").queries == stranger.queries
