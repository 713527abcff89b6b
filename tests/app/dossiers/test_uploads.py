"""Files that come in pieces over a line that is cut: every byte once, one paper, nothing left behind."""

from __future__ import annotations

import hashlib
import io
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.models import User
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.uploading import MAX_OPEN, MAX_OPEN_BYTES, Standing
from openocop.dossiers.models import Dossier, Evidence, Upload
from openocop.dossiers.services.uploads import (
    AsEvidence,
    TooManyOpen,
    WrongPlace,
    append_piece,
    drop_stale_uploads,
    drop_upload,
    finish_upload,
    standing_of,
    start_upload,
)
from tests.factories.dossiers import NOON, a_dossier, a_draft, a_post, verbs_of
from tests.factories.papers import a_pdf, a_photograph

pytestmark = pytest.mark.django_db
PDF = a_pdf("Phiếu kiểm nghiệm")
SHA256 = hashlib.sha256(PDF).hexdigest()
HALF = len(PDF) // 2


class Line:
    """A device and its line to the server."""

    def __init__(self, by: Post, dossier: Dossier, content: bytes = PDF) -> None:
        self.by, self.dossier, self.content, self.id = by, dossier, content, uuid.uuid4()

    def start(self, **other: object) -> Standing:
        facts = {
            "name": "phieu.pdf",
            "size": len(self.content),
            "head": self.content[:16],
            "about": {"criterion": "1.1", "title": "Phiếu"},
        } | other
        return start_upload(by=self.by, into=self.into, client_id=self.id, at=NOON, **facts)  # type: ignore[arg-type]

    def send(self, offset: int, until: int) -> Standing:
        piece = self.content[offset:until]
        return append_piece(by=self.by, into=self.into, client_id=self.id, offset=offset, piece=piece, at=NOON)

    def finish(self, sha256: str = "") -> Evidence:
        digest = sha256 or hashlib.sha256(self.content).hexdigest()
        told = finish_upload(by=self.by, into=self.into, client_id=self.id, sha256=digest, at=NOON)
        return Evidence.objects.get(public_id=told.paper)

    @property
    def into(self) -> AsEvidence:
        return AsEvidence(self.dossier)

    @property
    def path(self) -> Path:
        return Path(settings.OPENOCOP_HOME) / "uploads" / f"tmp-{self.id.hex}"


@pytest.fixture
def line() -> Line:
    by = a_post(Role.PRODUCER)
    return Line(by, a_draft(by))


def test_pieces_become_one_paper_and_nothing_is_left(line: Line) -> None:
    assert line.start() == Standing(0)
    assert line.send(0, HALF) == Standing(HALF)
    assert line.send(HALF, len(PDF)) == Standing(len(PDF))
    paper = line.finish()
    assert (paper.client_id, paper.criterion, paper.title, paper.file.name) == (line.id, "1.1", "Phiếu", "phieu.pdf")
    assert path_of(paper.file.sha256).read_bytes() == PDF
    assert not line.path.exists()
    assert not Upload.objects.exists()
    assert verbs_of(line.dossier) == ["dossier.opened", "dossier.paper_added"]


def test_every_call_may_come_twice(line: Line) -> None:
    """The answer to a call may be lost, so that the device asks again: after a cut, or from two tabs."""
    line.start()
    line.send(0, HALF)
    assert line.start() == Standing(HALF)
    with pytest.raises(WrongPlace) as wrong:
        line.send(0, HALF)
    assert wrong.value.received == HALF
    line.send(HALF, len(PDF))
    paper = line.finish()
    assert line.finish() == paper
    assert line.start() == Standing(len(PDF), paper.public_id)
    assert standing_of(by=line.by, into=line.into, client_id=line.id) == Standing(len(PDF), paper.public_id)
    assert Evidence.objects.count() == 1


def test_what_a_killed_server_wrote_without_telling_is_written_over(line: Line) -> None:
    line.start()
    line.send(0, HALF)
    with line.path.open("ab") as file:
        file.write(b"half a piece of a killed process")
    assert line.start() == Standing(HALF)
    line.send(HALF, len(PDF))
    assert line.finish().file.sha256 == SHA256


def test_what_a_power_cut_lost_is_asked_for_again(line: Line) -> None:
    line.start()
    line.send(0, HALF)
    line.path.write_bytes(PDF[:20])
    assert line.start() == Standing(20)
    with pytest.raises(WrongPlace) as wrong:
        line.send(HALF, len(PDF))
    assert wrong.value.received == 20
    line.send(20, len(PDF))
    assert line.finish().file.sha256 == SHA256


def test_a_file_is_finished_whole_and_sound(line: Line) -> None:
    line.start()
    line.send(0, HALF)
    with pytest.raises(WrongPlace) as wrong:
        line.finish()
    assert wrong.value.received == HALF
    line.send(HALF, len(PDF))
    with pytest.raises(WrongPlace) as wrong:
        line.finish(sha256="0" * 64)
    assert wrong.value.received == 0
    line.send(0, len(PDF))
    assert line.finish().file.sha256 == SHA256


def test_a_photograph_is_made_small_on_arrival() -> None:
    by = a_post(Role.PRODUCER)
    line = Line(by, a_draft(by), a_photograph(size=(4000, 2000), turned=True))
    line.start(name="anh.jpg")
    line.send(0, len(line.content))
    with Image.open(path_of(line.finish().file.sha256)) as stored:
        assert stored.size == (1500, 3000)  # upright, its longer edge 3000 dots
        assert not stored.getexif()


def test_a_large_drawing_without_transparency_is_kept_as_a_photograph() -> None:
    by = a_post(Role.PRODUCER)
    line = Line(by, a_draft(by), a_photograph("PNG", (3100, 100)))
    line.start(name="anh.png")
    line.send(0, len(line.content))
    paper = line.finish()
    assert (paper.file.name, paper.file.media_type) == ("anh.jpg", "image/jpeg")


def test_a_bomb_of_a_picture_is_refused_and_dropped() -> None:
    by = a_post(Role.PRODUCER)
    line = Line(by, a_draft(by), _bomb())
    assert len(line.content) < 100_000
    line.start(name="anh.png")
    line.send(0, len(line.content))
    with pytest.raises(Refused, match="60 triệu điểm ảnh"):
        line.finish()
    assert not Upload.objects.exists()
    assert not line.path.exists()
    assert not Evidence.objects.exists()


def _bomb() -> bytes:
    """Return some kilobytes that unpack to a picture of 64 million dots."""
    target = io.BytesIO()
    Image.new("1", (8000, 8000)).save(target, "PNG")
    return target.getvalue()


def test_a_pdf_that_is_a_program_is_refused_with_words() -> None:
    by = a_post(Role.PRODUCER)
    line = Line(by, a_draft(by), a_pdf(action="/JavaScript"))
    line.start()
    line.send(0, len(line.content))
    with pytest.raises(Refused, match="đoạn mã"):
        line.finish()
    assert not Upload.objects.exists()


def test_the_first_piece_shows_what_is_not_taken(line: Line) -> None:
    line.start()
    line.content = b"MZ" + b"0" * 100
    with pytest.raises(Refused):
        line.send(0, 50)


def test_more_than_announced_is_refused(line: Line) -> None:
    line.start(size=HALF)
    with pytest.raises(Refused):
        line.send(0, len(PDF))


def test_one_person_begins_only_so_much(line: Line) -> None:
    for _ in range(MAX_OPEN):
        Line(line.by, line.dossier).start()
    with pytest.raises(TooManyOpen):
        line.start()
    Upload.objects.all().delete()
    for _ in range(MAX_OPEN_BYTES // (60 * 1024 * 1024)):
        Line(line.by, line.dossier).start(size=60 * 1024 * 1024, head=b"\xff\xd8\xff")
    with pytest.raises(TooManyOpen):
        line.start()


def test_only_whoever_began_goes_on(line: Line) -> None:
    line.start()
    rival = a_post(Role.PRODUCER)
    with pytest.raises(NotPermitted):
        Line(rival, line.dossier).start()
    foreign = Line(rival, a_draft(rival))
    foreign.id = line.id
    for act in (foreign.start, lambda: foreign.send(0, 10), foreign.finish):
        with pytest.raises(Refused):
            act()
    drop_upload(by=rival, into=foreign.into, client_id=line.id)
    assert Upload.objects.count() == 1


def test_a_dossier_that_was_filed_meanwhile_takes_nothing(line: Line) -> None:
    line.start()
    line.send(0, len(PDF))
    filed = a_dossier(Stage.SUBMITTED)
    Dossier.objects.filter(pk=line.dossier.pk).update(stage=filed.stage)
    line.dossier.refresh_from_db()
    with pytest.raises(NotPermitted):
        line.finish()
    assert not Evidence.objects.exists()


def test_uploads_are_forgotten_after_a_week_without_a_piece(line: Line) -> None:
    other = Line(line.by, line.dossier)
    for each, days in ((line, 8), (other, 6)):
        each.start()
        each.send(0, HALF)
        Upload.objects.filter(client_id=each.id).update(touched_at=NOON - timedelta(days=days))
    assert drop_stale_uploads(NOON) == 1
    assert drop_stale_uploads(NOON) == 0
    assert not line.path.exists()
    assert other.path.exists()


def test_a_device_is_told_where_to_go_on(line: Line) -> None:
    client = Client()
    client.force_login(
        User.objects.get(pk=line.by.user_id), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    address = f"/ho-so/{line.dossier.public_id}/tep/"
    about = {
        "client_id": str(line.id),
        "name": "phieu.pdf",
        "size": len(PDF),
        "head": PDF[:16].hex(),
        "criterion": "1.1",
    }

    def patch(offset: object, piece: bytes) -> tuple[int, object]:
        answer = client.patch(
            f"{address}{line.id}/",
            piece,
            content_type="application/octet-stream",
            headers={"Upload-Offset": str(offset)},
        )
        return answer.status_code, answer.json().get("received", answer.json().get("problem"))

    assert client.get(f"{address}{line.id}/").status_code == 404
    assert client.post(address, about).json() == {"received": 0, "paper": ""}
    assert patch(0, PDF[:HALF]) == (200, HALF)
    assert patch(0, PDF[:HALF]) == (409, HALF)
    assert patch("x", b"") == (400, "Đây không phải một phần của tệp.")
    assert patch(HALF, b"0" * (1024 * 1024 + 1)) == (400, "Đây không phải một phần của tệp.")
    assert client.head(f"{address}{line.id}/")["Upload-Offset"] == str(HALF)
    assert patch(HALF, PDF[HALF:]) == (200, len(PDF))
    told = client.post(f"{address}{line.id}/", {"sha256": SHA256}).json()
    assert told == {"received": len(PDF), "paper": Evidence.objects.get().public_id}
    assert client.delete(f"{address}{line.id}/").json() == {}


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"size": 60 * 1024 * 1024 + 1, "head": "ffd8ffe0"}, "lớn hơn 20 MB (ảnh chụp: 60 MB)"),
        ({"size": 20 * 1024 * 1024 + 1, "head": b"%PDF-1.7".hex()}, "lớn hơn 20 MB"),
        ({"size": 100, "head": b"MZ\x90\x00".hex()}, "Chỉ nhận PDF"),
        ({"size": 0, "head": ""}, "Tệp rỗng"),
    ],
)
def test_what_is_not_taken_is_refused_before_it_travels(line: Line, facts: dict[str, object], problem: str) -> None:
    client = Client()
    client.force_login(
        User.objects.get(pk=line.by.user_id), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    answer = client.post(f"/ho-so/{line.dossier.public_id}/tep/", {"client_id": line.id, "name": "a"} | facts)
    assert answer.status_code == 422
    assert problem in answer.json()["problem"]
    assert not Upload.objects.exists()
