"""What pages say and do, through the test client."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Evidence, Round
from openocop.dossiers.services.evidence import attach_evidence
from openocop.dossiers.services.self_scores import save_self_score
from tests.factories.actors import Cast, Person, build_cast
from tests.factories.dossiers import NOON, a_check, a_dossier, a_draft, a_producer, a_product, a_round, lowest_levels
from tests.factories.papers import a_pdf
from tests.unit.dossiers.test_papers import archive

pytestmark = pytest.mark.django_db
PDF = a_pdf()


@pytest.fixture
def cast() -> Cast:
    return build_cast()


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def text(client: Client, url: str) -> str:
    return client.get(url, follow=True).content.decode()


# The producer


def test_a_newcomer_is_told_what_to_do_first(cast: Cast) -> None:
    client = client_of(cast.producer)
    assert "chưa được gắn với chủ thể" in text(client, "/ho-so/")
    a_product(a_producer(member=cast.producer.post))
    assert "Chưa có đợt đánh giá nào đang mở" in text(client, "/ho-so/")
    a_round()
    assert "Mở hồ sơ cho sản phẩm đầu tiên" in text(client, "/ho-so/")


def test_opening_a_dossier_in_two_steps(cast: Cast) -> None:
    round = a_round()
    product = a_product(a_producer(member=cast.producer.post), name="Mắm tôm")
    client = client_of(cast.producer)
    assert "Mắm tôm" in text(client, "/ho-so/mo/")
    url = f"/ho-so/mo/?san-pham={product.public_id}"
    page = text(client, url)
    assert '<option value="8" selected>' in page  # the group of classification I.3.d is judged by set 8
    sent = {"client_id": str(uuid.uuid4()), "set_no": "8", "kind": "first", "round": round.public_id}
    for _ in range(2):  # sent twice over a poor line
        response = client.post(url, sent)
        assert response.status_code == 302
    assert Dossier.objects.get().product == product
    refused = client.post(url, sent | {"client_id": str(uuid.uuid4())})
    assert refused.status_code == 422
    assert "đã có hồ sơ trong đợt này" in refused.content.decode()


def test_another_s_product_is_not_there_to_open(cast: Cast) -> None:
    a_round()
    product = a_product(a_producer(member=cast.producer.post))
    assert client_of(cast.rival_producer).get(f"/ho-so/mo/?san-pham={product.public_id}").status_code == 404


def test_marking_by_a_plain_form_leads_back_to_the_criterion(cast: Cast) -> None:
    dossier = a_draft(cast.producer.post)
    client = client_of(cast.producer)
    response = client.post(f"/ho-so/{dossier.public_id}/muc/", {"criterion": "1.2", "level": "2"})
    assert response["Location"] == f"/ho-so/{dossier.public_id}/tu-danh-gia/1/#tc-1-2"
    dossier.refresh_from_db()
    assert dossier.self_levels == {"1.2": 2}


def test_marking_by_htmx_answers_with_the_new_total(cast: Cast) -> None:
    dossier = a_draft(cast.producer.post)
    url, client = f"/ho-so/{dossier.public_id}/muc/", client_of(cast.producer)
    sent = client.post(url, {"criterion": "1.1", "level": "2"}, headers={"HX-Request": "true"})
    assert '<span class="big num">3</span>' in sent.content.decode()  # the third level of 1.1 gives 3 points
    assert "<html" not in sent.content.decode()
    none = client.post(url, {"criterion": "1.1", "level": "none"}, headers={"HX-Request": "true"})
    assert '<span class="big num">0</span>' in none.content.decode()


@pytest.mark.parametrize("level", ["9", "-1", "", "x", "1" * 50, "²"])
def test_a_level_no_sheet_prints_is_explained_and_the_draft_kept(cast: Cast, level: str) -> None:
    dossier = a_draft(cast.producer.post)
    save_self_score(by=cast.producer.post, dossier=dossier, levels={"1.1": 2}, at=NOON)
    url = f"/ho-so/{dossier.public_id}/muc/"
    sent = client_of(cast.producer).post(url, {"criterion": "1.1", "level": level}, headers={"HX-Request": "true"})
    assert sent.status_code == 422
    assert "1.1 Nguồn nguyên liệu: không có mức" in sent.content.decode()
    dossier.refresh_from_db()
    assert dossier.self_levels == {"1.1": 2}


def test_the_words_of_the_law_and_its_stars_stand_on_the_sheet(cast: Cast) -> None:
    dossier = a_draft(cast.producer.post)
    page = text(client_of(cast.producer), f"/ho-so/{dossier.public_id}/tu-danh-gia/1/")
    assert "Có hợp đồng liên kết trên 75% sản lượng tiêu thụ" in page  # set 8, 1.5
    assert "Tối thiểu cho 4 sao" in page


def test_a_missed_gate_is_named_with_the_level_it_needs(cast: Cast) -> None:
    dossier = a_draft(cast.producer.post)
    save_self_score(by=cast.producer.post, dossier=dossier, levels=lowest_levels(), at=NOON)
    page = text(client_of(cast.producer), f"/ho-so/{dossier.public_id}/tu-danh-gia/")
    assert "Còn thiếu để xét 3 sao" in page


def test_uploading_and_taking_out_a_paper(cast: Cast) -> None:
    dossier = a_draft(cast.producer.post)
    client = client_of(cast.producer)
    sent = {
        "client_id": str(uuid.uuid4()),
        "criterion": "1.1",
        "title": "Bảng kê",
        "file": SimpleUploadedFile("bang-ke.pdf", PDF),
    }
    assert client.post(f"/ho-so/{dossier.public_id}/minh-chung/", sent)["Location"].endswith("#tc-1-1")
    paper = Evidence.objects.get()
    assert "Bảng kê" in text(client, f"/ho-so/{dossier.public_id}/tu-danh-gia/1/")
    client.post(f"/ho-so/{dossier.public_id}/minh-chung/{paper.public_id}/bo/")
    assert client.get(f"/ho-so/{dossier.public_id}/minh-chung/{paper.public_id}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("phieu.pdf", b"MZ\x90\x00", "Chỉ nhận PDF"),
        ("anh.svg", b"<svg><script>alert(1)</script></svg>", "Chỉ nhận PDF"),
        ("giay.pdf", b"%PDF-" + b"0" * (21 * 1024 * 1024), "lớn hơn 20 MB"),
        ("giay.pdf", b"", "Tệp rỗng"),
    ],
)
def test_hostile_uploads_are_explained(cast: Cast, name: str, content: bytes, words: str) -> None:
    dossier = a_draft(cast.producer.post)
    sent = {"client_id": str(uuid.uuid4()), "criterion": "1.1", "file": SimpleUploadedFile(name, content)}
    page = client_of(cast.producer).post(f"/ho-so/{dossier.public_id}/minh-chung/", sent, follow=True)
    assert words in page.content.decode()
    assert not Evidence.objects.exists()


def test_a_paper_is_served_so_that_nothing_in_it_runs(cast: Cast) -> None:
    dossier = a_draft(cast.producer.post)
    paper = attach_evidence(
        by=cast.producer.post, dossier=dossier, client_id=uuid.uuid4(), name='a"\r\nX: y.pdf', content=PDF, at=NOON
    )
    response = client_of(cast.producer).get(f"/ho-so/{dossier.public_id}/minh-chung/{paper.public_id}/")
    assert b"".join(response.streaming_content) == PDF  # type: ignore[attr-defined]
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["Content-Disposition"].startswith("inline")
    assert "X" not in response


def test_an_office_file_is_never_shown_in_the_page(cast: Cast) -> None:
    dossier = a_draft(cast.producer.post)
    content = archive("[Content_Types].xml", "word/document.xml")
    paper = attach_evidence(
        by=cast.producer.post, dossier=dossier, client_id=uuid.uuid4(), name="a.docx", content=content, at=NOON
    )
    response = client_of(cast.producer).get(f"/ho-so/{dossier.public_id}/minh-chung/{paper.public_id}/")
    assert response["Content-Disposition"].startswith("attachment")


def test_submitting_and_withdrawing(cast: Cast) -> None:
    dossier = a_draft(cast.producer.post)
    client = client_of(cast.producer)
    unfiled = text(client, f"/ho-so/{dossier.public_id}/nop/")
    assert "31 tiêu chí chưa" in unfiled
    assert "trả lời chậm nhất" in unfiled
    assert "Xem lại và nộp" in text(client, f"/ho-so/{dossier.public_id}/tu-danh-gia/")
    sent = {"client_id": str(uuid.uuid4()), "version": "1"}
    unready = client.post(f"/ho-so/{dossier.public_id}/nop/", sent, follow=True)
    assert "Còn 31 tiêu chí chưa tự chấm" in unready.content.decode()
    save_self_score(by=cast.producer.post, dossier=dossier, levels=lowest_levels(), at=NOON)
    for _ in range(2):
        assert client.post(f"/ho-so/{dossier.public_id}/nop/", sent).status_code == 302
    dossier.refresh_from_db()
    assert dossier.stage == Stage.SUBMITTED
    assert "Xem lại và nộp" not in text(client, f"/ho-so/{dossier.public_id}/tu-danh-gia/")
    assert "trả lời chậm nhất" not in text(client, f"/ho-so/{dossier.public_id}/nop/")
    assert client.post(f"/ho-so/{dossier.public_id}/rut/", sent | {"client_id": str(uuid.uuid4())}).status_code == 302
    dossier.refresh_from_db()
    assert dossier.stage == Stage.WITHDRAWN


def test_a_returned_dossier_is_the_next_thing_with_its_reason(cast: Cast) -> None:
    a_dossier(Stage.RETURNED, producer_post=cast.producer.post)
    page = text(client_of(cast.producer), "/ho-so/")
    assert "Thiếu phiếu kiểm nghiệm" in page
    assert "Bổ sung hồ sơ" in page


# The commune


def test_the_inbox_answers_before_it_is_read(cast: Cast) -> None:
    client = client_of(cast.commune_officer)
    assert "Không có hồ sơ nào chờ xử lý" in text(client, "/ho-so/xa/")
    a_dossier(Stage.SUBMITTED, producer_post=cast.producer.post)
    page = text(client, "/ho-so/xa/")
    assert "1 hồ sơ đang ở xã" in page


def test_form_03_names_the_heading_without_words_and_keeps_the_others(cast: Cast) -> None:
    dossier = a_dossier(Stage.SUBMITTED, producer_post=cast.producer.post)
    a_check(cast.commune_officer.post, dossier)
    url, client = f"/ho-so/{dossier.public_id}/mau-03/", client_of(cast.commune_officer)
    assert "Chủ thể khai ở tiêu chí 1.1" in text(client, url)
    words = {"local_material": "Tôm của 26 hộ", "local_labour": "14 người", "local_identity": "Nghề cũ"}
    sent = {"client_id": str(uuid.uuid4()), "version": "1", **words}
    refused = client.post(url, sent)
    assert refused.status_code == 422
    assert "“Nguồn gốc ý tưởng sản phẩm” chưa có nội dung" in refused.content.decode()
    assert "Tôm của 26 hộ" in refused.content.decode()
    assert client.post(url, sent | {"idea_origin": "Từ 2015"}).status_code == 302
    dossier.refresh_from_db()
    assert dossier.stage == Stage.PROPOSED


def test_returning_needs_a_reason(cast: Cast) -> None:
    dossier = a_dossier(Stage.SUBMITTED, producer_post=cast.producer.post)
    url, client = f"/ho-so/{dossier.public_id}/tra/", client_of(cast.commune_officer)
    sent = {"client_id": str(uuid.uuid4()), "version": "1"}
    assert client.post(url, sent).status_code == 422
    assert client.post(url, sent | {"reason": "Thiếu phiếu"}).status_code == 302
    assert dossier.returns.get().reason == "Thiếu phiếu"


# The province


def test_accepting_from_the_dossier_page(cast: Cast) -> None:
    dossier = a_dossier(Stage.PROPOSED, producer_post=cast.producer.post)
    client = client_of(cast.provincial_officer)
    page = text(client, f"/ho-so/{dossier.public_id}/")
    assert "Tôm mua trong xã" in page  # the words of form 03
    assert "trình hồ sơ lên tỉnh" in page  # the history
    sent = {"client_id": str(uuid.uuid4()), "version": "1"}
    done = client.post(f"/ho-so/{dossier.public_id}/tiep-nhan/", sent, follow=True).content.decode()
    assert "01/PĐK-96-32152-2" in done
    sent |= {"client_id": str(uuid.uuid4())}
    again = client.post(f"/ho-so/{dossier.public_id}/tiep-nhan/", sent, follow=True)
    assert "Không có gì thay đổi thêm" in again.content.decode()


def test_the_list_is_searched_without_accents_and_by_step(cast: Cast) -> None:
    a_dossier(Stage.SUBMITTED, producer_post=cast.producer.post)
    draft = a_draft(cast.producer.post)
    client = client_of(cast.provincial_officer)
    assert draft.product.name in text(client, "/ho-so/?q=cha+TOM&buoc=draft")
    assert "Không tìm thấy" in text(client, "/ho-so/?q=mat+ong")
    assert draft.product.name not in text(client, "/ho-so/?buoc=submitted")
    assert draft.product.name in text(client, "/ho-so/?buoc=none&dot=none&trang=99")


def test_opening_a_round(cast: Cast) -> None:
    client = client_of(cast.provincial_officer)
    page = text(client, "/ho-so/dot/")
    assert "Chưa mở đợt nào" in page
    form = client.get("/ho-so/dot/mo/").context["form"]
    first = form.fields["which"].choices[0][0]
    assert client.post("/ho-so/dot/mo/", {"which": first}).status_code == 302
    assert Round.objects.get().code == first
    assert client.post("/ho-so/dot/mo/", {"which": first}).status_code == 422  # it is no longer to be opened
    extra = {"which": "extra", "name": "Đợt bổ sung", "propose_before": "2030-02-01", "evaluate_before": "2030-03-01"}
    refused = client.post("/ho-so/dot/mo/", extra)
    assert "phải có kế hoạch" in refused.content.decode()
    assert client.post("/ho-so/dot/mo/", extra | {"plan_basis": "Kế hoạch 1 (minh hoạ)"}).status_code == 302


# Lists stay as cheap as they are short


def queries(client: Client, url: str) -> int:
    client.get(url)  # the first request of a session writes it
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("person", "url", "stage"),
    [
        ("producer", "/ho-so/viec-can-lam/", Stage.DRAFT),
        ("producer", "/ho-so/mo/", Stage.DRAFT),
        ("commune_officer", "/ho-so/xa/", Stage.SUBMITTED),
        ("provincial_officer", "/ho-so/", Stage.SUBMITTED),
        ("leader", "/ho-so/", Stage.SUBMITTED),
        ("adviser", "/ho-so/", Stage.ACCEPTED),
        ("provincial_officer", "/ho-so/dot/", Stage.SUBMITTED),
    ],
)
def test_three_rows_cost_what_one_row_costs(cast: Cast, person: str, url: str, stage: Stage) -> None:
    client = client_of(getattr(cast, person))
    a_dossier(stage, producer_post=cast.producer.post)
    one = queries(client, url)
    for _ in range(2):
        a_dossier(stage, producer_post=cast.producer.post)
    assert queries(client, url) == one


def test_the_way_up_names_minimum_conditions_first_and_goes_round_what_cannot_be_done(cast: Cast) -> None:
    dossier = a_draft(cast.producer.post)
    save_self_score(by=cast.producer.post, dossier=dossier, levels=lowest_levels())
    client, address = client_of(cast.producer), f"/ho-so/{dossier.public_id}/len-sao/"
    page = text(client, address)
    # Set 8 of 26/2026/QĐ-TTg from its lowest sheet of 16 points: 34 are missing for three stars, and three floors.
    assert "còn thiếu 34 điểm · còn thiếu 3 yêu cầu tối thiểu" in page
    assert "Nâng 9 tiêu chí, tổng sẽ là 50 điểm." in page
    assert page.index("Yêu cầu tối thiểu: từ 2 điểm") < page.index("thêm 5 điểm")
    closed = text(client, address + "?n-4.1=chua")
    assert closed.count("Bỏ những việc chưa làm được thì không còn cách nào đạt hạng này.") == 3
    assert '<option value="chua" selected>' in closed
    unknown = text(client, address + "?n-99=chua&n-4.1=la")
    assert (
        "Nâng 9 tiêu chí, tổng sẽ là 50 điểm." in unknown,
        unknown.count('"vua" selected') == unknown.count(" selected"),
    ) == (True, True)
    easier = text(client, address + "?n-4.3=de&n-5.1=kho")
    assert "Công sức theo quý vị đặt:" in easier
    assert '<option value="de" selected>' in easier
    dossier.refresh_from_db()
    assert dossier.self_levels == lowest_levels()
