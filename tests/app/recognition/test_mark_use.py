"""The star sign goes with a certificate that holds, with its stars, and says where the drawing comes from."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from pypdf import PdfReader

from openocop.accounts.domain.roles import Role
from openocop.core.models import JournalEntry
from openocop.recognition.models import Recognition
from openocop.recognition.selectors.mark_use import products_with_stars
from tests.factories.dossiers import a_post
from tests.factories.evaluation import signed_in
from tests.factories.recognition import FOUR, THREE, recognised

pytestmark = pytest.mark.django_db


@pytest.fixture
def recognition() -> Recognition:
    return recognised(FOUR)[0]


def address(recognition: Recognition, stars: int = 4) -> str:
    return f"/cong-nhan/dau-sao/{recognition.public_id}/{stars}-sao.zip"


def asked(recognition: Recognition, stars: int = 4) -> Any:
    return signed_in(a_post(Role.PROVINCIAL_OFFICER)).post(address(recognition, stars))


def test_the_kit_holds_the_right_stars_the_code_and_what_may_be_done(recognition: Recognition) -> None:
    with zipfile.ZipFile(BytesIO(b"".join(asked(recognition)))) as kit:
        assert kit.namelist() == [
            "huong-dan-su-dung.pdf",
            "dau-sao/dau-4-sao.svg",
            *(f"dau-sao/dau-4-sao-{width}mm.png" for width in (20, 30, 50)),
            "ma-qr/ma-qr.svg",
            "ma-qr/ma-qr.png",
        ]
        sheet = " ".join(page.extract_text() for page in PdfReader(BytesIO(kit.read("huong-dan-su-dung.pdf"))).pages)
        assert kit.read("dau-sao/dau-4-sao.svg").count(b"<polygon") == 4
        picture = Image.open(BytesIO(kit.read("dau-sao/dau-4-sao-50mm.png")))
        (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(kit.read("ma-qr/ma-qr.png"))).convert("L"))
    assert (picture.width, picture.mode) == (591, "RGBA")  # 50 mm at 300 dots an inch
    certificate = recognition.certificate
    assert code.text.partition("#")[0].endswith(f"/{certificate.public_id}/")
    words = " ".join(sheet.replace("\u00a0", " ").split())
    for said in (
        certificate.product_code,
        certificate.number,
        "123/QĐ-UBND",
        "từ 05/12/2026 đến hết ngày 05/12/2029",
        "Hình sao trong bộ này do OpenOCOP vẽ",
    ):
        assert said in words
    entry = JournalEntry.objects.get(verb="mark.taken")
    assert (entry.subject_id, entry.facts) == (
        recognition.public_id,
        {"certificate": certificate.number, "stars": 4},
    )


@pytest.mark.parametrize(
    ("stars", "change", "words"),
    [
        (5, {}, "Giấy chứng nhận ghi 4 sao, không phải 5 sao"),
        (4, {"valid_from": date(2023, 1, 1), "valid_until": date(2026, 12, 10)}, "đã hết hạn ngày 09/12/2026"),
        (4, {"withdrawn_on": date(2026, 12, 8)}, "đã bị thu hồi ngày 08/12/2026"),
        (4, {"superseded_on": date(2026, 12, 9)}, "đã được thay bằng một công nhận khác ngày 09/12/2026"),
        (4, {"valid_from": None, "valid_until": None}, "Chưa rõ ngày quyết định"),
        (4, {"valid_from": date(2026, 12, 11)}, "bắt đầu từ 11/12/2026"),
    ],
)
def test_what_may_not_be_printed_is_refused_in_words(
    recognition: Recognition, stars: int, change: dict[str, Any], words: str
) -> None:
    Recognition.objects.filter(pk=recognition.pk).update(**change)
    answer = asked(recognition, stars)
    assert (answer.status_code, words in answer.content.decode()) == (409, True)
    assert not JournalEntry.objects.filter(verb="mark.taken").exists()


def test_a_term_that_nobody_knows_is_not_held_against_a_producer(recognition: Recognition) -> None:
    Recognition.objects.filter(pk=recognition.pk).update(valid_from=None, valid_until=None)
    page = signed_in(a_post(Role.PROVINCIAL_OFFICER)).get("/cong-nhan/dau-sao/").content.decode()
    assert ("chưa có bộ tệp ở đây" in page, "không được dùng" in page) == (True, False)


def test_each_sees_their_own_products_and_queries_do_not_grow() -> None:
    (one,) = recognised(THREE)
    officer = a_post(Role.PROVINCIAL_OFFICER)
    with CaptureQueriesContext(connection) as few:
        signed_in(officer).get("/cong-nhan/dau-sao/")
    on = one.valid_from or date.min
    assert list(products_with_stars(officer, on=on)) == [one.product]
    assert list(products_with_stars(a_post(Role.PRODUCER), on=on)) == []
    for days in range(3):
        Recognition.objects.create(
            province=one.province, product=one.product, star=3, recorded_at=one.recorded_at,
            valid_from=on - timedelta(days=900 + days), valid_until=on - timedelta(days=days + 1),
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        signed_in(officer).get("/cong-nhan/dau-sao/")
    assert len(many) == len(few)
