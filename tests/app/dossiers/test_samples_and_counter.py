"""Samples handed over, the one-stop counter, and their papers."""

from __future__ import annotations

import io
import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from openocop.accounts.domain.roles import Role
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.dossiers.documents.handover import handover_pdf
from openocop.dossiers.documents.receipt import receipt_pdf
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.samples import Balance, Handover
from openocop.dossiers.models import CounterReceipt, Dossier, SampleHandover
from openocop.dossiers.selectors.checks import components_for
from openocop.dossiers.selectors.counter import counter_rows
from openocop.dossiers.selectors.office_papers import handover_document, receipt_document
from openocop.dossiers.selectors.samples import samples_of, samples_of_round
from openocop.dossiers.services.counter import (
    keep_portal_file,
    preview_portal_file,
    receive_at_counter,
    take_in_portal_file,
    undo_portal_file,
)
from openocop.dossiers.services.opening import open_dossier
from openocop.dossiers.services.samples import hand_over_samples, record_fate
from tests.factories.dossiers import HERE, NOON, THERE, a_dossier, a_post, a_producer, a_product, a_round, verbs_of

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)
STATED = Handover("province", 5, TODAY, "Bà Giao", "Ông Nhận", "Nguyên bao bì\nHạn dùng 09/2027", True, True)


def handed(dossier: Dossier, stated: Handover = STATED) -> SampleHandover:
    commune = a_post(Role.COMMUNE_OFFICER, unit=HERE)
    return hand_over_samples(by=commune, dossier=dossier, stated=stated, client_id=uuid.uuid4(), at=NOON)


def test_samples_come_in_and_go_and_are_counted() -> None:
    dossier, commune = a_dossier(Stage.SUBMITTED), a_post(Role.COMMUNE_OFFICER, unit=HERE)
    handover = handed(dossier, replace(STATED, count=3))
    assert samples_of(dossier).province == Balance(required=5, handed_over=3, at_hand=3)
    client_id = uuid.uuid4()
    for _ in range(2):  # a double tap
        record_fate(
            by=commune, handover=handover, fate="consumed", count=2, happened_on=TODAY, client_id=client_id, at=NOON
        )
    with pytest.raises(Refused, match="chỉ còn 1 mẫu"):
        record_fate(
            by=commune,
            handover=handover,
            fate="disposed",
            count=2,
            happened_on=TODAY,
            note="Hỏng",
            client_id=uuid.uuid4(),
            at=NOON,
        )
    with pytest.raises(Refused) as refused:
        record_fate(
            by=commune, handover=handover, fate="replaced", count=1, happened_on=TODAY, client_id=uuid.uuid4(), at=NOON
        )
    assert refused.value.field == "note"
    assert samples_of(dossier).province == Balance(required=5, handed_over=3, at_hand=1)
    handed(dossier, replace(STATED, purpose="ministry"))
    assert samples_of(dossier).ministry == Balance(required=5, handed_over=5, at_hand=5)
    assert verbs_of(dossier)[-3:] == ["samples.handed_over", "samples.consumed", "samples.handed_over"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"count": 0}, "count"),
        ({"handed_on": TODAY + timedelta(1)}, "handed_on"),
        ({"received_by": " "}, "received_by"),
        ({"condition": ""}, "condition"),
        ({"kept_cold": None}, "kept_cold"),
    ],
)
def test_a_hand_over_that_says_too_little_is_refused(changed: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        handed(a_dossier(Stage.SUBMITTED), replace(STATED, **changed))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_tourism_hands_over_none_and_another_commune_records_none() -> None:
    dossier = a_dossier(Stage.SUBMITTED)
    neighbour = a_post(Role.COMMUNE_OFFICER, unit=THERE)
    with pytest.raises(NotPermitted):
        hand_over_samples(by=neighbour, dossier=dossier, stated=STATED, client_id=uuid.uuid4(), at=NOON)
    Dossier.objects.filter(pk=dossier.pk).update(set_no=26)
    with pytest.raises(NotPermitted, match="Dịch vụ du lịch không giao sản phẩm mẫu"):
        handed(dossier)


def test_an_association_files_for_tourism_alone_and_nobody_asks_it_for_samples() -> None:
    # 26/2026/QĐ-TTg art. 2.3 (associations, for services of tourism) and 6.2d (no samples)
    by = a_post(Role.PRODUCER)
    a_round()
    product = a_product(a_producer(member=by, kind="association"))
    facts = {"by": by, "product": product, "round": a_round(), "kind": "first", "at": NOON}
    with pytest.raises(Refused, match="chỉ nộp hồ sơ cho dịch vụ du lịch"):
        open_dossier(**facts, set_no=8, client_id=uuid.uuid4())  # type: ignore[arg-type]
    dossier = open_dossier(**facts, set_no=26, client_id=uuid.uuid4())  # type: ignore[arg-type]
    assert samples_of(dossier).exempt
    assert "samples" not in [component.slug for component in components_for(dossier)]


def test_a_round_shows_first_what_its_session_still_lacks() -> None:
    whole, lacking = a_dossier(Stage.ACCEPTED), a_dossier(Stage.ACCEPTED)
    tourism = a_dossier(Stage.ACCEPTED)
    Dossier.objects.filter(pk=tourism.pk).update(set_no=26)
    handed(whole, replace(STATED, kept_cold=False))
    rows = samples_of_round(a_post(Role.PROVINCIAL_OFFICER), whole.round, on=TODAY)
    assert [(row.dossier.pk, row.samples.missing, row.cold_broken) for row in rows] == [
        (lacking.pk, 5, False),
        (whole.pk, 0, True),
    ]


def test_the_record_of_a_hand_over_states_it_whole() -> None:
    dossier = a_dossier(Stage.SUBMITTED)
    handover = handed(dossier)
    record_fate(
        by=a_post(Role.PROVINCIAL_OFFICER),
        handover=handover,
        fate="stored",
        count=5,
        happened_on=TODAY,
        note="Tủ lạnh số 2",
        client_id=uuid.uuid4(),
        at=NOON,
    )
    document = handover_document(SampleHandover.objects.get(pk=handover.pk))
    words = text_of(handover_pdf(document))
    assert "Bàn giao sản phẩm mẫu" in words
    assert "Nhiệt độ được giữ trong suốt quá trình vận chuyển" in words
    assert "01/03/2027: bảo quản 05 mẫu (Tủ lạnh số 2)." in words
    assert handover_pdf(document) == handover_pdf(document)


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


# The counter


def test_a_number_is_recorded_once_for_each_filing_and_promises_the_end_of_the_term() -> None:
    dossier, other = a_dossier(Stage.SUBMITTED), a_dossier(Stage.SUBMITTED)
    commune = a_post(Role.COMMUNE_OFFICER, unit=HERE)
    facts = {"number": " H16 ", "received_on": TODAY, "paper_set": True, "at": NOON}
    receipt = receive_at_counter(by=commune, dossier=dossier, **facts)  # type: ignore[arg-type]
    assert (receipt.number, receipt.appointment_on) == ("H16", date(2027, 3, 22))
    assert receive_at_counter(by=commune, dossier=dossier, **facts) == receipt  # type: ignore[arg-type]
    with pytest.raises(Refused, match="đã có số hồ sơ một cửa H16"):
        receive_at_counter(by=commune, dossier=dossier, **facts | {"number": "H17"})  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        receive_at_counter(by=commune, dossier=other, **facts)  # type: ignore[arg-type]
    assert refused.value.field == "number"
    words = text_of(receipt_pdf(receipt_document(receipt, commune, on=TODAY)))
    assert "Số hồ sơ tại bộ phận một cửa: H16" in words
    assert "Ngày hẹn trả kết quả: 22/03/2027" in words
    assert "chưa công bố thành thủ tục hành chính" in words


def a_list(*lines: str) -> bytes:
    return "\n".join(["Số hồ sơ,Số phiếu đăng ký,Sản phẩm,Chủ thể,Ngày tiếp nhận", *lines]).encode()


def test_a_list_is_taken_in_whole_and_taken_back_whole() -> None:
    one, two = a_dossier(Stage.SUBMITTED), a_dossier(Stage.PROPOSED)
    commune = a_post(Role.COMMUNE_OFFICER, unit=HERE)
    producer = two.product.producer
    assert producer is not None
    content = a_list(
        f"A1,{one.local_number},,,01/03/2027", f"A2,,{two.product.name.upper()},{producer.name},02/03/2027"
    )
    kept = keep_portal_file(by=commune, name="cong.csv", content=content, at=NOON)
    assert [row.dossier for row in preview_portal_file(by=commune, portal_file=kept, on=TODAY)] == [one, two]
    assert not CounterReceipt.objects.exists()
    assert len(take_in_portal_file(by=commune, portal_file=kept, at=NOON)) == 2
    assert len(take_in_portal_file(by=commune, portal_file=kept, at=NOON)) == 2  # a double tap
    rows = list(counter_rows(commune, on=TODAY))
    assert [(row[0], row[7]) for row in rows] == [("A2", "Đã trình tỉnh"), ("A1", "Đang ở xã")]
    undo_portal_file(by=commune, portal_file=kept, at=NOON)
    assert list(counter_rows(commune, on=TODAY)) == []
    assert CounterReceipt.objects.filter(taken_back_at=NOON).count() == 2
    with pytest.raises(Refused, match="đã gỡ"):
        take_in_portal_file(by=commune, portal_file=kept, at=NOON)
    again = keep_portal_file(by=commune, name="cong.csv", content=content, at=NOON)
    assert len(take_in_portal_file(by=commune, portal_file=again, at=NOON)) == 2


def test_one_faulty_cell_keeps_the_whole_list_out() -> None:
    dossier, commune = a_dossier(Stage.SUBMITTED), a_post(Role.COMMUNE_OFFICER, unit=HERE)
    content = a_list(f"B1,{dossier.local_number},,,01/03/2027", "B1,99/PĐK-96-32152-2027,,,mai")
    kept = keep_portal_file(by=commune, name="cong.csv", content=content, at=NOON)
    rows = preview_portal_file(by=commune, portal_file=kept, on=TODAY)
    assert [[(fault.column, fault.value) for fault in row.faults] for row in rows] == [
        [("number", "B1")],
        [("received_on", "mai"), ("slip", "99/PĐK-96-32152-2027"), ("number", "B1")],
    ]
    with pytest.raises(Refused, match="Chưa ghi gì"):
        take_in_portal_file(by=commune, portal_file=kept, at=NOON)
    assert not CounterReceipt.objects.exists()


def test_another_commune_s_dossier_is_no_more_found_than_one_that_does_not_exist() -> None:
    dossier, neighbour = a_dossier(Stage.SUBMITTED), a_post(Role.COMMUNE_OFFICER, unit=THERE)
    content = a_list(f"C1,{dossier.local_number},,,01/03/2027", "C2,99/PĐK-96-32152-2027,,,01/03/2027")
    kept = keep_portal_file(by=neighbour, name="cong.csv", content=content, at=NOON)
    rows = preview_portal_file(by=neighbour, portal_file=kept, on=TODAY)
    assert {fault.message for row in rows for fault in row.faults} == {"Không có hồ sơ đã nộp nào mang số phiếu này."}
