"""How a certificate stands, on its own page, on the product's page and in the list: every state with its days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from openocop.catalogue.services.listings import rebuild_listings
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.models import Certificate, Recognition
from openocop.recognition.services.records import withdraw_recognition
from tests.factories.actors import PROVINCE, Cast
from tests.factories.catalogue import a_recognition, again, main_of
from tests.factories.registry import a_producer


@dataclass(frozen=True, slots=True)
class Case:
    """The facts a source gives, and the literal words of the status page, of the product's page and of the list."""

    facts: dict[str, Any]
    title: str
    says: tuple[str, ...]
    product: str
    listed: str


CASES = {
    "valid": Case(
        {"decided_on": date(2025, 6, 1), "decision_no": "12/QĐ-UBND"},
        "Đúng là sản phẩm OCOP 3 sao, giấy còn hạn",
        ("đến hết ngày 01/06/2028", "Thời hạn 01/06/2025 – 01/06/2028", "Quyết định 12/QĐ-UBND ngày 01/06/2025"),
        "Còn hạn đến hết ngày 01/06/2028",
        "Còn hạn",
    ),
    "ending": Case(
        {"decided_on": date(2024, 2, 1)},
        "Đúng là sản phẩm OCOP 3 sao, giấy còn hạn",
        ("đến hết ngày 01/02/2027", "Quyết định Nguồn không ghi"),
        "Còn hạn, sắp hết: ngày cuối cùng là 01/02/2027",
        "Sắp hết hạn: 01/02/2027",
    ),
    "expired": Case(
        {"decided_on": date(2022, 12, 20), "decision_no": "3100/QĐ-UBND"},
        "Từng đạt OCOP 3 sao, giấy đã hết hạn",
        (
            "Ngày cuối cùng là 20/12/2025",
            "không phải hàng giả",
            "Thời hạn 20/12/2022 – 20/12/2025",
            "Quyết định 3100/QĐ-UBND ngày 20/12/2022",
            "Đã quá thời hạn",
        ),
        "Hết hạn từ 21/12/2025, theo dữ liệu hệ thống đang có",
        "Hết hạn từ 21/12/2025",
    ),
    "unknown": Case(
        {},
        "Có trong danh sách OCOP 3 sao, chưa rõ thời hạn",
        ("Hội đồng họp ngày 30/11/2022 và đề nghị công nhận", "Quyết định Nguồn không ghi"),
        "Chưa rõ thời hạn: nguồn chỉ ghi ngày họp Hội đồng",
        "Chưa rõ thời hạn",
    ),
    "no day at all": Case(
        {"council_on": None},
        "Có trong danh sách OCOP 3 sao, chưa rõ thời hạn",
        ("Thời hạn 36 tháng tính từ ngày cấp giấy chứng nhận, mà nguồn không ghi ngày đó.",),
        "Chưa rõ thời hạn: nguồn không ghi ngày công nhận",
        "Chưa rõ thời hạn",
    ),
}


def _status_page(recognition: Recognition) -> str:
    return main_of(Client().get(f"/chung-nhan/{recognition.public_id}/"))


def _product_page(recognition: Recognition) -> str:
    product = recognition.product
    return main_of(Client().get(f"/san-pham/{product.slug}-{product.public_id}/"))


@pytest.mark.parametrize("name", CASES)
def test_each_state_is_told_in_words_with_its_days_and_decision(cast: Cast, name: str) -> None:
    case = CASES[name]
    recognition = a_recognition(cast, "Tôm khô", a_producer(cast), **case.facts)
    page = _status_page(recognition)
    assert page.startswith(case.title)
    assert [words for words in case.says if words not in page] == []
    assert case.product in _product_page(recognition)
    assert case.listed in main_of(Client().get("/san-pham/"))


def test_a_withdrawn_certificate_names_day_ground_and_decision(cast: Cast) -> None:
    recognition = a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2025, 6, 1))
    withdraw_recognition(
        recognition=recognition,
        ground=WithdrawalGround.PRODUCTION_STOPPED,
        decision_no="77/QĐ-UBND",
        decided_on=date(2026, 10, 5),
        by=cast.leader.post,
    )
    page = _status_page(recognition)
    assert page.startswith("Giấy chứng nhận này đã bị thu hồi")
    assert "kể từ ngày 05/10/2026" in page
    assert "05/10/2026: Chủ thể ngừng sản xuất, kinh doanh sản phẩm (77/QĐ-UBND)" in page
    product = _product_page(recognition)
    assert "Bị thu hồi ngày 05/10/2026" in product
    assert "Quyết định số 77/QĐ-UBND." in product
    assert "không được dùng nhãn OCOP kèm số sao này" in product
    assert "Bị thu hồi ngày 05/10/2026" in main_of(Client().get("/san-pham/"))
    assert "Tôm khô" in main_of(Client().get("/san-pham/?tt=withdrawn"))


def test_a_certificate_kept_under_article_12_3_holds_and_says_until_when(cast: Cast) -> None:
    recognition = a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2023, 7, 31))
    Recognition.objects.filter(pk=recognition.pk).update(kept_until=date(2027, 1, 28))
    rebuild_listings()
    page = _status_page(recognition)
    assert page.startswith("Đúng là sản phẩm OCOP 3 sao, giấy còn hiệu lực theo Điều 12.3")
    assert "Thời hạn in trên giấy đã hết ngày 31/07/2026" in page
    assert "Giữ theo Điều 12.3 đến khi có kết quả đánh giá lại, chậm nhất hết ngày 27/01/2027" in page
    product = _product_page(recognition)
    assert "Còn hiệu lực theo Điều 12.3, chậm nhất đến hết ngày 27/01/2027" in product
    assert "01/08/2026 Hết 36 tháng; giấy chứng nhận còn hiệu lực theo Điều 12.3" in product
    assert "Còn hiệu lực theo Điều 12.3 đến 27/01/2027" in main_of(Client().get("/san-pham/?tt=extended"))
    assert "Tôm khô" not in main_of(Client().get("/san-pham/?tt=expired"))


def test_a_certificate_of_tomorrow_does_not_hold_yet(cast: Cast) -> None:
    known = a_recognition(cast, "Tôm khô")
    page = _status_page(again(known.product, decided_on=date(2026, 11, 25)))
    assert page.startswith("Giấy chứng nhận này chưa có hiệu lực")
    assert "Có hiệu lực từ ngày 25/11/2026." in page
    new = a_recognition(cast, "Mắm cá", decided_on=date(2026, 11, 25))
    assert Client().get(f"/chung-nhan/{new.public_id}/").status_code == 404


def test_an_older_recognition_says_that_there_is_a_newer_one(cast: Cast) -> None:
    older = a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2022, 12, 20))
    newer = again(older.product, star=4, council_on=None, decided_on=date(2026, 1, 10))
    assert "Sản phẩm này có lần công nhận mới hơn 4 sao" in _status_page(older)
    assert "có lần công nhận mới hơn" not in _status_page(newer)
    listed = main_of(Client().get("/san-pham/"))
    assert "4 sao Còn hạn" in listed


def test_an_invented_record_says_so_in_its_first_words_everywhere(cast: Cast) -> None:
    recognition = a_recognition(cast, "Kẹo mẫu", decided_on=date(2025, 6, 1), is_illustrative=True)
    page = _status_page(recognition)
    assert page.startswith("Minh hoạ. Đúng là sản phẩm OCOP 3 sao, giấy còn hạn")
    assert "không dùng làm căn cứ về sản phẩm" in page
    assert "minh hoạ" in main_of(Client().get("/san-pham/"))
    assert "minh hoạ" in main_of(Client().get("/kiem-tra/?ma=keo mau"))
    product = recognition.product
    shown = Client().get(f"/san-pham/{product.slug}-{product.public_id}/").content.decode()
    assert '<meta name="robots" content="noindex">' in shown


def test_a_code_or_number_however_typed_opens_its_certificate(cast: Cast) -> None:
    recognition = a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 8, 29), council_on=None)
    certificate = Certificate.objects.create(
        province=PROVINCE,
        recognition=recognition,
        number="017/2026/GCN-OCOP",
        product_code="96-32152-01-2026",
        issued_on=date(2026, 8, 29),
        valid_until=date(2029, 8, 30),
    )
    address = f"/chung-nhan/{certificate.public_id}/"
    for typed in ("96-32152-01-2026", "96 32152 1 2026", "017/2026/gcn-ocop", certificate.public_id.upper()):
        answer = Client().get("/kiem-tra/", {"ma": typed})
        assert (answer.status_code, answer["Location"]) == (302, address), typed
    page = main_of(Client().get(address))
    assert "Mã số sản phẩm 96-32152-01-2026 Số giấy chứng nhận 017/2026/GCN-OCOP" in page
    assert "Có trong sổ giấy chứng nhận của tỉnh 017/2026/GCN-OCOP" in page
    assert address in Client().get(f"/san-pham/tom-kho-{recognition.product.public_id}/").content.decode()


@pytest.mark.parametrize("address", ["23456789abcd", "xxxxxxxxxxxx", "a", "é", "a%00b", "23456789abcd23456789abcd"])
def test_a_code_nobody_knows_is_no_proof_of_a_fake(cast: Cast, address: str) -> None:
    answer = Client().get(f"/chung-nhan/{address}/")
    assert answer.status_code == 404
    assert main_of(answer).startswith("Mã không xác thực được")
    assert "Chưa thể kết luận là hàng giả" in main_of(answer)
