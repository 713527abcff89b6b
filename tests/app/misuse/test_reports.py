"""Reports of misuse: sent without an account, a case of the office, and silent in public."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from openocop.core.models import JournalEntry, StoredFile
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.core.verdict import NotPermitted
from openocop.misuse.domain.reports import Outcome, Seen, Sighting, Stage
from openocop.misuse.models import MisuseReport
from openocop.misuse.selectors.waiting import reports_waiting
from openocop.misuse.services.handling import answer_report, join_reports, name_product, note_report, take_up
from openocop.misuse.services.reporting import erase_contacts, report_misuse
from openocop.recognition.models import Recognition
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition
from tests.factories.evaluation import signed_in
from tests.factories.registry import AT, ON, a_producer

CONTACT = "nguoi-mua@example.org"
READERS = {"provincial_officer", "leader", "inspector"}


@pytest.fixture
def recognition(cast: Cast) -> Recognition:
    producer = a_producer(cast, member=cast.producer)
    return a_recognition(cast, "Tôm khô", producer, council_on=None, decided_on=date(2025, 6, 1))


def _report(recognition: Recognition | None = None, **changed: Any) -> MisuseReport:
    said = {"seen": Seen.HIGHER_STAR, "words": "Nhãn ghi 5 sao", "where": "Chợ", "seen_on": ON, "contact": CONTACT}
    return report_misuse(
        province="ca-mau",
        sighting=Sighting(**said | changed),
        product=recognition.product if recognition else None,
        pictures=(),
        client_id=uuid4(),
        at=AT,
    )


def _jpeg(**options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 700), "white").save(out, "JPEG", **options)
    return out.getvalue()


def _sent(client: Client, address: str = "/bao-sai/", **fields: Any) -> Any:
    typed = {
        "client_id": uuid4(),
        "seen": "higher-star",
        "words": "Nhãn ghi 5 sao",
        "seen_on": "24/11/2026",
        "contact": CONTACT,
        "where": "",
        "link": "",
        "about": "",
        "website": "",
        "province": "",
    }
    return client.post(address, typed | fields)


def test_a_visitor_reports_with_a_photograph_and_reads_the_answer(cast: Cast, recognition: Recognition) -> None:
    client, product = Client(), recognition.product
    assert "Báo dùng sai" in client.get(f"/bao-sai/?sp={product.public_id}").content.decode()
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (9.0, 10.0, 0.0)}  # where it was taken
    photo = SimpleUploadedFile("a.jpg", _jpeg(exif=exif), "image/jpeg")
    answer = _sent(client, f"/bao-sai/?sp={product.public_id}", photos=photo)
    assert answer.status_code == 302
    report = MisuseReport.objects.get()
    assert (report.product, report.known["star"], report.known["state"]) == (product, 3, "valid")
    kept = path_of(report.photos.get().file.sha256).read_bytes()
    assert not Image.open(io.BytesIO(kept)).getexif()
    receipt = answer["Location"]
    page = client.get(receipt)
    assert "đã nhận" in page.content.decode()
    assert "Nhãn ghi 5 sao" not in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    office = signed_in(cast.provincial_officer.post)
    shown = office.get(f"/phan-anh/{report.public_id}/").content.decode()
    assert "Nhãn ghi 5 sao" in shown
    assert CONTACT in shown
    assert office.get(f"/phan-anh/anh/{report.photos.get().public_id}/")["Content-Type"] == "image/jpeg"
    office.post(f"/phan-anh/{report.public_id}/nhan/")
    office.post(f"/phan-anh/{report.public_id}/ghi-chu/", {"text": "Đã gọi cơ sở"})
    fields = {"version": 2, "outcome": "founded", "reason": "Ảnh rõ", "answer": "Cảm ơn, cơ sở đã sửa nhãn."}
    assert office.post(f"/phan-anh/{report.public_id}/tra-loi/", fields).status_code == 302
    told = client.get(receipt).content.decode()
    assert "Cảm ơn, cơ sở đã sửa nhãn." in told
    assert "Ảnh rõ" not in told
    after = office.get(f"/phan-anh/{report.public_id}/").content.decode()
    assert f"/cong-nhan/ghi/{recognition.public_id}/mo-thu-hoi/" in after


def test_a_double_tap_is_one_report(cast: Cast) -> None:
    client, client_id = Client(), uuid4()
    assert _sent(client, client_id=client_id)["Location"] == _sent(client, client_id=client_id)["Location"]
    assert MisuseReport.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"words": ""}, "Hãy kể ngắn gọn điều bạn thấy, hoặc thêm ảnh."),
        ({"seen_on": "25/11/2026"}, "Chọn ngày bạn thấy, trong vòng một năm qua."),
        ({"seen_on": "23/11/2025"}, "Chọn ngày bạn thấy, trong vòng một năm qua."),
        ({"link": "javascript:alert(1)"}, "Đây không phải địa chỉ trang."),
        ({"link": "https://a.example/\N{RIGHT-TO-LEFT OVERRIDE}"}, "Đây không phải địa chỉ trang."),
        ({"website": "spam"}, "Để trống ô này."),
        ({"seen": "nothing"}, "nothing"),
    ],
)
def test_bad_input_is_told_and_what_was_typed_stays(cast: Cast, fields: dict[str, str], said: str) -> None:
    answer = _sent(Client(), where="Chợ Cà Mau", **fields)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Chợ Cà Mau" in answer.content.decode()
    assert not MisuseReport.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG"),
        (b"\xff\xd8\xff" + b"0" * 2000, "ảnh"),
        (b"", "ảnh"),
    ],
)
def test_what_is_no_photograph_is_told_and_kept_nowhere(cast: Cast, content: bytes, said: str) -> None:
    answer = _sent(Client(), photos=SimpleUploadedFile("a.jpg", content, "image/jpeg"))
    if content:
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
        assert "Hãy chọn lại ảnh" in answer.content.decode()
        assert not MisuseReport.objects.exists()
    assert not StoredFile.objects.filter(name__startswith="phan-anh").exists()


def test_a_fifth_photograph_and_a_seventh_report_of_one_line_are_too_many(cast: Cast) -> None:
    five = [SimpleUploadedFile("a.jpg", _jpeg(), "image/jpeg") for _number in range(5)]
    assert "nhiều nhất 4 ảnh" in _sent(Client(), photos=five).content.decode()
    for _number in range(5):
        assert _sent(Client()).status_code == 302
    assert "Đường truyền này vừa gửi nhiều phản ánh" in _sent(Client()).content.decode()
    assert _sent(Client(REMOTE_ADDR="192.0.2.7")).status_code == 302


def test_nothing_public_tells_of_a_report(cast: Cast, recognition: Recognition) -> None:
    product = recognition.product
    pages = (
        f"/san-pham/{product.slug}-{product.public_id}/",
        "/san-pham/",
        "/thu-hoi/",
        f"/kiem-tra/?ma={product.name}",
    )
    before = [Client().get(page).content for page in pages]
    take_up(report=_report(recognition), by=cast.provincial_officer.post, at=AT)
    assert [Client().get(page).content for page in pages] == before
    assert CONTACT not in "".join(str(facts) for facts in JournalEntry.objects.values_list("facts", flat=True))


def test_exactly_these_read_and_exactly_one_role_acts(cast: Cast, recognition: Recognition) -> None:
    report = _report(recognition)
    for address in ("/phan-anh/", "/phan-anh/phan-anh.xlsx", f"/phan-anh/{report.public_id}/"):
        answers = {name: signed_in(post).get(address).status_code for name, post in cast.posts().items()}
        assert {name for name, status in answers.items() if status == 200} == READERS, address
        assert set(answers.values()) <= {200, 403}
        assert Client().get(address).status_code == 302
    for act in ("nhan", "ghi-chu", "san-pham", "tra-loi"):
        address = f"/phan-anh/{report.public_id}/{act}/"
        others = {name: post for name, post in cast.posts().items() if name != "provincial_officer"}
        assert {signed_in(post).post(address).status_code for post in others.values()} <= {403}, act
    report.refresh_from_db()
    assert (report.stage, report.notes.count()) == (Stage.RECEIVED, 0)
    assert Client().get("/bao-sai/da-gui/" + "2" * 26 + "/").status_code == 404


def test_reports_on_the_same_are_joined_and_share_the_answer(cast: Cast, recognition: Recognition) -> None:
    by, first, second = cast.provincial_officer.post, _report(recognition), _report(recognition)
    join_reports(report=second, other=first, by=by, at=AT)
    with pytest.raises(Refused, match="khép lại"):
        note_report(report=second, text="x", by=by, at=AT)
    with pytest.raises(Refused, match="đang đứng riêng"):
        join_reports(report=first, other=second, by=by, at=AT)
    first.refresh_from_db()
    said = {"reason": "Không thấy gì", "answer": "Nhãn đúng.", "seen_version": first.version, "by": by, "at": AT}
    answer_report(report=first, outcome=Outcome.NOT_FOUNDED, **said)
    assert "Nhãn đúng." in Client().get(f"/bao-sai/da-gui/{second.receipt_key}/").content.decode()
    assert MisuseReport.objects.filter(erase_on=ON + timedelta(days=90)).count() == 2


def test_who_answers_has_seen_what_a_colleague_did(cast: Cast) -> None:
    by, report = cast.provincial_officer.post, _report()
    said = {"outcome": Outcome.FOUNDED, "reason": "a", "answer": "b", "by": by, "at": AT}
    take_up(report=report, by=by, at=AT)
    with pytest.raises(Refused, match="Đồng nghiệp vừa thay đổi"):
        answer_report(report=report, seen_version=0, **said)
    for missing in ("reason", "answer"):
        with pytest.raises(Refused):
            answer_report(report=report, seen_version=1, **said | {missing: " "})
    with pytest.raises(NotPermitted):
        answer_report(report=report, seen_version=1, **said | {"by": cast.leader.post})


def test_the_office_names_the_product_and_reads_how_it_stood(cast: Cast, recognition: Recognition) -> None:
    office, report = signed_in(cast.provincial_officer.post), _report(seen_on=date(2026, 1, 1), about="tôm gì đó")
    address = f"/phan-anh/{report.public_id}/"
    office.post(f"{address}san-pham/", {"code": "99-99999-01-2026"})
    assert "Không sản phẩm nào của tỉnh mang mã" in office.get(address).content.decode()
    office.post(f"{address}san-pham/", {"code": recognition.product.public_id})
    report.refresh_from_db()
    assert (report.product_id, report.known["state"]) == (recognition.product_id, "valid")
    name_product(report=report, product=None, by=cast.provincial_officer.post, at=AT)
    report.refresh_from_db()
    assert (report.product_id, report.known) == (None, {})


def test_a_contact_is_erased_ninety_days_after_the_answer(cast: Cast) -> None:
    by, report = cast.provincial_officer.post, _report()
    answer_report(report=report, outcome=Outcome.NOT_KNOWN, reason="a", answer="b", seen_version=0, by=by, at=AT)
    assert erase_contacts(AT + timedelta(days=89)) == 0
    assert erase_contacts(AT + timedelta(days=90)) == 1
    assert erase_contacts(AT + timedelta(days=90)) == 0
    report.refresh_from_db()
    assert (report.contact, report.erased_at is not None) == ("", True)


def test_it_waits_for_the_provincial_office_alone_and_presses_after_a_week(cast: Cast) -> None:
    _report()
    waiting = {name: reports_waiting(post, on=ON) for name, post in cast.posts().items()}
    assert {name for name, things in waiting.items() if things} == {"provincial_officer"}
    (now,), (later,) = (reports_waiting(cast.provincial_officer.post, on=ON + timedelta(days=days)) for days in (6, 7))
    assert (now.urgent, later.urgent) == (False, True)


@pytest.mark.parametrize("reports", [1, 5])
def test_the_list_takes_as_many_queries_for_any_number(
    cast: Cast, recognition: Recognition, reports: int, django_assert_max_num_queries
) -> None:
    for _number in range(reports):
        _report(recognition)
    client = signed_in(cast.provincial_officer.post)
    with django_assert_max_num_queries(8):
        assert client.get("/phan-anh/").status_code == 200


def test_only_who_handles_a_report_reads_how_to_reach_the_reporter(cast: Cast, recognition: Recognition) -> None:
    address = f"/phan-anh/{_report(recognition).public_id}/"
    pages = {name: signed_in(getattr(cast, name).post).get(address).content.decode() for name in READERS}
    assert {name for name, page in pages.items() if CONTACT in page} == {"provincial_officer"}


def test_who_acts_for_the_producer_knows_nothing_of_a_report_on_it(cast: Cast) -> None:
    producer = a_producer(cast, "HTX Hai", member=cast.provincial_officer)
    report = _report(a_recognition(cast, "Mắm cá", producer, council_on=None, decided_on=date(2025, 6, 1)))
    client = signed_in(cast.provincial_officer.post)
    assert client.get(f"/phan-anh/{report.public_id}/").status_code == 404
    assert client.post(f"/phan-anh/{report.public_id}/nhan/").status_code == 404
    assert reports_waiting(cast.provincial_officer.post, on=ON) == []
