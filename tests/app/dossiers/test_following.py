"""Upgrades and re-assessments: they begin where the recognised dossier stood, and show only what changed since."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest

from openocop.accounts.domain.roles import Post, Role
from openocop.core.models import StoredFile
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Round
from openocop.dossiers.selectors.differences import Differences, differences_of
from openocop.dossiers.selectors.required import components_of
from openocop.dossiers.selectors.sheets import sheet_of
from openocop.dossiers.services.changes import state_changes
from openocop.dossiers.services.evidence import attach_evidence, point_to_paper
from openocop.dossiers.services.filing import submit_dossier
from openocop.dossiers.services.opening import open_dossier
from openocop.dossiers.services.self_scores import save_self_score
from openocop.recognition.models import Recognition
from openocop.registry.models import ProducerPaper
from tests.factories.dossiers import NOON, SET, a_draft, a_kept_paper, a_post, lowest_levels
from tests.factories.evaluation import signed_in
from tests.factories.papers import a_pdf
from tests.unit.documents.samples import pdf_text, word_text

pytestmark = pytest.mark.django_db
LATER = datetime(2027, 9, 1, 5, tzinfo=UTC)
ON = date(2027, 9, 1)


def a_recognised(by: Post) -> tuple[Dossier, ProducerPaper]:
    """Return a dossier that led to a recognition, with a test report under 1.1 and a file of its own under 1.2."""
    dossier = a_draft(by)
    report = a_kept_paper(by, dossier.product.producer, until=date(2027, 8, 1))
    point_to_paper(by=by, dossier=dossier, client_id=uuid.uuid4(), source=report, criterion="1.1", page="2", at=NOON)
    attach_evidence(
        by=by,
        dossier=dossier,
        client_id=uuid.uuid4(),
        name="so.pdf",
        content=a_pdf("so"),
        criterion="1.2",
        at=NOON,
    )
    save_self_score(by=by, dossier=dossier, levels=lowest_levels(), at=NOON)
    Dossier.objects.filter(pk=dossier.pk).update(stage=Stage.RESOLVED, submitted_at=NOON)
    dossier.refresh_from_db()
    Recognition.objects.create(
        province=dossier.province,
        product=dossier.product,
        round=dossier.round,
        dossier=dossier,
        star=3,
        valid_from=date(2027, 6, 20),
        recorded_at=NOON,
    )
    return dossier, report


def follow(by: Post, base: Dossier, kind: str) -> Dossier:
    """Open the next dossier of the product, in the second round of 2027."""
    round, _made = Round.objects.get_or_create(
        province=base.province,
        code="2027-2",
        defaults={
            "name": "Đợt 2 năm 2027",
            "release": "26-2026",
            "propose_before": date(2027, 10, 30),
            "evaluate_before": date(2027, 12, 30),
        },
    )
    return open_dossier(
        by=by, product=base.product, round=round, set_no=SET, kind=kind, client_id=uuid.uuid4(), at=LATER
    )


def differences(dossier: Dossier) -> Differences:
    dossier.refresh_from_db()
    return differences_of(dossier, sheet_of(dossier), on=ON)


def states(dossier: Dossier) -> dict[str, str]:
    return {one.paper.slug: one.state for one in components_of(dossier, sheet_of(dossier), on=ON)}


def test_levels_evidence_and_papers_come_along_by_reference() -> None:
    by = a_post(Role.PRODUCER)
    base, report = a_recognised(by)
    renewed = a_kept_paper(by, base.product.producer, until=date(2028, 8, 1), older=report)
    files = StoredFile.objects.count()
    dossier = follow(by, base, "upgrade")
    assert (dossier.base, dossier.self_levels, dossier.self_score) == (base, base.self_levels, base.self_score)
    rows = dossier.evidence.order_by("criterion")
    assert [(one.criterion, one.page, one.paper) for one in rows] == [("1.1", "2", renewed), ("1.2", "", None)]
    assert rows[1].file == base.evidence.get(criterion="1.2").file
    assert StoredFile.objects.count() == files


def test_only_what_changed_is_shown() -> None:
    by = a_post(Role.PRODUCER)
    base, report = a_recognised(by)
    dossier = follow(by, base, "upgrade")
    assert not differences(dossier).levels
    a_kept_paper(by, base.product.producer, until=date(2028, 8, 1), older=report)
    save_self_score(by=by, dossier=dossier, levels={"1.2": 2}, at=LATER)
    found = differences(dossier)
    assert [(change.row.criterion.code, change.is_raised) for change in found.levels] == [("1.2", True)]
    assert [(one.label, one.moved > 0) for one in found.sums if one.moved][-1] == ("", True)
    assert [change.what for change in found.papers] == ["ended"]  # the report that came along has ended meanwhile
    page = signed_in(by).get(f"/ho-so/{dossier.public_id}/thay-doi/").content.decode()
    assert "Các mức đã thay đổi" in page


def test_an_upgrade_names_the_raised_level_without_evidence_and_then_files() -> None:
    by = a_post(Role.PRODUCER)
    base, _report = a_recognised(by)
    dossier = follow(by, base, "upgrade")
    with pytest.raises(Refused, match="chưa có gì thay đổi so với lần được công nhận"):
        submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=LATER)
    save_self_score(by=by, dossier=dossier, levels={"1.3": 1}, at=LATER)
    with pytest.raises(Refused, match=r"Còn thiếu: Thay đổi .*tiêu chí 1.3 nâng mức nhưng chưa có minh chứng"):
        submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=LATER)
    attach_evidence(
        by=by,
        dossier=dossier,
        client_id=uuid.uuid4(),
        name="moi.pdf",
        content=a_pdf("moi"),
        criterion="1.3",
        title="Hợp đồng mới",
        at=LATER,
    )
    assert submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=LATER).stage == Stage.SUBMITTED
    for kind, read in (("pdf", pdf_text), ("docx", word_text)):
        said = read(signed_in(by).get(f"/ho-so/{dossier.public_id}/mau-02.{kind}").content)
        change = said[said.index("6. Thay đổi so với sản phẩm đã được công nhận") :]
        assert "Tiêu chí 1.3" in change
        assert "Minh chứng mới (tiêu chí 1.3): Hợp đồng mới." in change


def test_a_reassessment_asks_for_each_matter_and_for_papers_that_hold() -> None:
    by = a_post(Role.PRODUCER)
    base, report = a_recognised(by)
    dossier = follow(by, base, "again")
    assert states(dossier) == {
        **dict.fromkeys(("form_01", "form_02"), "there"),
        **dict.fromkeys(("material", "technology", "packaging", "label", "quality_declaration"), "missing"),
        **dict.fromkeys(("test_report", "market", "output", "revenue"), "missing"),
        "renewed_papers": "renew",
    }
    with pytest.raises(Refused) as refused:
        submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=LATER)
    assert "Nguyên liệu (" in str(refused.value)
    assert f"đã hết hạn: {report.title} (31/07/2027)" in str(refused.value)
    matters = ("material", "technology", "packaging", "label", "quality_declaration", "market", "output", "revenue")
    state_changes(by=by, dossier=dossier, words=dict.fromkeys(matters, "Không thay đổi"), at=LATER)
    renewed = a_kept_paper(by, base.product.producer, until=date(2028, 8, 1), older=report)
    old = dossier.evidence.get(criterion="1.1")
    signed_in(by).post(f"/ho-so/{dossier.public_id}/minh-chung/{old.public_id}/ban-moi/")
    dossier.refresh_from_db()
    assert set(states(dossier).values()) == {"there"}  # the renewed report answers for the periodic test too
    assert [change.what for change in differences(dossier).papers] == ["renewed"]
    submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=LATER)
    said = pdf_text(signed_in(by).get(f"/ho-so/{dossier.public_id}/mau-02.pdf").content)
    assert "Nguyên liệu: Không thay đổi" in said
    assert f"Giấy tờ cấp lại: {renewed.title} số {renewed.number}, thay {report.title} số {report.number}." in said


def test_another_sheet_takes_the_papers_but_no_level() -> None:
    by = a_post(Role.PRODUCER)
    base, _report = a_recognised(by)
    Dossier.objects.filter(pk=base.pk).update(set_no=9, self_levels={})
    dossier = follow(by, base, "upgrade")
    assert dossier.self_levels == {}
    assert {one.criterion for one in dossier.evidence.all()} == {""}
    assert not differences(dossier).same_sheet


def test_a_product_recognised_elsewhere_tells_in_words() -> None:
    by = a_post(Role.PRODUCER)
    base = a_draft(by)
    dossier = follow(by, base, "upgrade")
    assert dossier.base is None
    client = signed_in(by)
    address = f"/ho-so/{dossier.public_id}/thay-doi/"
    assert "Hệ thống không giữ hồ sơ đã được công nhận" in client.get(address).content.decode()
    assert client.post(address, {"difference": "Đã có vùng nguyên liệu riêng."}).status_code == 302
    dossier.refresh_from_db()
    assert dossier.changes == {"difference": "Đã có vùng nguyên liệu riêng."}
    assert client.get(f"/ho-so/{base.public_id}/thay-doi/").status_code == 404  # a first dossier changes nothing


def test_only_the_producer_states_changes_and_only_asked_ones() -> None:
    by = a_post(Role.PRODUCER)
    dossier = follow(by, a_draft(by), "again")
    with pytest.raises(NotPermitted):
        state_changes(by=a_post(Role.PROVINCIAL_OFFICER), dossier=dossier, words={"output": "x"}, at=LATER)
    with pytest.raises(Refused):
        state_changes(by=by, dossier=dossier, words={"profit": "x"}, at=LATER)
    dossier.refresh_from_db()
    assert dossier.changes == {}
