"""The page on which a label is held against its certificate."""

from __future__ import annotations

from typing import Any

import pytest

from openocop.accounts.domain.roles import Role
from openocop.core.models import JournalEntry
from openocop.recognition.models import Recognition
from tests.factories.dossiers import a_post
from tests.factories.evaluation import signed_in
from tests.factories.recognition import FOUR, recognised

pytestmark = pytest.mark.django_db


@pytest.fixture
def recognition() -> Recognition:
    return recognised(FOUR)[0]


def asked(recognition: Recognition, **said: Any) -> Any:
    right = {"stars": "4", "product_name": recognition.product.name, "sign": "official", "packed_on": "10/12/2026"}
    client = signed_in(a_post(Role.PROVINCIAL_OFFICER))
    return client.post(f"/cong-nhan/dau-sao/{recognition.public_id}/nhan/", right | said)


def test_a_right_label_is_told_so_with_every_source_and_nothing_is_kept(recognition: Recognition) -> None:
    entries = JournalEntry.objects.count()
    page = asked(recognition, code=recognition.certificate.product_code).content.decode()
    assert "Không có gì trái với giấy chứng nhận" in page
    assert "Nhãn và giấy chứng nhận đều ghi 4 sao" in page
    assert "Nằm trong khoảng 05/12/2026 đến 05/12/2029" in page
    assert "Điều 8 (dùng sai nhãn hiệu OCOP là một căn cứ thu hồi)" in page
    assert page.count("cần kiểm tra") == 3  # code, pack, sign: texts that were not read
    assert JournalEntry.objects.count() == entries


def test_each_fault_is_told_with_what_to_do(recognition: Recognition) -> None:
    answer = asked(recognition, stars="5", product_name="Cá kèo khô", packed_on="01/12/2026", text="<b>OCOP</b> 5 sao")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "3 điểm không khớp giấy chứng nhận" in page
    assert "Nhãn ghi 5 sao, giấy chứng nhận ghi 4 sao. Hãy sửa nhãn." in page
    assert "Không in sao cho lô hàng này" in page
    assert "&lt;b&gt;OCOP&lt;/b&gt; 5 sao" in page  # what was typed stays


def test_bad_input_is_told_at_its_field(recognition: Recognition) -> None:
    answer = asked(recognition, packed_on="31/02/2027", product_name="")
    assert answer.status_code == 422
    assert 'value="31/02/2027"' in answer.content.decode()
    assert asked(recognition, text="a" * 5001).status_code == 422
    assert asked(recognition, stars="nhiều").status_code == 422


def test_the_list_of_signs_leads_to_the_check(recognition: Recognition) -> None:
    page = signed_in(a_post(Role.PROVINCIAL_OFFICER)).get("/cong-nhan/dau-sao/").content.decode()
    assert f"/cong-nhan/dau-sao/{recognition.public_id}/nhan/" in page
