"""Reports on visits: drafts, photographs, sending, who reads them, the paper."""

from __future__ import annotations

import io
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from openocop.accounts.domain.roles import Post, Role
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.papers import MAX_BYTES
from openocop.dossiers.models import Dossier
from openocop.evaluation.models import SiteVisit, VisitPhoto
from openocop.evaluation.services.conflicts import step_aside
from openocop.evaluation.services.visits import VisitReport, add_photo, remove_photo, save_visit
from tests.factories.dossiers import a_post
from tests.factories.evaluation import a_panel, a_plain_round, a_sent_visit, an_accepted_dossier, signed_in
from tests.factories.papers import a_pdf

pytestmark = pytest.mark.django_db

REPORT = VisitReport(
    date(2026, 11, 18),
    "Ấp 4, xã Trí Phải",
    "Trần Thị A, chủ cơ sở\nNguyễn Văn B, Tổ tư vấn",
    {"material": "Cua mua của 12 hộ trong xã.", "quality": "Có sổ theo dõi từng mẻ."},
    "Khớp với hồ sơ.",
)


def a_photo(*, size: tuple[int, int] = (1600, 1200)) -> bytes:
    """Return a photograph as a telephone takes it: lying on its side, with the place in it."""
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by ninety degrees
    exif[0x010F] = "Máy ảnh"
    Image.new("RGB", size, "#7fb7a5").save(target, "JPEG", exif=exif)
    return target.getvalue()


@pytest.fixture
def adviser() -> Post:
    return a_post(Role.ADVISER)


@pytest.fixture
def dossier() -> Dossier:
    return an_accepted_dossier(a_plain_round())


def test_a_report_is_a_draft_until_it_is_sent_and_stays_then(adviser: Post, dossier: Dossier) -> None:
    number = uuid4()
    draft = save_visit(dossier=dossier, report=VisitReport(REPORT.visited_on, ""), client_id=number, by=adviser)
    with pytest.raises(Refused) as missing:
        save_visit(dossier=dossier, report=VisitReport(REPORT.visited_on, "x"), client_id=number, by=adviser, send=True)
    assert missing.value.field == "present"
    sent = save_visit(dossier=dossier, report=REPORT, client_id=number, by=adviser, send=True)
    assert sent.pk == draft.pk
    assert list(sent.findings) == ["material", "quality"]
    again = save_visit(dossier=dossier, report=REPORT, client_id=number, by=adviser, send=True)  # a double tap
    assert again.sent_at == sent.sent_at
    with pytest.raises(Refused, match="Biên bản này đã gửi"):
        save_visit(dossier=dossier, report=REPORT, client_id=number, by=adviser)
    assert JournalEntry.objects.filter(verb="visit.sent", subject_id=sent.public_id).count() == 1


def test_a_visit_to_come_is_none(adviser: Post, dossier: Dossier) -> None:
    tomorrow = timezone.localdate() + timedelta(days=2)
    with pytest.raises(Refused) as wrong:
        save_visit(dossier=dossier, report=VisitReport(tomorrow, "x"), client_id=uuid4(), by=adviser)
    assert wrong.value.field == "visited_on"


def test_photographs_are_turned_upright_and_tell_nothing_of_the_camera(adviser: Post, dossier: Dossier) -> None:
    visit = save_visit(dossier=dossier, report=REPORT, client_id=uuid4(), by=adviser)
    number = uuid4()
    photo = add_photo(visit=visit, client_id=number, name="IMG.JPG", content=a_photo(), by=adviser, caption="Xưởng")
    twice = add_photo(visit=visit, client_id=number, name="IMG.JPG", content=a_photo(), by=adviser)
    assert twice.pk == photo.pk
    with Image.open(path_of(photo.file.sha256)) as kept:
        assert kept.size == (1200, 1600)
        assert not kept.getexif()
    with pytest.raises(Refused, match="không phải là ảnh"):
        add_photo(visit=visit, client_id=uuid4(), name="a.pdf", content=a_pdf(), by=adviser)
    save_visit(dossier=dossier, report=REPORT, client_id=visit.client_id, by=adviser, send=True)
    with pytest.raises(Refused):
        remove_photo(photo=photo, by=adviser)
    assert VisitPhoto.objects.count() == 1


def test_a_photograph_larger_than_other_files_may_be_comes_in_from_the_page(adviser: Post, dossier: Dossier) -> None:
    """A telephone that keeps its pictures whole sends more than the 20 MB of a scan."""
    visit = save_visit(dossier=dossier, report=REPORT, client_id=uuid4(), by=adviser)
    target = io.BytesIO()
    Image.new("RGB", (3000, 2500), "#7fb7a5").save(target, "PNG", compress_level=0)
    assert len(target.getvalue()) > MAX_BYTES
    upload = {"client_id": str(uuid4()), "photo": SimpleUploadedFile("a.png", target.getvalue())}
    address = reverse("evaluation:add-photo", args=[dossier.public_id, visit.public_id])
    assert signed_in(adviser).post(address, upload).status_code == 302
    assert VisitPhoto.objects.count() == 1


def test_only_the_advisory_team_writes(dossier: Dossier) -> None:
    for role in (Role.PROVINCIAL_OFFICER, Role.PRODUCER, Role.SECRETARY):
        with pytest.raises(NotPermitted):
            save_visit(dossier=dossier, report=REPORT, client_id=uuid4(), by=a_post(role))


def test_the_paper_states_the_visit_and_shows_its_photographs(adviser: Post, dossier: Dossier) -> None:
    visit = save_visit(dossier=dossier, report=REPORT, client_id=uuid4(), by=adviser)
    for caption in ("Xưởng", ""):
        content = a_photo(size=(1600, 1200) if caption else (900, 900))
        add_photo(visit=visit, client_id=uuid4(), name="a.jpg", content=content, by=adviser, caption=caption)
    save_visit(dossier=dossier, report=REPORT, client_id=visit.client_id, by=adviser, send=True)
    answer = signed_in(adviser).get(reverse("evaluation:visit-paper", args=[visit.public_id]))
    pages = PdfReader(io.BytesIO(answer.content)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    for said in (
        "Ngày khảo sát: ngày 18 tháng 11 năm 2026",
        "Cua mua của 12 hộ trong xã.",
        "Khớp với hồ sơ.",
        "Ảnh 1. Xưởng",
    ):
        assert said in words
    assert len(pages[-1].images) == 2


def test_the_council_reads_the_report_but_not_who_stepped_aside() -> None:
    panel = a_panel()
    dossier = panel.entries()[0].dossier
    visit = a_sent_visit(dossier)
    step_aside(session=panel.session, dossier=dossier, by=panel.members[0], reason="Người nhà")
    address = reverse("evaluation:visit-paper", args=[visit.public_id])
    seen = {post.name: signed_in(post).get(address).status_code for post in (panel.chair, *panel.members)}
    assert list(seen.values()) == [200, 404, 200]
    visit.sent_at = None
    visit.save(update_fields=["sent_at"])
    assert signed_in(panel.chair).get(address).status_code == 404  # a draft is the team's own


def test_the_page_keeps_what_was_typed_when_something_is_missing(adviser: Post, dossier: Dossier) -> None:
    client = signed_in(adviser)
    new = reverse("evaluation:begin-visit", args=[dossier.public_id])
    typed = {"client_id": str(uuid4()), "visited_on": "2026-11-18", "f-material": "Cua của 12 hộ", "act": "send"}
    answer = client.post(new, typed)
    assert answer.status_code == 422
    assert "Cua của 12 hộ" in answer.content.decode()
    visit = SiteVisit.objects.get()
    assert (visit.sent_at, visit.findings) == (None, {"material": "Cua của 12 hộ"})
    upload = {"client_id": str(uuid4()), "photo": SimpleUploadedFile("a.jpg", a_photo()), "caption": "Xưởng"}
    there = reverse("evaluation:visit", args=[dossier.public_id, visit.public_id])
    client.post(f"{there}anh/", upload)
    page = client.get(there).content.decode()
    photo = VisitPhoto.objects.get()
    assert f"{there}anh/{photo.public_id}/" in page
    assert client.get(f"{there}anh/{photo.public_id}/")["Content-Type"] == "image/jpeg"
