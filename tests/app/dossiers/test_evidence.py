"""Papers: what gets in, what stays out, and that nothing is lost."""

from __future__ import annotations

import io
import uuid

import pytest
from PIL import Image

from openocop.accounts.domain.roles import Role
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Evidence
from openocop.dossiers.services.evidence import attach_evidence, remove_evidence
from tests.factories.dossiers import HERE, NOON, a_dossier, a_draft, a_post
from tests.factories.papers import a_pdf

pytestmark = pytest.mark.django_db

PDF = a_pdf()
GPS = 0x8825  # the EXIF tag under which a camera writes where the picture was taken


def photograph(kind: str, *, exif: bool = False) -> bytes:
    picture = Image.new("RGB", (40, 20), "green")
    target = io.BytesIO()
    tags = Image.Exif()
    if exif:
        tags[0x0112] = 6  # orientation: turn by 90 degrees
        tags[0x010F] = "Máy ảnh"
        tags.get_ifd(GPS)[1] = "N"
    picture.save(target, kind, exif=tags)
    return target.getvalue()


def attach(by: object, dossier: Dossier, content: bytes, name: str = "giay.pdf", **facts: object) -> Evidence:
    return attach_evidence(
        by=by,
        dossier=dossier,
        client_id=facts.pop("client_id", uuid.uuid4()),
        name=name,
        content=content,
        at=NOON,
        **facts,
    )  # type: ignore[arg-type]


def test_a_paper_is_pinned_to_its_criterion() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    evidence = attach(by, dossier, PDF, criterion="1.1", title="Bảng kê thu mua", page="12–15")
    assert (evidence.criterion, evidence.title, evidence.page) == ("1.1", "Bảng kê thu mua", "12–15")
    assert path_of(evidence.file.sha256).read_bytes() == PDF
    entry = JournalEntry.objects.get(subject_id=dossier.public_id, verb="dossier.paper_added")
    assert entry.facts["sha256"] == evidence.file.sha256


def test_a_repeated_upload_adds_nothing() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    client_id = uuid.uuid4()
    first = attach(by, dossier, PDF, client_id=client_id)
    assert attach(by, dossier, PDF, client_id=client_id) == first
    assert Evidence.objects.count() == 1


def test_the_client_id_of_another_dossier_is_refused() -> None:
    by = a_post(Role.PRODUCER)
    client_id = uuid.uuid4()
    attach(by, a_draft(by), PDF, client_id=client_id)
    with pytest.raises(Refused):
        attach(by, a_draft(by), PDF, client_id=client_id)


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", ".jpg"), ("PNG", ".png"), ("WEBP", ".webp")])
def test_photographs_are_written_anew_without_what_the_camera_noted(kind: str, suffix: str) -> None:
    by = a_post(Role.PRODUCER)
    evidence = attach(by, a_draft(by), photograph(kind, exif=True), name="anh.tep")
    assert evidence.file.name == f"anh{suffix}"
    with Image.open(path_of(evidence.file.sha256)) as stored:
        assert stored.format == kind
        assert stored.size == (20, 40)  # upright
        assert not stored.getexif()


def test_a_script_hidden_behind_a_photograph_does_not_survive() -> None:
    by = a_post(Role.PRODUCER)
    evidence = attach(by, a_draft(by), photograph("JPEG") + b"<script>alert(1)</script>", name="anh.jpg")
    assert b"<script>" not in path_of(evidence.file.sha256).read_bytes()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("phieu.pdf", b"MZ\x90\x00 a program"),
        ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("giay.pdf", b"%PDF-" + b"0" * (21 * 1024 * 1024)),
        ("giay.pdf", b""),
        ("anh.jpg", b"\xff\xd8\xff\xe0 no picture at all"),
        ("anh.png", photograph("PNG")[:60]),
        ("trang.html", b"<html><script>alert(1)</script></html>"),
    ],
)
def test_hostile_and_broken_files_stay_out(name: str, content: bytes) -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    with pytest.raises(Refused) as refused:
        attach(by, dossier, content, name=name)
    assert refused.value.field == "file"
    assert not Evidence.objects.exists()


def test_a_path_in_the_name_is_no_path() -> None:
    by = a_post(Role.PRODUCER)
    assert attach(by, a_draft(by), PDF, name="../../etc/passwd").file.name == "passwd.pdf"


def test_a_criterion_the_sheet_does_not_print_is_refused() -> None:
    by = a_post(Role.PRODUCER)
    with pytest.raises(Refused) as refused:
        attach(by, a_draft(by), PDF, criterion="99.9")
    assert refused.value.field == "criterion"


def test_a_paper_taken_out_keeps_its_row_and_its_file() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    evidence = attach(by, dossier, PDF)
    for _ in range(2):  # a repeat is harmless
        removed = remove_evidence(by=by, evidence=evidence, at=NOON)
    assert removed.removed_at == NOON
    assert path_of(evidence.file.sha256).exists()
    verbs = JournalEntry.objects.filter(subject_id=dossier.public_id).values_list("verb", flat=True)
    assert list(verbs).count("dossier.paper_removed") == 1


def test_only_the_producer_and_only_before_filing() -> None:
    by = a_post(Role.PRODUCER)
    draft, filed = a_draft(by), a_dossier(Stage.SUBMITTED, producer_post=by)
    for stranger, dossier in [
        (a_post(Role.PRODUCER), draft),
        (a_post(Role.COMMUNE_OFFICER, unit=HERE), filed),
        (a_post(Role.PROVINCIAL_OFFICER), draft),
        (by, filed),
    ]:
        with pytest.raises(NotPermitted):
            attach(stranger, dossier, PDF)
    evidence = attach(by, draft, PDF)
    with pytest.raises(NotPermitted):
        remove_evidence(by=a_post(Role.PRODUCER), evidence=evidence, at=NOON)
