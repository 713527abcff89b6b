"""The forms of Annex III as papers: what they say, in which order, and that they never change by themselves."""

from __future__ import annotations

import pytest
from django.test import Client

from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier
from openocop.registry.models import Producer
from tests.factories.actors import Cast, Person, build_cast
from tests.factories.dossiers import a_dossier
from tests.unit.documents.samples import pdf_text, word_text

pytestmark = pytest.mark.django_db
TICK = {"pdf": "×", "docx": "☒"}


@pytest.fixture
def cast() -> Cast:
    return build_cast()


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def form(person: Person, dossier: Dossier, number: str, kind: str = "pdf") -> bytes:
    response = client_of(person).get(f"/ho-so/{dossier.public_id}/mau-{number}.{kind}")
    assert response.status_code == 200
    return response.content


def words(made: bytes, kind: str) -> str:
    return pdf_text(made) if kind == "pdf" else word_text(made)


def in_order(text: str, *phrases: str) -> None:
    place = 0
    for phrase in phrases:
        assert phrase in text[place:], f"{phrase!r} after {text[:place][-60:]!r}"
        place = text.index(phrase, place) + len(phrase)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_form_03_says_what_the_commune_wrote_under_the_law_s_headings(cast: Cast, kind: str) -> None:
    dossier = a_dossier(Stage.PROPOSED, producer_post=cast.producer.post)
    made = form(cast.provincial_officer, dossier, "03", kind)
    assert made == form(cast.commune_officer, dossier, "03", kind)
    in_order(
        words(made, kind),
        "Mẫu số 03",
        "ỦY BAN NHÂN DÂN XÃ ĐẦM DƠI",
        "/BC-UBND",
        "Đầm Dơi, ngày",
        "BÁO CÁO Đánh giá một số nội dung của sản phẩm đăng ký đánh giá, phân hạng OCOP",
        "I. THÔNG TIN CHUNG",
        f"1. Tên sản phẩm: {dossier.product.name}",
        "Sản phẩm thực phẩm / Thực phẩm chế biến / Chế biến từ thịt",
        "8. Đăng ký: Đánh giá, phân hạng lần đầu",
        f"9. Phiếu đăng ký số: {dossier.local_number}",
        "10. Ngày nhận hồ sơ: 01/03/2027",
        "1. Nguồn gốc sản phẩm, nguyên liệu địa phương Tôm mua trong xã",
        "2. Lao động địa phương 14 người của xã",
        "3. Nguồn gốc ý tưởng sản phẩm Nghề của gia đình",
        "4. Bản sắc, trí tuệ địa phương Nghề dưới tán đước",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
    )


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_form_01_is_filled_in_and_leaves_lines_for_what_is_not_known(cast: Cast, kind: str) -> None:
    dossier = a_dossier(Stage.PROPOSED, producer_post=cast.producer.post)
    producer = dossier.product.producer
    assert producer is not None
    Producer.objects.filter(pk=producer.pk).update(phone="0913000111", representative="Nguyễn Văn An")
    made = form(cast.producer, dossier, "01", kind)
    assert made == form(cast.provincial_officer, dossier, "01", kind)
    in_order(
        words(made, kind),
        "Mẫu số 01",
        "Độc lập - Tự do - Hạnh phúc",
        "PHIẾU ĐĂNG KÝ Đánh giá, phân hạng sản phẩm OCOP",
        f"1. Tên đơn vị: {producer.name}",
        "2. Người đại diện: Nguyễn Văn An",
        "3. Chức vụ: 4. Địa chỉ: Xã Đầm Dơi, tỉnh Cà Mau",
        "5. Điện thoại: 0913000111",
        "6. Email: 7. Tên sản phẩm: " + dossier.product.name,
        "9. Đăng ký",
        f"{TICK[kind]} Đánh giá, phân hạng lần đầu",
        "Đánh giá, phân hạng nâng hạng",
        "Đánh giá, phân hạng lại",
        "10. Hồ sơ kèm theo",
        "- Báo cáo tự đánh giá: Mẫu số 02",
        "11. Số lượng sản phẩm mẫu: 05 sản phẩm",
        "Chúng tôi cam đoan",
        "Đầm Dơi, ngày 01 tháng 3 năm 2027",
        "ĐẠI DIỆN CHỦ THỂ (Ký, ghi rõ họ tên, đóng dấu nếu có) Nguyễn Văn An",
        "PHẦN DÀNH CHO CƠ QUAN TIẾP NHẬN",
        "Ủy ban nhân dân cấp xã",
        "Cơ quan tham mưu quản lý OCOP cấp tỉnh",
    )


def test_form_03_is_there_once_it_was_reported(cast: Cast) -> None:
    dossier = a_dossier(Stage.SUBMITTED, producer_post=cast.producer.post)
    client = client_of(cast.commune_officer)
    assert client.get(f"/ho-so/{dossier.public_id}/mau-03.pdf").status_code == 404
    assert "mau-03.pdf" not in client.get(f"/ho-so/{dossier.public_id}/").content.decode()


def test_an_unknown_form_does_not_exist(cast: Cast) -> None:
    dossier = a_dossier(Stage.PROPOSED, producer_post=cast.producer.post)
    for name in ("mau-04.pdf", "mau-03.odt", "mau-3.pdf"):
        assert client_of(cast.producer).get(f"/ho-so/{dossier.public_id}/{name}").status_code == 404
