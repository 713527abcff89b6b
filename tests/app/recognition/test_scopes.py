"""A certificate says what it covers: the product as it stood, the photographs of its pack, the packs on offer."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from openocop.accounts.domain.roles import Post, Role
from openocop.core.domain.canonical import canonical_json, sha256_hex
from openocop.core.models import JournalEntry
from openocop.offers.domain.amounts import Unit
from openocop.offers.domain.facts import PackFacts
from openocop.offers.services.packs import add_pack, retire_pack
from openocop.recognition.models import Certificate, CertificateScope
from openocop.registry.domain.photographs import PhotoKind
from openocop.registry.models import Product, ProductPhoto
from openocop.registry.selectors.facts import product_facts
from openocop.registry.services.photos import add_photo, retire_photo
from openocop.registry.services.products import revise_product
from tests.factories.dossiers import a_post
from tests.factories.evaluation import signed_in
from tests.factories.photographs import a_picture, photo_said
from tests.factories.recognition import THREE, a_decision, a_result, issued

pytestmark = pytest.mark.django_db
JAR = PackFacts("Hũ 500 g", Decimal(500), Unit.GRAM, 45_000, bar_code="8934680022286")


@pytest.fixture
def officer() -> Post:
    return a_post(Role.PROVINCIAL_OFFICER)


def _photographed(product: Product, by: Post, kind: PhotoKind = PhotoKind.PACK, turn: int = 0) -> ProductPhoto:
    facts = photo_said(kind=kind, caption=f"Ảnh {turn}")
    return add_photo(product=product, picture=a_picture(turn), facts=facts, agreed=True, by=by, at=timezone.now())


def _offered(product: Product, by: Post, facts: PackFacts = JAR) -> None:
    add_pack(product=product, facts=facts, client_id=uuid4(), by=by, at=timezone.now())


def _issued(officer: Post) -> tuple[Certificate, ProductPhoto]:
    panel = a_result(THREE)
    product = panel.entries()[0].dossier.product
    revise_product(
        product=product, facts=replace(product_facts(product), description="Phơi nắng"), by=officer, at=timezone.now()
    )
    pack = _photographed(product, officer)
    _photographed(product, officer, PhotoKind.PEOPLE, turn=1)
    retire_photo(photo=_photographed(product, officer, turn=2), by=officer, at=timezone.now())
    _offered(product, officer)
    return issued(a_decision(panel)).recognitions.get().certificate, pack


def _said(certificate: Certificate) -> str:
    page = Client().get(f"/chung-nhan/{certificate.public_id}/").content.decode()
    return page[page.index('id="pham-vi"') :].partition("</section>")[0]


def test_what_it_covers_is_bound_when_it_is_issued(officer: Post) -> None:
    certificate, photo = _issued(officer)
    scope = CertificateScope.objects.get()
    product = photo.product
    assert (scope.certificate, scope.product_name, scope.version) == (certificate, product.name, 1)
    assert scope.facts_sha256 == sha256_hex(canonical_json(product.revisions.get().facts))
    assert scope.photos == [{"id": photo.public_id, "sha256": photo.file.sha256, "caption": "Ảnh 0"}]
    assert scope.packs == [
        {
            "id": product.packs.get().public_id,
            "name": "Hũ 500 g",
            "quantity": "500",
            "unit": "g",
            "bar_code": "8934680022286",
        }
    ]
    names = ("product_name", "version", "facts_sha256", "photos", "packs")
    assert scope.sha256 == sha256_hex(canonical_json({name: getattr(scope, name) for name in names}))
    assert JournalEntry.objects.get(verb="certificate.issued").facts["covers"] == scope.sha256


def test_the_leader_reads_before_issuing_what_will_be_bound(officer: Post) -> None:
    panel = a_result(THREE, THREE)
    bare, product = (entry.dossier.product for entry in panel.entries())
    _photographed(product, officer)
    _offered(product, officer)
    _offered(product, officer, PackFacts("Bao 10 kg", Decimal(10), Unit.KILOGRAM))
    decision = a_decision(panel)
    page = signed_in(officer).get(f"/cong-nhan/quyet-dinh/{decision.public_id}/").content.decode()
    assert page.count("Giấy chứng nhận sẽ ghi ảnh bao bì: 1, quy cách: 2") == 1
    assert page.count("Chưa có ảnh bao bì và quy cách: giấy chứng nhận sẽ không ghi được") == 1
    assert bare.name in page


def test_the_public_page_shows_it_with_the_picture(officer: Post) -> None:
    certificate, photo = _issued(officer)
    said = _said(certificate)
    assert f"/anh/{photo.public_id}/" in said
    assert "Hũ 500 g" in said
    assert "500 g · 8934680022286" in said
    assert "Ảnh 1" not in said
    assert "Sản phẩm khác của cùng chủ thể hay cùng nhãn hàng không được mang số sao này" in said
    assert "Quy cách thêm về sau" not in said


def test_what_comes_later_is_told_apart_and_changes_nothing(officer: Post) -> None:
    certificate, photo = _issued(officer)
    before = CertificateScope.objects.values().get()
    _offered(photo.product, officer, PackFacts("Bao 10 kg", Decimal(10), Unit.KILOGRAM))
    retire_pack(pack=photo.product.packs.get(name="Hũ 500 g"), by=officer, at=timezone.now())
    _photographed(photo.product, officer, turn=7)
    said = _said(certificate)
    bound, _mark, later = said.partition("Quy cách thêm về sau")
    assert "Hũ 500 g" in bound
    assert "Bao 10 kg" in later
    assert "Bao 10 kg" not in bound
    assert "Ảnh 7" not in said
    assert CertificateScope.objects.values().get() == before


def test_a_photograph_taken_off_leaves_its_fingerprint_only(officer: Post) -> None:
    certificate, photo = _issued(officer)
    retire_photo(photo=photo, by=officer, at=timezone.now())
    said = _said(certificate)
    assert f"/anh/{photo.public_id}/" not in said
    assert "ảnh đã được gỡ về sau" in said
    assert f"SHA-256 {photo.file.sha256[:16]}" in said


def test_of_an_older_certificate_it_is_not_recorded(officer: Post) -> None:
    certificate, photo = _issued(officer)
    CertificateScope.objects.all().delete()
    said = _said(certificate)
    assert "Chưa ghi: giấy được cấp trước khi hệ thống lưu ảnh bao bì" in said
    assert f"/anh/{photo.public_id}/" not in said


def test_the_sheet_of_the_kit_names_the_packs(officer: Post) -> None:
    certificate, _photo = _issued(officer)
    kit = signed_in(officer).post(f"/cong-nhan/dau-sao/{certificate.recognition.public_id}/3-sao.zip")
    with zipfile.ZipFile(BytesIO(b"".join(kit))) as held:
        pages = PdfReader(BytesIO(held.read("huong-dan-su-dung.pdf"))).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).replace("\u00a0", " ").split())
    assert "Quy cách lúc cấp giấy: Hũ 500 g" in words


def test_without_photograph_and_packs_that_is_said(officer: Post) -> None:
    certificate = issued(a_decision(a_result(THREE))).recognitions.get().certificate
    said = _said(certificate)
    assert "Lúc cấp giấy chưa có ảnh bao bì nào" in said
    assert "chưa ghi quy cách nào" in said
