"""What a visitor types, pastes, scans or photographs leads to one answer, and never to somebody else's page."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
import segno
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image

from openocop.accounts.domain.roles import Role
from openocop.offers.domain.amounts import Unit
from openocop.offers.domain.facts import PackFacts
from openocop.offers.services.packs import add_pack
from openocop.recognition.models import Certificate
from tests.factories.dossiers import a_post
from tests.factories.recognition import THREE, recognised

pytestmark = pytest.mark.django_db
GTIN = "8936001234569"  # prefix 893 is Viet Nam's; the check digit by GS1 General Specifications 7.9
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"


@pytest.fixture
def certificate(db: None, monkeypatch: pytest.MonkeyPatch) -> Certificate:
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 12, 10, 3, tzinfo=UTC))
    (row,) = recognised(THREE)
    found: Certificate = row.certificate
    return found


def _png(drawn: Image.Image) -> SimpleUploadedFile:
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return SimpleUploadedFile("anh.png", out.getvalue(), "image/png")


def _qr(text: str) -> SimpleUploadedFile:
    out = io.BytesIO()
    segno.make(text, micro=False).save(out, kind="png", scale=6)
    return SimpleUploadedFile("anh.png", out.getvalue(), "image/png")


def _photographed(*files: SimpleUploadedFile) -> HttpResponse:
    return Client(enforce_csrf_checks=True).post("/kiem-tra/anh/", {"anh": files[0]} if files else {})


def test_an_address_of_this_site_leads_there_with_its_proof(certificate: Certificate) -> None:
    page = f"/chung-nhan/{certificate.public_id}/"
    for typed, led in (
        (f"http://testserver{page}#1234567890", f"{page}#1234567890"),
        (f"HTTP://testserver/en{page}", f"/en{page}"),
        ("http://testserver/ma/96-32152-01-2026", "/ma/96-32152-01-2026"),
    ):
        answer = Client().get("/kiem-tra/", {"ma": typed})
        assert (answer.status_code, answer["Location"]) == (302, led), typed
        assert _photographed(_qr(typed))["Location"] == led, typed


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("https://ocop-gia.example/chung-nhan/abc/", "ocop-gia.example"),
        ("https://testserver@ocop-gia.example/", "ocop-gia.example"),  # what stands before @ is no host
        ("https://testserver.ocop-gia.example/ma/96-32152-01-2026", "testserver.ocop-gia.example"),
    ],
)
def test_another_site_is_named_and_nothing_of_it_is_followed(typed: str, host: str) -> None:
    shown = Client().get("/kiem-tra/", {"ma": typed}).content.decode()
    assert "Địa chỉ này dẫn tới một trang khác" in shown
    assert f"Địa chỉ dẫn tới {host}, không phải sổ công nhận này." in shown
    assert f'href="{typed}' not in shown
    assert _photographed(_qr(typed))["Location"].startswith("/kiem-tra/?ma=https%3A%2F%2F")


@pytest.mark.parametrize(
    "typed",
    [
        "http://testserver//ocop-gia.example/",
        "http://testserver/dang-nhap/",
        "http://testserver/ma/../../x",
        "http://[",
    ],
)
def test_no_address_leads_off_or_into_the_office(typed: str) -> None:
    answer = Client().get("/kiem-tra/", {"ma": typed})
    assert answer.status_code == 200 or answer["Location"] == "/kiem-tra/"


def test_a_bar_code_finds_the_product_whose_producer_states_it(certificate: Certificate) -> None:
    product = certificate.recognition.product
    jar = PackFacts("Hũ 500 g", Decimal(500), Unit.GRAM, bar_code=GTIN)
    add_pack(product=product, facts=jar, client_id=uuid4(), by=a_post(Role.PROVINCIAL_OFFICER), at=timezone.now())
    for typed in (GTIN, "8936 0012 34569", f"https://id.gs1.org/01/0{GTIN}/10/L1"):
        shown = Client().get("/kiem-tra/", {"ma": typed}).content.decode()
        assert product.name in shown, typed
        assert "Mã vạch chỉ tên một quy cách, không chứng minh hạng sao" in shown
    drawn = zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(GTIN, zxingcpp.BarcodeFormat.EAN13), scale=4)
    assert _photographed(_png(Image.fromarray(drawn)))["Location"] == f"/kiem-tra/?ma={GTIN}"
    unknown = Client().get("/kiem-tra/", {"ma": "8936001234576"}).content.decode()
    assert "Chưa cơ sở nào ở đây khai mã vạch này" in unknown


def test_a_picture_without_a_code_or_that_is_none_is_told(certificate: Certificate) -> None:
    bomb = SimpleUploadedFile("a.png", _bomb(), "image/png")
    for file, said in (
        (_png(Image.new("RGB", (200, 200), "white")), "khong-co-ma"),
        (
            SimpleUploadedFile("a.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "image/jpeg"),
            "khong-doc-duoc",
        ),
        (SimpleUploadedFile("a.jpg", b"\xff\xd8\xff" + b"0" * 100, "image/jpeg"), "khong-doc-duoc"),
        (bomb, "khong-doc-duoc"),
        (SimpleUploadedFile("a.png", b"0" * (12 * 1024 * 1024 + 1), "image/png"), "qua-lon"),
    ):
        answer = _photographed(file)
        assert answer["Location"] == f"/kiem-tra/?anh={said}", file.name
        assert "Set-Cookie" not in answer.headers
    assert _photographed()["Location"] == "/kiem-tra/?anh=khong-doc-duoc"
    assert "Không tìm thấy mã trong ảnh" in Client().get("/kiem-tra/?anh=khong-co-ma").content.decode()
    assert Client().get("/kiem-tra/anh/").status_code == 405


def _bomb() -> bytes:
    """A picture of 20,000 by 20,000 black points: some hundred kilobytes that would take 400 MB."""
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()
