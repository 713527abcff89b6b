"""The forms of Annex III as papers: what they say, in which order, and that they never change by themselves."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openocop.accounts.domain.roles import Post
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, LocalReport
from openocop.dossiers.services.evidence import attach_evidence
from openocop.dossiers.services.filing import submit_dossier
from openocop.dossiers.services.self_scores import save_self_score
from openocop.registry.models import Producer
from tests.factories.actors import Cast, Person, build_cast
from tests.factories.dossiers import NOON, a_dossier, a_draft, lowest_levels
from tests.factories.papers import a_pdf
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


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_form_02_scores_every_criterion_with_its_papers_in_their_order(cast: Cast, kind: str) -> None:
    by = cast.producer.post
    dossier = a_draft(by)
    for criterion, title in (("2.1", "Ảnh nghề xưa"), ("1.1", "Hợp đồng mua tôm"), ("", "Giấy đăng ký")):
        attach(dossier, by, criterion, title)
    save_self_score(by=by, dossier=dossier, levels=lowest_levels(), at=NOON)
    submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=NOON)
    in_order(
        words(form(cast.producer, dossier, "02", kind), kind),
        "Mẫu số 02",
        f"BÁO CÁO TỰ ĐÁNH GIÁ Sản phẩm: {dossier.product.name}",
        "PHẦN I. THÔNG TIN CHUNG",
        f"{TICK[kind]} Hộ kinh doanh",
        "Giới tính: Dân tộc:",
        "PHẦN II. KẾT QUẢ SẢN XUẤT, KINH DOANH",
        "PHẦN III. KẾT QUẢ TỰ CHẤM ĐIỂM",
        "Bộ số 8, Phụ lục II kèm theo Quyết định số 26/2026/QĐ-TTg",
        "PHẦN A: SẢN PHẨM VÀ SỨC MẠNH CỦA CỘNG ĐỒNG (40 điểm)",
        "1. TỔ CHỨC SẢN XUẤT (18 điểm)",
        "1.1 Nguồn nguyên liệu",
        "1. Hợp đồng mua tôm (trang 3)",
        "2.1 Nguồn gốc ý tưởng sản phẩm",
        "2. Ảnh nghề xưa (trang 3)",
        "Cộng điểm phần A: 10/40",
        "Tổng điểm tự chấm: 16/100 điểm",
        "Hạng sao tự đánh giá: 1 sao",
        "Giấy tờ chung của hồ sơ 3. Giấy đăng ký (trang 3)",
        "PHẦN IV. KẾ HOẠCH PHÁT TRIỂN SẢN PHẨM",
        "ĐẠI DIỆN CHỦ THỂ",
    )


def attach(dossier: Dossier, by: Post, criterion: str, title: str) -> None:
    attach_evidence(
        by=by,
        dossier=dossier,
        client_id=uuid.uuid4(),
        name="a.pdf",
        content=a_pdf(title),
        criterion=criterion,
        title=title,
        page="3",
        at=NOON,
    )


def test_a_draft_is_marked_and_states_no_total(cast: Cast) -> None:
    dossier = a_draft(cast.producer.post)
    text = pdf_text(form(cast.producer, dossier, "02"))
    assert "DỰ THẢO" in text
    assert "Tổng điểm tự chấm: Hạng sao tự đánh giá: PHẦN IV." in text
    assert "Cộng điểm phần A: PHẦN B" in text
    filed = a_dossier(Stage.SUBMITTED, producer_post=cast.producer.post)
    assert "DỰ THẢO" not in pdf_text(form(cast.producer, filed, "02"))


@pytest.mark.parametrize("number", ["01", "02", "03"])
def test_forms_of_an_invented_dossier_say_so(cast: Cast, number: str) -> None:
    dossier = a_dossier(Stage.PROPOSED, producer_post=cast.producer.post)
    assert "MINH HOẠ" not in pdf_text(form(cast.producer, dossier, number))
    Dossier.objects.filter(pk=dossier.pk).update(is_illustrative=True)
    assert "MINH HOẠ" in pdf_text(form(cast.producer, dossier, number))


@pytest.mark.parametrize("number", ["01", "02", "03"])
def test_private_data_is_for_the_producer_and_those_who_work_with_it(cast: Cast, number: str) -> None:
    dossier = a_dossier(Stage.ACCEPTED, producer_post=cast.producer.post)
    producer = dossier.product.producer
    assert producer is not None
    Producer.objects.filter(pk=producer.pk).update(phone="0913000111", representative="Nguyễn Văn An")
    producer.identifiers.create(province=producer.province, kind="personal_number", value="096190000001")
    facts = ("0913000111", "Nguyễn Văn An", "096190000001")
    stated = facts if number == "02" else facts[:2]
    for person in (cast.producer, cast.commune_officer, cast.provincial_officer):
        text = pdf_text(form(person, dossier, number))
        assert tuple(fact for fact in facts if fact in text) == stated
    text = pdf_text(form(cast.adviser, dossier, number))
    assert not [fact for fact in facts if fact in text]
    assert "(không hiển thị)" in text


def test_forms_are_offered_once_they_are_there(cast: Cast) -> None:
    submitted = a_dossier(Stage.SUBMITTED, producer_post=cast.producer.post)
    proposed = a_dossier(Stage.PROPOSED, producer_post=cast.producer.post)
    for person in (cast.producer, cast.commune_officer, cast.provincial_officer):
        assert offered(person, submitted) == ["mau-01.pdf", "mau-01.docx", "mau-02.pdf", "mau-02.docx"]
        assert offered(person, proposed)[4:] == ["mau-03.pdf", "mau-03.docx"]


def offered(person: Person, dossier: Dossier) -> list[str]:
    page = client_of(person).get(f"/ho-so/{dossier.public_id}/").content.decode()
    return re.findall(r"mau-\d\d\.\w+", page)


def test_an_earlier_release_has_no_such_forms(cast: Cast) -> None:
    dossier = a_dossier(Stage.PROPOSED, producer_post=cast.producer.post)
    Dossier.objects.filter(pk=dossier.pk).update(release="1048-2019", self_levels={})
    assert offered(cast.provincial_officer, dossier) == []
    for number in ("01", "02", "03"):
        url = f"/ho-so/{dossier.public_id}/mau-{number}.pdf"
        assert client_of(cast.provincial_officer).get(url).status_code == 404


@pytest.mark.parametrize(("number", "queries"), [("01", 8), ("02", 9), ("03", 8)])  # 02 names who helped
def test_papers_cost_no_further_queries(cast: Cast, number: str, queries: int) -> None:
    dossier = a_draft(cast.producer.post)
    counts = []
    for papers in (1, 4):
        for place in range(papers):
            attach(dossier, cast.producer.post, "1.1", f"Giấy {papers}.{place}")
        LocalReport.objects.get_or_create(dossier=dossier, province=dossier.province, office="UBND", reported_at=NOON)
        client = client_of(cast.provincial_officer)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/ho-so/{dossier.public_id}/mau-{number}.pdf").status_code == 200
        counts.append(len(captured))
    assert counts == [queries, queries]
