"""The whole dossier as one PDF: built once for a version, never with what its reader may not see."""

from __future__ import annotations

import io
import uuid

import pytest
from pypdf import PdfReader

from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, WholePdf
from openocop.dossiers.services.evidence import attach_evidence
from openocop.dossiers.services.filing import submit_dossier
from openocop.dossiers.services.self_scores import save_self_score
from openocop.evaluation.services.conflicts import step_aside
from openocop.registry.models import Producer
from tests.factories.actors import Cast, Person, build_cast
from tests.factories.dossiers import NOON, a_dossier, a_draft, lowest_levels
from tests.factories.evaluation import an_open_panel, signed_in
from tests.unit.documents.samples import page_texts, pdf_text
from tests.unit.dossiers.test_whole_pdf import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return build_cast()


def a_filed(cast: Cast) -> Dossier:
    """File a dossier with a list of purchases under 1.1, pages 2 and 3 of three."""
    by = cast.producer.post
    dossier = a_draft(by)
    attach_evidence(
        by=by,
        dossier=dossier,
        client_id=uuid.uuid4(),
        name="bang-ke.pdf",
        content=pages(3, "bang ke"),
        criterion="1.1",
        title="Bảng kê thu mua",
        page="2–3",
        at=NOON,
    )
    save_self_score(by=by, dossier=dossier, levels=lowest_levels(), at=NOON)
    return submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=NOON)


def whole(person: Person, dossier: Dossier) -> bytes:
    answer = signed_in(person.post).get(f"/ho-so/{dossier.public_id}/toan-bo.pdf")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    return b"".join(answer) if answer.streaming else answer.content


def test_a_filed_dossier_is_built_once_for_all_who_work_with_it(cast: Cast) -> None:
    dossier = a_filed(cast)
    made = [whole(person, dossier) for person in (cast.producer, cast.commune_officer, cast.provincial_officer)]
    assert made[0] == made[1] == made[2]
    kept = WholePdf.objects.get()
    assert (kept.dossier, kept.version, kept.file.size) == (dossier, 1, len(made[0]))
    said = page_texts(made[0])
    assert "HỒ SƠ SẢN PHẨM" in said[0]
    assert dossier.local_number in said[0]
    assert [title.title for title in PdfReader(io.BytesIO(made[0])).outline if not isinstance(title, list)] == [
        "HỒ SƠ SẢN PHẨM",
        "Mẫu số 01. Phiếu đăng ký",
        "Mẫu số 02. Báo cáo tự đánh giá",
        "1. Tổ chức sản xuất",
    ]
    assert "bang ke 3" in said[-1]
    assert f"trang {len(said)}/{len(said)}" in said[-1].replace("\n", " ")


def test_a_draft_is_built_anew_and_kept_nowhere(cast: Cast) -> None:
    draft = a_draft(cast.producer.post)
    assert "DỰ THẢO" in pdf_text(whole(cast.producer, draft))
    assert not WholePdf.objects.exists()


def test_an_adviser_reads_no_private_data_in_it(cast: Cast) -> None:
    dossier = a_dossier(Stage.ACCEPTED, producer_post=cast.producer.post)
    Producer.objects.update(phone="0912 345 678", representative="Trần Thị Mận")
    for reader, shown in ((cast.provincial_officer, True), (cast.adviser, False)):
        said = pdf_text(whole(reader, dossier))
        assert ("0912 345 678" in said, "Trần Thị Mận" in said) == (shown, shown)
    assert WholePdf.objects.count() == 2


def test_who_stepped_aside_does_not_get_it() -> None:
    panel = an_open_panel(products=1, members=2)
    entry = panel.entries()[0]
    address = f"/hoi-dong/phieu/{entry.public_id}/ho-so.pdf"
    step_aside(session=panel.session, dossier=entry.dossier, reason="Người nhà của chủ thể", by=panel.members[0])
    assert signed_in(panel.members[0]).get(address).status_code == 404
    assert signed_in(panel.members[1]).get(address).status_code == 200
